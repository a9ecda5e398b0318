from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.conftest import build_book
from tests.site import minibook, originals, wordbook


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


@pytest.fixture
def open_page(browser, context_of, site):
    """Open a page of the book as some reader; collect requests to other hosts and console errors.

    ``alone`` gives a context that no other test has used; ``first`` is a script that runs before those of the page.
    """
    opened_by_test = []
    host = urlsplit(site).netloc

    def opened(path, *, alone=False, first="", **options):
        context = browser.new_context(**options) if alone else context_of(**options)
        page = context.new_page()
        opened_by_test.append(context if alone else page)
        page.foreign, page.errors = [], []
        page.add_init_script(first)

        def route(request):
            url = urlsplit(request.request.url)
            if url.scheme in {"data", "blob"} or url.netloc == host:
                return request.continue_()
            page.foreign.append(request.request.url)
            return request.abort()

        page.route("**/*", route)
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(f"{site}/{path}" if ".html" in path else f"{site}/{path}.html", wait_until="load")
        return page

    yield opened
    for item in opened_by_test:
        item.close()
