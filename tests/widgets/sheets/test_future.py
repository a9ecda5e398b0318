from __future__ import annotations

import pytest

from livingwell_learning import load
from livingwell_learning.reflection import Sheet
from livingwell_learning.widgets.future import Future
from tests.accessibility import broken_rules
from tests.conftest import ROOT
from tests.widgets.readers import too_wide
from tests.widgets.sheets.by_hand import (
    HOSTILE,
    add_tension,
    alone,
    holds,
    keep,
    mark,
    model,
    open_file,
    picture,
    sheets_of_paper,
    stored,
    words_of,
)  # fmt: skip
from tests.widgets.sheets.conftest import PHONE, awake

EVERY = {"conditions", "help_places", "hoped_outcomes"}


def house(page, name):
    return page.locator(".lw-future-street li", has_text=name)


def add_place(page, name, value="", note=""):
    form = page.locator(".lw-future-own")
    form.locator("details").evaluate("details => { details.open = true }")
    form.locator("[data-lw-own-field=name]").fill(name)
    if value:
        form.locator(f"input[value={value}]").check()
    form.locator("[data-lw-own-field=note]").fill(note)
    form.get_by_role("button", name="Add this place").click()


def test_each_list_says_which_section_of_the_report_names_it(future):
    page = future()
    links = page.get_by_role("link", name="On soil")
    assert [links.nth(i).get_attribute("href") for i in (0, 1)] == ["../orchard/soil.html#section-soil"] * 2
    kinds = page.locator(".lw-future-kind").all_inner_texts()
    assert kinds == ["Close by", "Further off"] and "The river" in page.locator("#place-river").inner_text()


def test_a_map_fills_as_one_marks_and_says_each_mark_in_words(future):
    page = future()
    assert "Not marked" in house(page, "The well").inner_text()
    mark(page, "help_places", "well", "here", "behind the barn")
    mark(page, "help_places", "pond", "missing")
    assert house(page, "The well").inner_text().split("\n") == ["The well", "Here already", "behind the barn"]
    assert "Missing" in house(page, "The pond").inner_text()
    assert house(page, "The well").get_attribute("class") != house(page, "The pond").get_attribute("class")
    mark(page, "conditions", "soil", "here", "worms")
    page.get_by_label("Plums").check()
    ground = page.locator(".lw-sheet-mine").inner_text()
    assert "Somebody tends\nSoil: worms" in ground and "What matters most here\nPlums" in ground
    assert model(page, "entries") == {
        "conditions": {"soil": {"mark": "here", "note": "worms"}},
        "help_places": {"well": {"mark": "here", "note": "behind the barn"}, "pond": {"mark": "missing"}},
        "hoped_outcomes": {"plums": {"mark": "matters"}},
    }
    page.get_by_label("Plums").uncheck()
    assert "hoped_outcomes" not in model(page, "entries")


def test_a_place_of_ones_own_gets_a_house_and_can_be_taken_out(future):
    page = future()
    add_place(page, HOSTILE, "could", "ask first")
    own = page.locator("[data-lw-own-list] li")
    assert "Somebody could" in own.inner_text() and page.evaluate("window.hurt") is None
    assert page.locator(".lw-future-street li:visible").count() == 4
    own.get_by_role("button", name="Take out").click()
    assert page.locator(".lw-future-street li:visible").count() == 3
    page.get_by_role("button", name="Put it back").click()
    assert "ask first" in page.locator(".lw-future-street").inner_text()


@pytest.mark.statement("keyboard")
def test_a_note_waits_for_a_mark_and_the_keyboard_marks(future):
    page = future()
    card = page.locator("#place-well")
    assert not card.locator("[data-lw-field=note]").is_visible()
    card.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    assert model(page, "entries")["help_places"]["well"] == {"mark": "could"}
    assert card.locator("[data-lw-field=note]").is_visible()


def test_it_is_kept_saved_as_file_and_text_and_cleared(future):
    page = future()
    mark(page, "help_places", "well", "here", "behind the *barn*")
    add_place(page, "The ditch", "here")
    keep(page, "Yes, keep it here")
    assert stored(page, "lw-reflection-future")["own"] == {"places": [{"name": "The ditch", "mark": "here"}]}
    file = holds(page, "Save a file")
    assert Sheet.read(file, "future", "orchard-street").to_json() == file
    text = holds(page, "Save as text")
    assert "## Where water is\n\n**Here already**\n\n- The well: behind the \\*barn\\*\n- The ditch (Yours)" in text
    page.get_by_role("button", name="Clear my answers").click()
    assert model(page, "entries") == {} and page.locator("input:checked").count() == 0
    assert page.evaluate("localStorage.length") == 0 and page.locator("[data-lw-added]").count() == 0
    assert "is open" in open_file(page, file) and "The ditch" in page.locator(".lw-future-street").inner_text()


