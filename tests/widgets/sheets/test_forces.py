from __future__ import annotations

import json
import re

import pytest
import traitlets

from livingwell_learning import load
from livingwell_learning.reflection import Sheet
from livingwell_learning.widgets.forces import Forces
from tests.conftest import ROOT
from tests.widgets.readers import stored_anywhere, too_wide
from tests.widgets.sheets.by_hand import (
    HOSTILE,
    REFUSE,
    add_tension,
    alone,
    holds,
    keep,
    model,
    open_file,
    picture,
    sheets_of_paper,
    stored,
    words_of,
)  # fmt: skip
from tests.widgets.sheets.conftest import PHONE, awake
from tests.widgets.sheets.made_up import made_up

KEY = "lw-reflection-forces"
FILE = Sheet(
    "forces", "orchard-forces", "7", {"forces": {"rain": {"roots": "enough"}, "hail": {"roots": "gone"}}},
    {"tensions": [{"of": "wind", "one": "bend", "other": "stand", "both": "sway"}]}, "the old wall", "2026-02-03",
    {"keep": "the ditch", "look_again": "2026-05-01"}, more={"new": [1]},
)  # fmt: skip


def test_each_force_says_what_it_means_and_what_is_not_known_of_it(forces):
    page = forces()
    rain, wind = page.locator("#force-rain"), page.locator("#force-wind")
    assert "What falls." in rain.inner_text() and "Who drinks first?" in rain.inner_text()
    assert "None is known. The almanac prints none." in rain.inner_text()
    assert "Wind bends and wind strengthens." in wind.inner_text() and "None is known" not in wind.inner_text()
    assert wind.get_by_role("heading").first.inner_text() == "Wind <b>"
    assert [label.inner_text() for label in rain.locator(".lw-forces-levels label").all()] == [
        "At the roots",
        "In the crown",
    ]
    assert "Rain and wind come together." in page.locator(".lw-forces-across").inner_text()


def test_a_tension_of_ones_own_looks_unlike_the_reports_and_can_be_changed_taken_out_and_put_back(forces):
    page = forces()
    wind = add_tension(page, "wind", "bend", "stand", "sway")
    own, known = wind.locator("[data-lw-own-list] li"), page.locator("#force-wind .lw-forces-known > li")
    assert own.inner_text().startswith("Yours") and "sway" in own.inner_text()
    looks = "e => [getComputedStyle(e).borderLeftStyle, getComputedStyle(e).backgroundColor]"
    assert own.evaluate(looks)[0] == "dashed" and own.evaluate(looks) != known.evaluate(looks)
    assert model(page, "own") == {"tensions": [{"of": "wind", "one": "bend", "other": "stand", "both": "sway"}]}
    own.get_by_role("button", name="Change").click()
    assert own.count() == 0 and wind.locator("[data-lw-own-field=one]").input_value() == "bend"
    wind.locator("[data-lw-own-field=one]").fill("lean")
    page.keyboard.press("Enter")
    own.get_by_role("button", name="Take out").click()
    assert own.count() == 0 and model(page, "own") == {"tensions": []}
    assert known.count() == 1, "the report's stay"
    page.keyboard.press("Enter")
    assert "lean" in own.inner_text(), "the focus stood on the way back"


def test_what_is_written_is_seen_on_the_sheet_and_in_the_state(forces):
    page = forces()
    page.get_by_label("At the roots").first.fill("Too little.")
    page.get_by_label("What are you thinking of?").fill("the old wall")
    page.get_by_label("What to keep").fill("the ditch")
    add_tension(page, "", "wet", "dry")
    sheet = page.locator(".lw-sheet-mine").inner_text()
    for text in ("Too little.", "the old wall", "wet + dry", "the ditch"):
        assert text in sheet
    assert model(page, "entries") == {"forces": {"rain": {"roots": "Too little."}}}
    assert model(page, "about") == "the old wall" and model(page, "next") == {"keep": "the ditch"}


def test_a_day_is_said_as_the_words_of_the_sheet_are_and_not_as_its_page_might(forces):
    page = forces(asleep=True)
    page.evaluate("document.documentElement.lang = 'en'")
    awake(page).get_by_label("What are you thinking of?").fill("the old wall")
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", page.locator("[data-lw-sheet-date]").text_content())


def test_nothing_is_kept_until_the_reader_says_so_and_clearing_takes_it_away(forces):
    page = forces()
    assert page.get_by_role("radio").evaluate_all("all => all.filter(each => each.checked).length") == 0
    page.get_by_label("At the roots").first.fill("Too little.")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert stored_anywhere(page) == {}
    keep(page, "Yes, keep it here")
    page.get_by_label("In the crown").first.fill("Enough.")
    page.get_by_text("A tension that you see within Rain").click()
    page.locator("[data-lw-own-field=one]").first.fill("a draft, not added")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert stored(page, KEY)["entries"]["forces"]["rain"] == {"roots": "Too little.", "crown": "Enough."}
    page.reload()
    awake(page)
    assert page.get_by_label("At the roots").first.input_value() == "Too little."
    assert "a draft, not added" in page.locator("[data-lw-own-list]").first.inner_text()
    page.evaluate("localStorage.setItem('lw-reflection', '{}')")
    page.get_by_role("button", name="Clear my answers").click()
    assert stored(page, KEY) is None and page.get_by_label("At the roots").first.input_value() == ""
    assert model(page, "own") == {}
    page.get_by_role("button", name="Clear that, too").click()
    assert stored_anywhere(page) == {}


