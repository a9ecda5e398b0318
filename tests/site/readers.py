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


SAID = "words => { const said = document.querySelector('.lw-search-said').textContent; return words ? said && \
    !said.includes('loading') && document.querySelector('#lw-q').value === words : !said }"
SHOWN = "[...document.querySelectorAll('.lw-search-found p')].every(part => part.textContent)"


def look_for(page, words):
    """Give words to the search, and wait until the page says how it stands with them and shows what it found."""
    field = page.get_by_label(FIELD)
    for text in ("", words):
        field.fill(text)
        until(page, SAID, text)
    until(page, SHOWN)


FOUND = """async names => {
    const form = document.querySelector(".lw-search"), field = document.querySelector("#lw-q")
    const said = document.querySelector(".lw-search-said"), found = []
    const turn = () => new Promise(done => setTimeout(done, 1))
    for (const name of names) for (const words of ["", name]) {
        field.value = words
        form.dispatchEvent(new Event("submit", { cancelable: true }))
        while (words ? !said.textContent || said.textContent.includes("loading") : said.textContent) await turn()
        if (words) found.push([...document.querySelectorAll(".lw-search-found a")].map(link => link.pathname))
    }
    return found
}"""


def pages_found(page, names):
    """Press Search for each of many names in the page itself; give the pages that each search shows."""
    return page.evaluate(FOUND, names)


def results(page):
    """Give the words and the address of each link that a search shows."""
    return [
        (link.inner_text(), urlsplit(link.get_attribute("href"))) for link in page.locator(".lw-search-found a").all()
    ]
