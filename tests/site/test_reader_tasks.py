"""Twelve things that a reader comes for, each from the first page on a phone: at most three presses, or one search.

Scrolling costs nothing, a press is a finger on something that can be seen, and a search is the menu, its link, the
words, and one result.
"""

from __future__ import annotations

import re

import pytest

from tests.site.readers import FIELD, look_for, results, settled

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
AT_MOST = 3


@pytest.fixture(scope="module")
def phone(context_of, site):
    page = context_of(**PHONE).new_page()
    page.address = site
    yield page
    page.close()


def named(page, name):
    """Give what can be pressed, can be seen, and begins with this name."""
    words = re.compile(r"^\s*" + r"\s+".join(name.split()))
    return page.locator("a:visible, summary:visible, button:visible").filter(has_text=words).first


def walk(page, *names):
    """Press one thing after another, from the first page on."""
    assert len(names) <= AT_MOST
    page.goto(f"{page.address}/index.html")
    for name in names:
        named(page, name).tap()
    page.wait_for_load_state()


def assert_before_the_eyes(page, words):
    """Assert that a reader sees these words now, without looking for them."""
    page.wait_for_function(
        """words => [...document.querySelectorAll("main *, dialog[open] *")].some(e => {
            if (e.children.length && e.matches("section, article, div, ol, ul")) return false;
            const box = e.getBoundingClientRect();
            return e.textContent.replace(/\\s+/g, " ").includes(words) && box.height && e.checkVisibility()
                && box.top < innerHeight && box.bottom > 0;
        })""",
        arg=words,
    )


# What is looked for, the way there, and the words that say that it was found.
TASKS = {
    "a person": (["Meet the people", "To Donna Thomas"], "Dear Donna"),
    "an outcome": (["Look at the evidence"], "What changed for people and for systems"),
    "the poem": (["the poem"], "Rage, Your Ally"),
    "a route for ten minutes": (["The heart of it"], "Change is urgent and possible"),
    "a word on the list": (["Look up a word"], "All the words in one list"),
    "a word in the text": (["mechanistic"], "tries to work like a smooth machine"),
    "a mistake, from the first page": (["here is how to report a mistake"], "How to report a mistake"),
    "a mistake, from any page": (["Menu", "About", "About this copy"], "About this copy"),
}


@pytest.mark.parametrize("task", TASKS)
def test_what_a_reader_comes_for_is_three_presses_away(phone, task):
    way, found = TASKS[task]
    walk(phone, *way)
    assert_before_the_eyes(phone, found)


def test_a_place_in_a_year_opens_what_happened_there(phone):
    walk(phone, "Follow the places")
    phone.wait_for_url("**/places/timeline.html")
    mark = named(settled(phone), "Luton, 2019")
    mark.tap()  # A finger's first press says what a mark is, and its second opens it.
    mark.tap()
    event = phone.locator("li#event-luton-2019-crisis-care")
    assert "2019" in event.inner_text() and "Luton" in event.inner_text()
    assert_before_the_eyes(phone, event.locator("a").first.inner_text().split("\n")[-1])


def test_a_number_in_scotland_is_two_presses_away(phone):
    walk(phone, "Help in a crisis", "Scotland")
    number = phone.locator("#help-scotland a[href='tel:0800838587'], #help-scotland ~ * a[href='tel:0800838587']").first
    phone.wait_for_function("() => scrollY > 0")
    assert 0 <= number.bounding_box()["y"] < 844


def test_a_page_says_in_one_press_how_to_cite_it(phone):
    walk(phone, "The heart of it", "Cite this page")
    assert_before_the_eyes(phone, "The editors of Living Well Learning (2026).")


def test_a_table_is_downloaded_with_two_presses(phone):
    walk(phone, "Download the tables")
    with phone.expect_download() as saved:
        named(phone, "Events").tap()
    assert saved.value.suggested_filename == "events.csv"


def test_two_places_stand_beside_each_other_without_a_press_more(phone):
    walk(phone, "Compare two places")
    assert_before_the_eyes(phone, "Read the places side by side")
    found = phone.locator("main [data-lw-row=short] > [data-lw-place]:visible")
    found.nth(1).wait_for()  # the figure comes to life meanwhile
    columns = found.all()
    assert [column.get_attribute("data-lw-place") for column in columns] == ["edinburgh", "salford"]


@pytest.mark.parametrize(
    ("words", "page"),
    [("podcast", "wider-learning"), ("compare places", "compare"), ("report a mistake", "this-copy")],
)
def test_one_search_finds_it(phone, words, page):
    walk(phone, "Menu", "Search")
    phone.get_by_label(FIELD).wait_for()
    look_for(phone, words)
    assert page in " ".join(address.path for _, address in results(phone)[:3])
