"""Small comforts: the way back to the line that was being read, and a choice of light or dark that holds."""

from __future__ import annotations

import pytest

from tests.browser import FLAGS, find
from tests.conftest import Quiet, serving
from tests.site.readers import DESKTOP, PAGES, PHONE, settled
from tests.waiting import until

LONG = "report/urgent-and-possible"
MIDDLE = "document.querySelectorAll('main p')[Math.floor(document.querySelectorAll('main p').length / 2)]"


def to_the_middle(page):
    page.evaluate(f"window.middle = {MIDDLE}; middle.scrollIntoView({{block: 'center'}})")
    page.wait_for_timeout(300)
    return page.evaluate("middle.getBoundingClientRect().top")


def where(page):
    page.wait_for_timeout(150)
    return page.evaluate("middle.getBoundingClientRect().top")


@pytest.mark.parametrize("device", [PHONE, DESKTOP])
@pytest.mark.parametrize("path", [LONG, "places/timeline"])
def test_back_to_the_text_returns_to_the_line_that_the_reader_left(open_page, path, device):
    page = settled(open_page(path, **device))
    to_the_middle(page)
    # Before it presses a link, Playwright may scroll.
    page.evaluate("addEventListener('click', () => (window.before ??= middle.getBoundingClientRect().top), true)")
    page.locator("header").get_by_role("link", name="Help in a crisis").click()
    before = page.evaluate("before")
    page.locator("#help .lw-help-jumps a").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('#help').getBoundingClientRect().top") < 200
    page.get_by_role("link", name="Back to the text", exact=True).click()
    assert abs(where(page) - before) < 3
    focused = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert focused, "a keyboard or a screen reader goes on from there"


def test_back_to_the_text_returns_a_reader_who_scrolled_to_the_help_by_hand(open_page):
    page = open_page(LONG, **DESKTOP)
    before = to_the_middle(page)
    page.evaluate("document.querySelector('#help').scrollIntoView()")
    page.wait_for_timeout(300)
    page.get_by_role("link", name="Back to the text", exact=True).click()
    assert abs(where(page) - before) < 3


def test_back_to_the_text_leads_to_its_start_without_scripts_and_for_who_came_from_elsewhere(open_page):
    for options in ({"java_script_enabled": False}, {}):
        page = open_page(f"{LONG}.html#help", **DESKTOP, **options)
        page.get_by_role("link", name="Back to the text", exact=True).click()
        page.wait_for_url("**#main")
        assert page.locator("main h1").bounding_box()["y"] < DESKTOP["viewport"]["height"]


def theme(page):
    return page.evaluate(
        "[document.documentElement.dataset.theme ?? '', document.querySelector('.lw-theme input:checked').value]"
    )


def test_a_choice_of_dark_reaches_a_page_that_is_open_in_another_tab(open_page):
    first = open_page(PAGES[1], alone=True, **DESKTOP)
    second = first.context.new_page()
    second.goto(first.url)
    second.get_by_role("radio", name="Dark").check()
    until(first, "document.documentElement.dataset.theme === 'dark'")
    assert theme(first) == ["dark", "dark"]
    second.get_by_role("radio", name="As this device").check()
    until(first, "!('theme' in document.documentElement.dataset)")
    assert theme(first) == ["", ""]


@pytest.fixture
def remembering(browser):
    """A browser that keeps pages in memory for the way back, as readers' browsers do."""
    running = browser.browser_type.launch(
        executable_path=find(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield running
    running.close()


class Storable(Quiet):
    def send_header(self, keyword, value):
        # The server of the other tests forbids to store a page, and with it to keep it in memory.
        if keyword != "Cache-Control":
            super().send_header(keyword, value)


def test_a_choice_of_dark_holds_on_the_way_back(remembering, built):
    with serving(built, Storable) as address:
        there_and_back(remembering.new_page(), address)


def there_and_back(page, site):
    page.goto(f"{site}/{PAGES[1]}.html")
    page.evaluate("addEventListener('pageshow', event => (window.kept = event.persisted))")
    page.goto(f"{site}/{PAGES[2]}.html")
    page.get_by_role("radio", name="Dark").check()
    page.go_back(wait_until="commit")
    until(page, "window.kept !== undefined")
    assert page.evaluate("window.kept") is True, "the page came from memory"
    assert theme(page) == ["dark", "dark"]


def test_what_is_stored_by_somebody_else_is_no_theme(open_page):
    page = open_page(PAGES[1], alone=True, first="localStorage.setItem('lw-theme', 'x\"><b>')", **DESKTOP)
    assert theme(page) == ["", ""]
