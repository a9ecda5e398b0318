"""What lies below the screen loads its modules when a reader gives a first sign, or at once where an address asks."""

from __future__ import annotations

import pytest

from tests.site.readers import DESKTOP, PHONE
from tests.waiting import until

LIVE = "() => 'lwLive' in document.querySelector('[data-lw-widget]').dataset"
MODULES = "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.includes('/widgets/'))"
LOADED = f"{MODULES}.filter(name => name.endsWith('.mjs')).length"


@pytest.mark.parametrize("sign", ["scroll", "key", "hand"])
def test_a_figure_below_the_screen_sleeps_until_a_first_sign(open_page, sign):
    page = open_page("places/luton", **DESKTOP)
    page.wait_for_timeout(300)
    assert page.evaluate(LOADED) == 0 and not page.evaluate(LIVE)
    if sign == "scroll":
        page.mouse.wheel(0, 200)
    elif sign == "key":
        page.keyboard.press("Tab")
    else:
        page.mouse.move(300, 300)
    until(page, LIVE)
    assert page.errors == []


def test_a_figure_on_the_first_screen_wakes_by_itself(open_page):
    page = open_page("tools/my-reflection", viewport={"width": 1280, "height": 2000})
    until(page, LIVE)


@pytest.mark.parametrize("asked", ["?themes=power", "#luton-story"])
def test_where_an_address_asks_for_something_nothing_sleeps(open_page, asked):
    until(open_page(f"places/luton.html{asked}", **PHONE), LIVE)


def test_a_press_that_is_quicker_than_the_modules_is_kept(open_page):
    page = open_page("places/luton", **PHONE)
    summary = page.locator(".lw-fold > summary", has_text="Background").last
    summary.tap()
    until(page, LIVE)
    # A tap becomes a click when the browser is sure that it is one.
    until(page, "document.querySelector('details.lw-fold[open]')")


def test_the_neutral_tokens_that_the_book_sets_anew_are_not_sent(built):
    sheet = (built / "_static" / "lw.css").read_text(encoding="utf-8")
    assert sheet.count("--lw-accent-soft: #f4e7f1") == 1, "a sheet stands there once"
    assert "#135e6b" not in sheet and "--lw-space-3: 1rem" in sheet
