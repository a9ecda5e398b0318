from __future__ import annotations

import itertools

import pytest

from tests.waiting import until
from tests.widgets.publication_library.by_hand import LIT, shown
from tests.widgets.publication_library.made_up import BY_TITLE, IN_BOOK, IN_TIME
from tests.widgets.readers import PHONE, give, status

COUNTS = """root => Object.fromEntries([...root.querySelectorAll('.lw-choice')].map(label =>
    [label.closest('[data-lw-facet=in_report]') ? 'in_report' : label.children[0].value,
     +label.querySelector('i').textContent]))"""


def test_counts_follow_the_other_filters(open_page, real):
    page = open_page(real)
    works = real.publications.to_dict("records")
    for kinds, named, query in itertools.product(([], ["report", "blog"]), (False, True), ("", "lambeth", "not-there")):
        give(page, kinds=kinds, in_report=named, query=query)
        found = page.locator("ol > li").evaluate_all("els => els.map(el => el.textContent.split('Link to this')[0])")
        order = page.locator("ol > li").evaluate_all("els => els.map(el => el.dataset.lwWork)")
        holds = {id for id, text in zip(order, found, strict=True) if query in text.lower()}
        of_kind = {w["id"] for w in works if not kinds or w["kind"] in kinds}
        in_report = {w["id"] for w in works if w["in_report"] or not named}
        assert sorted(shown(page)) == sorted(holds & of_kind & in_report), (kinds, named, query)
        counts = page.locator(".lw-publication-library").evaluate(COUNTS)
        assert counts.pop("in_report") == sum(w["in_report"] for w in works if w["id"] in holds & of_kind)
        for kind, count in counts.items():
            assert count == sum(w["kind"] == kind for w in works if w["id"] in holds & in_report)


def test_options_are_pressed_and_cleared(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Named by the club").check()
    assert shown(page) == ["yearbook", "seeds", "letter"] and status(page) == "3 of 8 works shown."
    page.get_by_text("Filter by sort of work").click()
    page.get_by_role("checkbox", name="Leaflet").check()
    page.get_by_role("checkbox", name="note").check()
    assert shown(page) == ["seeds", "letter"]
    assert page.evaluate("[lw.model.get('kinds'), lw.model.get('in_report')]") == [["leaflet", "note"], True]
    page.get_by_role("searchbox", name="Find words").fill("bees")
    assert shown(page) == [] and status(page) == "0 of 8 works shown. “Clear filters” brings them back."
    page.get_by_role("button", name="Clear filters").click()
    assert shown(page) == IN_BOOK and status(page).startswith("All 8 works;")
    assert page.locator("input:checked").count() == 0 and page.get_by_role("searchbox").input_value() == ""
    assert page.evaluate("document.activeElement.type") == "search"


def test_every_word_is_looked_for_whatever_its_accents_and_capitals(open_page):
    page = open_page()
    box = page.get_by_role("searchbox", name="Find words")
    box.fill("  CAFE rain ")
    assert shown(page) == ["rain"]
    assert sorted(page.evaluate(LIT)) == ["Rain", "café", "rain", "rain"]
    box.fill("alteste")
    assert shown(page) == ["seeds"] and page.evaluate(LIT) == ["Älteste"]
    box.fill("o'hara")
    assert shown(page) == ["rain", "hedge"] and page.evaluate(LIT) == ["O\u2019Hara", "O\u2019Hara"]
    box.fill("<b>list")
    assert shown(page) == ["seeds"] and page.locator("h3 b").count() == 0
    box.fill("2012")
    assert shown(page) == ["rain", "hedge"]
    box.fill("book of a year")
    assert shown(page) == ["yearbook", "bees", "zoo"]
    box.fill("")
    assert page.evaluate(LIT) == [] and shown(page) == IN_BOOK


def test_the_reader_puts_the_list_in_order(open_page):
    page = open_page()
    order = page.get_by_role("combobox", name="Order")
    for value, expected in (("date", IN_TIME), ("title", BY_TITLE), ("book", IN_BOOK)):
        order.select_option(value)
        assert shown(page) == expected
    give(page, order="title", query="rain")
    assert shown(page) == ["hedge", "rain", "moss"] and order.input_value() == "title"
    page = open_page(traits={"order": "date"})
    assert shown(page) == IN_TIME
    page.get_by_role("combobox", name="Order").select_option("book")
    assert shown(page) == IN_BOOK


def test_a_link_to_a_work_clears_only_the_filters_that_hide_it(open_page):
    page = open_page(traits={"kinds": ["yearly"], "in_report": True, "query": "grew"})
    assert shown(page) == ["yearbook"]
    page.evaluate("location.hash = '#work-zoo'")
    until(page, "document.activeElement.id === 'work-zoo'")
    state = page.evaluate("['kinds', 'in_report', 'query'].map(name => lw.model.get(name))")
    assert state == [["yearly"], False, ""]
    assert page.locator("#work-zoo").get_attribute("aria-current") == "true"
    page.evaluate("location.hash = '#work-moss'")
    until(page, "document.activeElement.id === 'work-moss'")
    assert page.locator("[aria-current]").count() == 1 and page.evaluate("lw.model.get('kinds')") == []
    page.evaluate("location.hash = '#elsewhere'")
    until(page, "!document.querySelector('[aria-current]')")


def test_an_address_with_a_work_opens_there(open_page, real):
    page = open_page(real, fragment="#work-no-wrong-door", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.activeElement.id") == "work-no-wrong-door"
    assert 0 <= page.locator("#work-no-wrong-door").bounding_box()["y"] <= 200
    assert page.locator("#work-no-wrong-door > a").get_attribute("href") == "#work-no-wrong-door"


@pytest.mark.statement("keyboard")
def test_the_keyboard_reaches_every_control_in_order(open_page):
    page = open_page()
    page.get_by_role("searchbox").focus()
    seen = []
    for _ in range(5):
        seen.append(page.evaluate("document.activeElement.tagName + ' ' + (document.activeElement.type ?? '')").strip())
        page.keyboard.press("Tab")
    assert seen == ["INPUT search", "SELECT select-one", "BUTTON button", "INPUT checkbox", "SUMMARY"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == ["seeds", "rain", "moss", "hedge"]
    page.locator("#work-seeds summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == "https://b.example/"


def test_sources_open_by_touch(open_page):
    page = open_page(**PHONE)
    page.get_by_role("checkbox", name="Named by the club").tap()
    assert shown(page) == ["yearbook", "seeds", "letter"]
    page.locator("#work-letter summary").tap()
    assert page.locator("#work-letter details li").is_visible()
