from __future__ import annotations

NAME = "site_timeline"
# An event's id ends in that of its figure, where a page holds several.
SHOWN = """els => els.filter(el => el.checkVisibility())
    .map(el => el.id.slice(6, -el.closest("[data-lw-figure]").dataset.lwFigure.length || undefined))"""


def shown(page):
    return page.locator("section > ol > li").evaluate_all(SHOWN)
