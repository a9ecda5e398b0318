"""Who reads the built book, what there is to read, and when a page is ready for it."""

from __future__ import annotations

from urllib.parse import urlsplit

import yaml

from tests.conftest import ROOT
from tests.waiting import until

FIELD = "Words to look for"
PHONE = {"viewport": {"width": 320, "height": 720}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


def in_order(node):
    """Give the pages of a table of contents in reading order."""
    for key in ("root", "file"):
        if key in node:
            yield node[key]
    for key in ("parts", "chapters", "sections"):
        for child in node.get(key, []):
            yield from in_order(child)


PAGES = list(in_order(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))))


def settled(page):
    """Give a first sign of a reader, and wait until every figure on the page has come to life."""
    until(
        page,
        "() => { dispatchEvent(new Event('scroll')); "
        "return [...document.querySelectorAll('[data-lw-widget]')].every(e => 'lwLive' in e.dataset) }",
    )
    return page


def look_for(page, words):
    """Type words as a reader does, and wait until the page says how it stands."""
    field = page.get_by_label(FIELD)
    field.fill("")
    field.press_sequentially(words)
    until(
        page,
        "words => { const said = document.querySelector('.lw-search-said').textContent; "
        "return said && !said.includes('loading') && document.querySelector('#lw-q').value === words }",
        arg=words,
    )
    page.wait_for_timeout(500)


def results(page):
    """Give the words and the address of each link that a search shows."""
    return [
        (link.inner_text(), urlsplit(link.get_attribute("href"))) for link in page.locator(".lw-search-found a").all()
    ]
