from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from tests.conftest import build_book
from tests.site import minibook, originals, wordbook

MEDIA = ("color_scheme", "reduced_motion")


@pytest.fixture
def book(tmp_path):
    """A small book of its own for a test to break."""
    return minibook.write(tmp_path)


@pytest.fixture
def build():
    """Build a book with the editors' command; give its exit status and all that it printed."""
    return build_book


@pytest.fixture(scope="session")
def without(built_once):
    """The site of a small book without the rights holder's copy."""
    return built_once("without-words", wordbook.write) / "_build" / "html"


@pytest.fixture(scope="session")
def with_words(built_once):
    """The site of the same book with a copy beside it."""

    def write(folder):
        originals.write(wordbook.write(folder), sections=wordbook.SECTIONS)
        return folder

    return built_once("with-words", write) / "_build" / "html"


@pytest.fixture(scope="session")
def tabs():
    """The tabs of readers that go from page to page, by what each reader is."""
    return {}


@pytest.fixture
def open_page(browser, context_of, site, tabs):
    """Open a page of the book as some reader; collect requests to other hosts and console errors.

    ``alone`` gives a context that no other test has used; ``first`` is a script that runs before those of the page.
    ``tab`` loads the page in the tab that an earlier one was read in: for tests of every page, which add nothing to it.
    """
    opened_by_test = []
    host = urlsplit(site).netloc

    def watched(page):
        def ask(request):
            url = urlsplit(request.url)
            if url.scheme not in {"data", "blob"} and url.netloc != host:
                page.foreign.append(request.url)

        page.on("request", ask)
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        return page

    def opened(path, *, alone=False, tab=False, first="", **options):
        if tab:
            key = json.dumps(options, sort_keys=True)
            if key not in tabs:
                tabs[key] = watched(context_of(**options).new_page())
            page = tabs[key]
            page.emulate_media(media="null", **{name: options.get(name, "null") for name in MEDIA})
            if "#" in path:
                page.goto("about:blank")  # from the page itself it would be no load
        else:
            context = browser.new_context(**options) if alone else context_of(**options)
            page = watched(context.new_page())
            opened_by_test.append(context if alone else page)
            page.add_init_script(first)
        page.foreign, page.errors = [], []
        page.goto(f"{site}/{path}" if ".html" in path else f"{site}/{path}.html", wait_until="load")
        return page

    yield opened
    for item in opened_by_test:
        item.close()
