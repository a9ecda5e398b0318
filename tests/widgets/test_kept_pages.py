"""One test hands a page on to the next with nothing of itself on it."""

from __future__ import annotations

import time

import pytest

from tests.conftest import serving
from tests.kept_pages import KeptPages

PAGE = '<!doctype html><html lang="en"><title>One</title><link rel="icon" href="data:,"><p>One<input>'


@pytest.fixture
def pages(context_of):
    kept = KeptPages(context_of)
    yield kept
    for each in kept.idle:
        each.page.close()


@pytest.fixture
def shown(pages, tmp_path):
    """Take a page and show something on it, as a test does; each time from an address of its own."""
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")

    def show(then=lambda kept: None):
        errors = []
        with serving(tmp_path) as address:
            kept = pages.take(errors)
            kept.show(address)
            then(kept)
            pages.give_back(kept)
        return kept, errors

    return show


def test_what_a_test_hears_stores_and_does_on_a_page_stays_with_it(shown):
    heard = []

    def use(kept):
        kept.page.on("request", lambda request: heard.append(request.url))
        kept.page.locator("input").press_sequentially("mine")
        kept.page.evaluate("""() => {
            addEventListener("beforeunload", event => event.preventDefault())
            localStorage.mine = sessionStorage.mine = "mine"; 
            console.error("first")
            setInterval(() => fetch("gone-with-its-server"), 10)
        }""")

    first, errors = shown(use)
    time.sleep(0.2)
    left = []
    second, later = shown(
        lambda kept: left.append(
            kept.page.evaluate("[localStorage.length, sessionStorage.length, document.querySelector('input').value]")
        )
    )
    assert first is second and left == [[0, 0, ""]]
    assert heard == [] and errors[0] == "first" and later == []


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.emulate_media(media="print"),
        lambda page: page.route("**", lambda route: route.abort()),
        lambda page: page.add_init_script("window.mine = 1"),
        lambda page: page.set_viewport_size({"width": 320, "height": 320}),
        lambda page: page.context.new_cdp_session(page).send("Performance.enable"),
        lambda page: page.close(),
    ],
)
def test_a_page_with_anything_that_lasts_is_closed(shown, pages, change):
    first, _ = shown(lambda kept: change(kept.page))
    assert first.page.is_closed() and pages.idle == []
    second, _ = shown()
    assert second is not first
