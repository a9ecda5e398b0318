from __future__ import annotations

NAME = "publication_library"
SHOWN = "els => els.filter(el => el.offsetParent).map(el => el.id.slice(5))"
LIT = "[...CSS.highlights.get('lw-library') ?? []].map(range => range.toString())"


def shown(page):
    return page.locator("ol > li").evaluate_all(SHOWN)
