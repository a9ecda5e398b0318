"""A page that a reader is about to open is fetched ahead of the press; where data costs, nothing is."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.site.readers import DESKTOP, PHONE
from tests.waiting import until

START, NEXT = "report/whole-system", "report/learning-in-action.html"
LINE = "Object.defineProperty(Navigator.prototype, 'connection', {{ get: () => ({}) }})"
WAITING = 400
WOKEN = "() => performance.getEntriesByType('resource').some(entry => entry.name.endsWith('prefetch.mjs'))"


def reader(open_page, line="{ effectiveType: '4g' }", **options):
    """Open a page on some line; ``asked`` fills with the pages that it asks for."""
    page = open_page(START, alone=True, first=LINE.format(line), **(options or DESKTOP))
    page.asked = []
    page.on("request", lambda request: page.asked.append(urlsplit(request.url).path.lstrip("/")))
    return page


def pages_asked(page):
    page.wait_for_timeout(WAITING)
    return [path for path in page.asked if path.endswith(".html")]


def link(page):
    return page.locator(f"a.lw-next[href$='{NEXT.split('/')[-1]}']")


def awake(page):
    page.mouse.move(5, 300)
    page.mouse.move(8, 310)
    until(page, WOKEN)
    page.wait_for_timeout(100)


def test_a_link_under_the_mouse_or_in_focus_is_fetched_once_and_nothing_else(open_page):
    page = reader(open_page)
    awake(page)
    assert pages_asked(page) == []
    link(page).hover()
    assert pages_asked(page) == [NEXT]
    link(page).focus()
    assert pages_asked(page) == [NEXT]
    page.locator(".lw-prev").focus()
    assert len(pages_asked(page)) == 2
    assert page.errors == []


def test_a_link_that_the_mouse_only_crosses_is_not_fetched(open_page):
    page = reader(open_page)
    awake(page)
    link(page).dispatch_event("pointerover")
    link(page).dispatch_event("pointerout")
    page.locator(".lw-help-link").hover()
    assert pages_asked(page) == []


@pytest.mark.parametrize(
    "line",
    [
        "{ effectiveType: '4g', saveData: true }", "{ effectiveType: '3g' }",
        "{ effectiveType: '4g', type: 'cellular' }", "undefined",
    ],
)  # fmt: skip
def test_nothing_is_fetched_ahead_where_data_is_saved_costs_or_is_slow_or_nobody_knows(open_page, line):
    page = reader(open_page, line)
    awake(page)
    link(page).hover()
    link(page).focus()
    assert pages_asked(page) == []


def test_a_finger_that_stays_fetches_and_one_that_scrolls_does_not(open_page):
    page = reader(open_page, "undefined", **PHONE)
    page.locator("h1").tap()
    until(page, WOKEN)
    page.wait_for_timeout(100)
    link(page).dispatch_event("pointerdown")
    link(page).dispatch_event("pointercancel")
    assert pages_asked(page) == []
    link(page).dispatch_event("pointerdown")
    assert pages_asked(page) == [NEXT]
