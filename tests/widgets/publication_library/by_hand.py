from __future__ import annotations

NAME = "publication_library"
SHOWN = "els => els.filter(el => el.offsetParent).map(el => el.dataset.lwWork)"
LIT = "[...document.querySelectorAll('mark')].map(mark => mark.textContent)"


def shown(page):
    return page.locator("ol > li").evaluate_all(SHOWN)