def test_paper_without_scripts_has_boxes_and_a_line_for_each_place(future):
    page = future(java_script_enabled=False)
    page.emulate_media(media="print")
    box = page.locator("#place-well input[type=radio]").first
    assert box.evaluate("e => getComputedStyle(e).opacity") == "1" and box.bounding_box()["width"] > 8
    assert page.locator("#place-well [data-lw-field=note]").is_visible()
    assert not page.locator(".lw-sheet-mine").is_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_the_books_own_tools_break_no_rule_of_access(real, widget_page, scheme, width):
    from livingwell_learning.widgets.forces import Forces

    for widget, name in ((Future(real, pages="../"), "future"), (Forces(real), "forces")):
        page = widget_page(widget.to_html(), name, color_scheme=scheme, viewport={"width": width, "height": 800})
        awake(page)
        if name == "forces":
            add_tension(page, "power", "fast", "together")
        else:
            mark(page, "help_places", "barber", "could")
        holds(page, "Save a file")
        assert broken_rules(page) == [] and too_wide(page) <= 0


def test_the_book_draws_a_house_for_each_of_its_places():
    tables = load(ROOT)
    html = Future(tables).to_html()
    assert html.count('<svg class="lw-drawing') == len(tables.help_places), "the map takes its houses from the cards"
    assert all(name in html for name in tables.conditions.name)


def test_a_drawing_that_is_not_there_is_named():
    tables = load(ROOT)
    frame = tables.help_places
    frame.loc[0, "drawing"] = "door-nowhere"

    class Other:
        descriptor, folder, outline, vision = tables.descriptor, tables.folder, tables.outline, tables.vision

        def __getitem__(self, name):
            return frame if name == "help_places" else tables[name]

    with pytest.raises(ValueError, match="door-nowhere"):
        Future(Other())


def test_what_a_file_says_of_places_that_are_gone_is_kept(future):
    page = future()
    sheet = Sheet("future", "orchard-street", "6", {"help_places": {"spring": {"mark": "here"}}}, date="2025-01-01")
    open_file(page, sheet.to_json())
    mark(page, "help_places", "well", "here")
    again = Sheet.read(holds(page, "Save a file"), "future", "orchard-street")
    assert again.entries["help_places"] == {"spring": {"mark": "here"}, "well": {"mark": "here"}}


def test_a_phone_holds_a_full_street(future):
    page = future(**{**PHONE, "viewport": {"width": 320, "height": 700}})
    add_place(page, "w" * 80, "here", "z" * 300)
    assert too_wide(page) <= 0


def test_a_picture_draws_each_house_as_it_was_marked(real, widget_page):
    page = awake(widget_page(Future(real, heading_level=2).to_html(), "future"))
    mark(page, "help_places", "barber", "here", "Ali's, on the corner")
    mark(page, "help_places", "gp", "could")
    mark(page, "conditions", "housing", "missing")
    page.locator("[data-lw-entry=recovering] input").check()
    page.get_by_label("What to keep").fill("the café")
    drawing, dots = picture(page)
    said = " ".join(words_of(drawing))
    assert dots.startswith(b"\x89PNG")
    assert "Here already Ali's, on the corner" in said and "Housing" in said and "Recovering" in said
    assert "the café" not in said
    houses = drawing.split("<svg ")[2:]
    assert len(houses) == len(real.help_places)
    door = 'fill="#5f2459"'
    assert [door in house for house in houses].count(True) == 1, "one door stands open"
    assert sum('stroke-dasharray="5 4"' in house for house in houses) == 1, "one house could be"


def test_the_page_to_take_along_works_from_a_disk(real, context_of, tmp_path):
    page, asked = alone(context_of(offline=True), Future(real, pages="../"), tmp_path / "future.html")
    assert page.locator("a[href^='../']").count() == 0, "a link into the book would lead nowhere"
    mark(page, "help_places", "barber", "here", "Ali's")
    assert "Ali's" in " ".join(words_of(picture(page)[0])) and "Ali's" in holds(page, "Save as text")
    assert asked() == []


def test_a_full_map_takes_one_page_of_paper(real, widget_page):
    places, conditions = list(real.help_places["id"]), list(real.conditions["id"])
    marks = ["here", "could", "missing", "not-sure"]
    figure = Future(
        real, about="our estate", heading_level=2,
        entries={
            "help_places": {id: {"mark": marks[n % 4], "note": "Ali's, on the corner"} for n, id in enumerate(places)},
            "conditions": {id: {"mark": marks[n % 4], "note": "the tenants' group"} for n, id in enumerate(conditions)},
            "hoped_outcomes": {id: {"mark": "matters"} for id in list(real.hoped_outcomes["id"])[:4]},
        },
        own={"places": [{"name": "The mosque kitchen", "mark": "here", "note": "Fridays"}, {"name": "Ramp"}]},
        next={"keep": "Tuesdays at the café", "try": "ask the barber", "who": "Ann", "look_again": "2027-02-01"},
    )  # fmt: skip
    page = awake(widget_page(figure.to_html(), "future"))
    assert page.locator(".lw-future-street svg:visible").count() == len(places) + 2
    assert sheets_of_paper(page) == 1