def test_a_device_that_keeps_nothing_is_told_and_the_tool_works_on(forces):
    page = forces()
    page.evaluate(REFUSE)
    page.get_by_label("At the roots").first.fill("Too little.")
    keep(page, "Yes, keep it here")
    assert "did not let the page keep it" in page.locator("[data-lw-kept]").inner_text()
    assert "Too little." in holds(page, "Save a file")


@pytest.mark.parametrize(
    "broken", ["{", "[]", '{"version": 1, "entries": [], "own": {"tensions": [7, {"one": 3}]}, "next": 4}']
)
def test_what_was_kept_and_then_broken_by_hand_does_no_harm(forces, broken, console_errors):
    page = forces()
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, broken])
    page.reload()
    awake(page)
    add_tension(page, "rain", "wet", "dry")
    assert {"of": "rain", "one": "wet", "other": "dry"} in model(page, "own")["tensions"] and console_errors == []
    page.evaluate("localStorage.clear()")


def test_a_file_goes_out_as_shown_and_comes_back_whole(forces):
    page = forces()
    said = open_file(page, FILE.to_json())
    assert "3 February 2026" in said and "1 May 2026" in said
    assert page.get_by_label("At the roots").first.input_value() == "enough"
    assert "sway" in page.locator("#force-wind [data-lw-own-list]").inner_text()
    shown = holds(page, "Save a file")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it").click()
    assert saved.value.path().read_text(encoding="utf-8") == shown
    back = Sheet.read(shown, "forces", "orchard-forces")
    assert back.to_json() == shown, "both twins write one file"
    assert (back.entries, back.own, back.next, back.more) == (FILE.entries, FILE.own, FILE.next, FILE.more)
    assert saved.value.suggested_filename == f"forces-{back.date}.json"


def test_a_file_that_takes_a_place_can_be_undone(forces):
    page = forces()
    page.get_by_label("At the roots").first.fill("mine")
    open_file(page, FILE.to_json())
    page.get_by_role("button", name="Bring back what was here before").click()
    assert page.get_by_label("At the roots").first.input_value() == "mine"
    assert model(page, "own") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FILE.to_json().replace('"version": 1', '"version": 2'), "newer version"),
        ("{", "cut short"),
        (FILE.to_json().replace('"forces",', '"future",', 1), "another kind"),
        (FILE.to_json().replace("orchard-forces", "other"), "another book"),
        (FILE.to_json().replace('"enough"', "7"), "cannot read"),
        (b"{" + b" " * 2_000_000 + b"}", "larger than 1 MB"),
    ],
)
def test_a_file_that_is_not_one_is_named_with_its_reason_and_nothing_changes(forces, text, said):
    page = forces()
    page.get_by_label("At the roots").first.fill("mine")
    assert said in open_file(page, text, "other.json") and "other.json" in page.locator("[data-lw-told]").inner_text()
    assert page.get_by_label("At the roots").first.input_value() == "mine"


def test_hostile_words_stay_words(forces):
    page = forces()
    add_tension(page, "wind", HOSTILE, "# not a heading")
    page.get_by_label("At the roots").first.fill("- [x](javascript:alert(1))\n1. one")
    page.get_by_label("What are you thinking of?").fill(HOSTILE)
    text = holds(page, "Save as text")
    assert "\\<img" in text and "\\# not" in text and "\n> \\- \\[x\\]" in text and "> 1\\. one" in text
    assert (
        page.evaluate("window.hurt") is None
        and page.locator(".lw-sheet img:not([data-lw-drawn]), .lw-sheet-mine script").count() == 0
    )
    open_file(page, json.dumps({**json.loads(FILE.to_json()), "about": HOSTILE}))
    assert page.evaluate("window.hurt") is None


def test_text_holds_what_was_written_with_its_names(forces):
    page = forces({"entries": {"forces": {"rain": {"roots": "Too little."}}}, "next": {"look_again": "2026-05-01"}})
    add_tension(page, "rain", "wet", "dry", "a ditch")
    text = holds(page, "Save as text")
    assert "## Rain\n\n**At the roots**\n\n> Too little.\n\n- Yours **wet + dry** To hold both: a ditch" in text
    assert "> 1 May 2026" in text


def test_without_scripts_it_is_a_form_and_paper_has_room_to_write(forces):
    page = forces(java_script_enabled=False)
    assert page.get_by_text("You can read all of this").is_visible()
    assert not page.get_by_text("Keep on this device").is_visible() and page.get_by_role("button").count() == 0
    page.get_by_label("At the roots").first.fill("by hand")
    page.emulate_media(media="print")
    assert page.locator("[data-lw-own-field=one]").first.bounding_box()["height"] > 20
    assert page.get_by_label("At the roots").first.bounding_box()["height"] > 30


