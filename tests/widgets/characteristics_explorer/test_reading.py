from __future__ import annotations

import pytest

from tests.waiting import until
from tests.widgets.characteristics_explorer.by_hand import (
    IDS,
    find,
    focused,
    model,
    opened,
    pair,
    shown,
    status,
)
from tests.widgets.characteristics_explorer.made_up import rated
from tests.widgets.readers import PHONE


def test_a_press_opens_a_pair_with_two_lists_under_their_names(explorer, console_errors):
    page = explorer()
    assert opened(page) == []
    pair(page, "oak-ash").locator("summary").click()
    assert pair(page, "oak-ash").locator("h4").all_inner_texts() == ["Mechanistic:\nOak", "Relational:\nAsh"]
    lists = pair(page, "oak-ash").locator("ul")
    assert lists.count() == 2 and lists.nth(0).locator("li").count() == 3
    until(page, "window.lw.model.get('open_pairs').length === 1")
    assert model(page, "open_pairs") == ["oak-ash"]
    assert console_errors == []


@pytest.mark.parametrize(("width", "beside"), [(320, False), (1280, True)])
def test_the_sides_stand_side_by_side_where_there_is_room(explorer, width, beside):
    page = explorer({"open_pairs": IDS}, viewport={"width": width, "height": 700})
    for id in IDS:
        one, other = (pair(page, id).locator(".lw-pole").nth(i).bounding_box() for i in (0, 1))
        assert (one["y"] == other["y"]) is beside
        assert (one["x"] == other["x"]) is not beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keys_move_between_the_pairs_in_sight(explorer):
    page = explorer()
    page.get_by_role("button", name="Clear my answers").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "oak-ash"
    steps = [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", 5), ("ArrowDown", 5), ("Home", 0)]
    for key, at in steps:
        page.keyboard.press(key)
        assert focused(page) == IDS[at], key
    page.keyboard.press("Enter")
    assert opened(page) == ["oak-ash"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert model(page, "ratings") == {"oak-ash": {"mechanistic": 2}}
    find(page, "listen")
    pair(page, "oak-ash").locator("summary").focus()
    page.keyboard.press("End")
    assert focused(page) == "rain-sun", "hidden pairs are passed over"


def test_a_finger_is_enough(explorer):
    page = explorer(**PHONE)
    pair(page, "moss-fern").locator("summary").tap()
    assert opened(page) == ["moss-fern"]
    labels = pair(page, "moss-fern").locator("label")
    assert min(labels.nth(i).bounding_box()["height"] for i in range(labels.count())) >= 44
    for side, step in (("mechanistic", "to some extent"), ("relational", "very much")):
        pair(page, "moss-fern").locator(f"[data-lw-side={side}] label", has_text=step).tap()
    assert pair(page, "moss-fern").locator("figcaption").inner_text() == rated(3, 5).words
    for name in ("Open all", "Close all", "Clear my answers"):
        assert page.get_by_role("button", name=name).bounding_box()["height"] >= 44


def test_a_link_opens_its_pair_and_moves_the_focus_there(explorer):
    page = explorer(fragment="#pair-moss-fern")
    assert opened(page) == ["moss-fern"] and focused(page) == "moss-fern"
    page.evaluate("location.hash = '#pair-night-day'")
    until(page, "document.activeElement.closest('.lw-pair')?.id === 'pair-night-day'")
    assert opened(page) == ["moss-fern", "night-day"]
    find(page, "listen")
    assert shown(page) == ["oak-ash", "rain-sun"]
    page.evaluate("location.hash = '#pair-stone-clay'")
    until(page, "document.activeElement.closest('.lw-pair')?.id === 'pair-stone-clay'")
    assert model(page, "query") == "" and shown(page) == IDS and "stone-clay" in opened(page)
    link = pair(page, "moss-fern").get_by_role("link", name="Link to this pair")
    link.click()
    until(page, "document.activeElement.closest('.lw-pair')?.id === 'pair-moss-fern'")
    assert page.url.endswith("#pair-moss-fern")


@pytest.mark.parametrize("fragment", ["#elsewhere", "#pair-", "#%E0%A4%A", "#pair-oak-ash%22"])
def test_an_address_that_names_no_pair_changes_nothing(explorer, console_errors, fragment):
    page = explorer(fragment=fragment)
    assert opened(page) == [] and console_errors == []


@pytest.mark.parametrize(
    ("query", "pairs", "said"),
    [
        ("listen", ["oak-ash", "rain-sun"], "2 statements in 2 pairs match “listen”."),
        ("  CAFE  listen ", ["oak-ash"], "1 statement in 1 pair matches “CAFE  listen”."),
        ("lísten", ["oak-ash", "rain-sun"], "2 statements in 2 pairs match “lísten”."),
        ("café", ["oak-ash"], "1 statement in 1 pair matches “café”."),
        ("people's", ["rain-sun"], "1 statement in 1 pair matches “people's”."),
        ("dusk", ["night-day"], "No statement matches “dusk”, but 1 pair by name or description."),
        ("moss", ["moss-fern"], "6 statements in 1 pair match “moss”."),
        ("quietly", IDS, "No statement matches “quietly”, but 6 pairs by name or description."),
        ("sea", ["hill-sea"], "6 statements in 1 pair match “sea”."),
        ("<b>", ["hill-sea"], "No statement matches “<b>”, but 1 pair by name or description."),
        ("way 3 day", ["night-day"], "2 statements in 1 pair match “way 3 day”."),
        ("listen nowhere", [], "No statement matches “listen nowhere”."),
        ("a.*", [], "No statement matches “a.*”."),
    ],
)
def test_words_find_their_pairs(explorer, query, pairs, said):
    page = explorer()
    find(page, query)
    assert shown(page) == pairs
    assert status(page) == said
    assert page.locator("[data-lw-found]").inner_text() == said.replace("  ", " ")
    assert opened(page) == pairs


def test_what_matches_is_marked_and_the_text_stays_whole(explorer):
    page = explorer()
    before = page.locator(".lw-characteristics-explorer details").all_text_contents()
    find(page, "CAFE listen")
    assert page.locator("mark").all_inner_texts() == ["café", "Listen"]
    marked = pair(page, "oak-ash").locator("li", has=page.locator("mark"))
    assert marked.inner_text() == "Meet at the café, and Listen"
    find(page, "hill")
    assert pair(page, "hill-sea").locator("h3 span mark").inner_text() == "Hill"
    assert page.locator(".lw-characteristics-explorer details").all_text_contents() == before
    find(page, "")
    assert page.locator("mark").count() == 0
    assert page.locator(".lw-characteristics-explorer details").all_text_contents() == before
    assert page.evaluate("[...document.querySelectorAll('li')].every(li => li.childNodes.length === 1)")


def test_a_search_that_finds_nothing_can_be_cleared(explorer):
    page = explorer({"open_pairs": ["stone-clay"]})
    clear = page.get_by_role("button", name="Clear the search")
    assert not clear.is_visible() and status(page) == ""
    find(page, "zebra")
    assert shown(page) == [] and status(page) == "No statement matches “zebra”."
    clear.click()
    assert shown(page) == IDS and status(page) == "" and not clear.is_visible()
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.get_by_role("searchbox").input_value() == "" and model(page, "query") == ""
    page.wait_for_timeout(50)
    assert opened(page) == model(page, "open_pairs") == ["stone-clay"], "a search leaves the open pairs as they were"


def test_all_open_and_all_close(explorer):
    page = explorer()
    page.get_by_role("button", name="Open all").click()
    assert opened(page) == model(page, "open_pairs") == IDS
    find(page, "listen")
    page.get_by_role("button", name="Close all").click()
    assert opened(page) == model(page, "open_pairs") == []
