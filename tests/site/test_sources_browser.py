"""How readers reach a source: by touch, by keyboard, with a margin or without, with no scripts, and on paper."""

from __future__ import annotations

import pytest

from tests.accessibility import broken_rules
from tests.conftest import serving
from tests.site import sourced
from tests.site.readers import DESKTOP, PHONE
from tests.waiting import until


@pytest.fixture(scope="module")
def cited(built_once):
    """The address of the small book that cites in every way."""
    with serving(built_once("sourced", sourced.write) / "_build" / "html") as address:
        yield address


@pytest.fixture
def read(cited, context_of):
    """Open a page of the small book as some reader."""
    pages = []

    def opened(page="cites", **options):
        # axe puts a script and a style of its own into the page.
        pages.append(context_of(bypass_csp=True, **options).new_page())
        pages[-1].goto(f"{cited}/{page}.html", wait_until="load")
        if options.get("java_script_enabled", True):
            # Marks come to life with the first sign of a reader.
            pages[-1].keyboard.press("Shift")
            until(pages[-1], "() => [...document.querySelectorAll('a.lw-cite')].every(mark => mark.ariaExpanded)")
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def focus(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def mark_of(page, key):
    return page.locator(f"#mark-{key}")


def test_on_a_phone_a_mark_opens_its_source_under_its_paragraph(read):
    page = read(**PHONE)
    mark = mark_of(page, "twin-b")
    assert mark.get_attribute("aria-expanded") == "false"
    mark.tap()
    cited = page.locator(".lw-cited")
    assert cited.inner_text().startswith("3 Roads. A council, 2021.")
    paragraph = mark.locator("xpath=ancestor::p")
    assert cited.bounding_box()["y"] >= paragraph.bounding_box()["y"] + paragraph.bounding_box()["height"] - 12
    assert cited.get_by_role("link", name="Roads").get_attribute("href") == "https://example.org/roads"
    assert broken_rules(page) == []
    page.emulate_media(color_scheme="dark")
    assert broken_rules(page, colours_alone=True) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    cited.get_by_role("button", name="Close").tap()
    assert page.locator(".lw-cited").count() == 0
    assert focus(page) == "mark-twin-b"


def test_a_press_that_is_quicker_than_its_module_is_kept_and_one_without_its_module_follows_the_link(cited, browser):
    context = browser.new_context(**PHONE)
    page, held = context.new_page(), []
    page.route("**/sources.mjs", lambda route: held.append(route))
    page.goto(f"{cited}/cites.html", wait_until="load")
    mark_of(page, "twin-b").tap()
    page.wait_for_timeout(300)
    assert len(held) == 1
    assert (page.locator(".lw-cited").count(), "#" in page.url) == (0, False)
    held[0].continue_()
    page.locator(".lw-cited").wait_for()
    assert page.locator(".lw-cited").inner_text().startswith("3 Roads")
    page.unroute("**/sources.mjs")
    page.route("**/sources.mjs", lambda route: route.abort())
    page.goto(f"{cited}/cites.html", wait_until="load")
    mark_of(page, "twin-b").tap()
    page.wait_for_url("**#cited-twin-b")
    context.close()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_by_keyboard_a_mark_opens_and_closes_and_focus_comes_back(read, key):
    page = read(**DESKTOP)
    mark = mark_of(page, "odd-key-1")
    mark.focus()
    page.keyboard.press(key)
    assert mark.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Source 5: Müller et al., 2022"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Why?"
    page.keyboard.press("Escape")
    assert (focus(page), page.locator(".lw-cited").count()) == ("mark-odd-key-1", 0)
    page.keyboard.press(key)
    mark.focus()
    page.keyboard.press(key)
    assert (mark.get_attribute("aria-expanded"), page.locator(".lw-cited").count()) == ("false", 0)


def test_with_a_margin_author_and_year_stand_in_it_and_the_whole_when_pressed(read):
    page = read(**DESKTOP)
    mark = mark_of(page, "twin-b")
    who = mark.locator(".lw-who")
    text = mark.locator("xpath=ancestor::p").bounding_box()
    assert who.inner_text() == "A council, 2021a"
    assert who.bounding_box()["x"] > text["x"] + text["width"]
    assert abs(who.bounding_box()["y"] - text["y"]) < text["height"] + 60
    mark.click()
    whole = page.locator(".lw-cited")
    assert not who.is_visible()
    assert whole.bounding_box()["x"] > text["x"] + text["width"]
    assert whole.inner_text().startswith("3 Roads. A council, 2021.")
    assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_in_a_table_the_source_opens_under_its_row(read):
    page = read(**DESKTOP)
    row = page.locator("tbody tr")
    mark = row.locator("a.lw-cite")
    mark.click()
    opened = page.locator("tr.lw-cited-row .lw-cited")
    assert opened.bounding_box()["y"] >= row.first.bounding_box()["y"] + row.first.bounding_box()["height"] - 1
    page.keyboard.press("Escape")
    assert page.locator("tr.lw-cited-row").count() == 0


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_scripts_a_mark_leads_to_the_list_and_back(read, device):
    page = read(java_script_enabled=False, **device)
    mark_of(page, "dated").click()
    entry = page.locator("#cited-dated")
    assert page.url.endswith("#cited-dated")
    assert entry.is_visible()
    assert 0 <= entry.bounding_box()["y"] < device["viewport"]["height"]
    entry.get_by_role("link", name="Back to the text of source 4").click()
    assert page.url.endswith("#mark-dated")
    entry.get_by_role("link", name="Uses of source 4").click()
    assert page.url.endswith("/words.html#source-dated")


def test_paper_has_the_address_of_each_source_and_of_the_page(read, cited):
    page = read(**DESKTOP)
    mark_of(page, "dated").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator(".lw-cited").is_visible()
    assert not page.locator(".lw-who").first.is_visible()
    shown = "a => getComputedStyle(a, '::after').content"
    for link in page.locator(".lw-page-sources li > span > a").all():
        assert link.get_attribute("href") in link.evaluate(shown)
    assert page.locator(".lw-page-sources li").count() == 6
    assert not any(a.is_visible() for a in page.locator(".lw-source-more, .lw-return").all())
    assert f"This page: {cited}/cites.html, as it was built on" in page.locator(".lw-printed").inner_text()


def test_a_page_that_rests_on_one_report_says_so_under_its_title(read):
    page = read("whole", **PHONE)
    mark_of(page, "paper").tap()
    assert "A whole report. Bo Elm (ed.), 2019. In the library." in page.locator(".lw-cited").inner_text()


OLD = "evidence/sources.html#source-lets-cavallo"


def test_an_address_that_names_a_source_in_the_list_of_all_leads_on_to_it(open_page):
    page = open_page(OLD, **PHONE)
    page.wait_for_url("**/evidence/sources-i-m.html#source-lets-cavallo")
    assert page.locator("#source-lets-cavallo").get_by_role("link").first.is_visible()
    # Back leads to where the reader came from, not into a circle.
    assert page.evaluate("history.length") <= 2


def test_without_scripts_the_line_of_that_source_leads_on_to_it(open_page):
    page = open_page(OLD, java_script_enabled=False, **PHONE)
    line = page.locator("#source-lets-cavallo")
    assert 0 <= line.bounding_box()["y"] < 400
    line.get_by_role("link").click()
    assert page.url.endswith("/evidence/sources-i-m.html#source-lets-cavallo")
    assert 0 <= page.locator("#source-lets-cavallo").bounding_box()["y"] < 400