def test_the_sheet_prints_alone_and_the_page_is_as_before(forces):
    page = forces()
    page.get_by_label("At the roots").first.fill("Too little.")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print the page").click()
    page.get_by_role("button", name="Print it").click()
    page.emulate_media(media="print")
    assert page.locator(".lw-sheet-mine").is_visible() and not page.locator("h1").is_visible()
    assert not page.locator("#force-rain").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("h1").is_visible() and page.locator("#force-rain").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_holds_it(forces, width):
    page = forces({"about": "x" * 120}, **{**PHONE, "viewport": {"width": width, "height": 700}})
    add_tension(page, "wind", "w" * 300, "z" * 300)
    assert too_wide(page) <= 0
    assert page.get_by_text("Keep on this phone as I go?").is_visible()


def test_a_notebook_and_a_file_hold_one_thing():
    widget = Forces(made_up(), entries={"forces": {"rain": {"roots": "enough"}}}, about="here")
    again = Sheet.read(widget.sheet("2026-01-02").to_json(), "forces", "orchard-forces")
    assert (again.about, again.edition, again.entries) == ("here", "7", widget.entries)
    with pytest.raises(traitlets.TraitError, match="rain, roots is 4"):
        widget.entries = {"forces": {"rain": {"roots": 4}}}
    with pytest.raises(traitlets.TraitError, match="It takes keep"):
        widget.next = {"later": "x"}


def test_it_loads_the_rest_when_a_reader_begins_and_loses_nothing_of_the_beginning(forces):
    page = forces(asleep=True)
    loaded = "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('.mjs')).length"
    before = page.evaluate(loaded)
    page.get_by_role("radio", name="Yes, keep it here").check()
    page.wait_for_selector(".lw-sheet-live")
    assert page.evaluate(loaded) > before
    assert "It is kept on this device" in page.locator("[data-lw-kept]").inner_text()
    page.get_by_role("button", name="Clear my answers").click()


def test_what_is_pressed_first_is_done(forces):
    page = forces(asleep=True)
    page.get_by_label("At the roots").first.evaluate("field => { field.value = 'early' }")
    page.get_by_role("button", name="Save a file").click()
    page.wait_for_selector("[data-lw-holds]:not([hidden])")
    assert "early" in page.locator("[data-lw-exact]").text_content()


def test_a_picture_holds_the_sheet_and_not_what_follows(forces):
    page = forces(
        {"about": "the old wall", "entries": {"forces": {"rain": {"roots": "Too little.\nFar too little."}}},
         "next": {"keep": "the ditch", "who": "Ann"}}
    )  # fmt: skip
    add_tension(page, "wind", "bend", "stand", "sway")
    add_tension(page, "", HOSTILE, "\x07" + "w" * 200)
    drawing, dots = picture(page)
    said = words_of(drawing)
    assert dots.startswith(b"\x89PNG")
    assert said[0] == "Forces where we are" and said[1].startswith("the old wall · ")
    for line in ("Rain", "At the roots", "Too little.", "Far too little.", "bend + stand", "To hold both: sway"):
        assert line in said
    assert "In the crown" not in said, "only levels where something was written"
    assert "Across all of them" in said and max(map(len, said)) < 100 and "w" * 60 in "".join(said)
    assert not {"the ditch", "Ann"} & set(said) and "onerror" in "".join(said)
    assert page.evaluate("window.hurt") is None
    page.get_by_role("button", name="Clear my answers").click()
    assert page.locator("[data-lw-drawn]").get_attribute("src") is None


def test_the_page_to_take_along_works_from_a_disk(context_of, tmp_path):
    page, asked = alone(context_of(offline=True), Forces(load(ROOT)), tmp_path / "forces.html")
    page.get_by_label("Giving support and care").first.fill("Listen first.")
    assert "Listen first." in holds(page, "Save as text")
    drawing, _ = picture(page)
    assert "Listen first." in words_of(drawing) and page.get_by_text("Download the page").count() == 0
    assert asked() == []


def test_a_full_sheet_takes_one_page_of_paper(real, widget_page):
    levels, forces = list(real.force_levels["id"]), list(real.forces["id"])
    words = "What counts here is how soon a list gets shorter, and people learn to ask for what the list can give. "
    pull = {
        "one": "moving fast enough to help",
        "other": "a say for everybody who lives with it",
        "both": "two short meetings",
    }
    figure = Forces(
        real, about="the help around our estate", heading_level=2,
        entries={"forces": {force: dict.fromkeys(levels, words * 2) for force in forces}},
        own={"tensions": [{"of": force, **pull} for force in [*forces, ""]]},
        next={"keep": words, "try": words, "who": "Ann and the Tuesday group", "look_again": "2027-02-01"},
    )  # fmt: skip
    page = awake(widget_page(figure.to_html(), "forces"))
    assert sheets_of_paper(page) == 1
