from __future__ import annotations

NAME = "site_timeline"
SHOWN = "els => els.filter(el => el.checkVisibility()).map(el => el.id.slice(6))"


def shown(page):
    return page.locator("section > ol > li").evaluate_all(SHOWN)
