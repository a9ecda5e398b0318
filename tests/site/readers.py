"""Who reads the built book, what there is to read, and when a page is ready for it."""

from __future__ import annotations

import yaml

from tests.conftest import ROOT

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
    """Wait until every figure on the page has come to life."""
    page.wait_for_function("[...document.querySelectorAll('[data-lw-widget]')].every(e => 'lwLive' in e.dataset)")
    return page
