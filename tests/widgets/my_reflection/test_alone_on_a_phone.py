"""A leader alone on a phone: rate, see, say, come back."""

from __future__ import annotations

import pytest

from tests.waiting import until
from tests.widgets.my_reflection.by_hand import FIRST, SECOND, begin, keep, pair, rate, ready, shown, stored, traits


@pytest.mark.parametrize("width", [390, 320])
def test_one_pair_at_a_time_fits_a_phone_and_nothing_is_chosen_before(phone, width, console_errors):
    page = phone(viewport={"width": width, "height": 700})
    assert page.locator("input[type=radio]:checked").count() == 0
    first = page.locator("[data-lw-figure] fieldset:visible legend").first
    assert first.inner_text() == "Keep on this phone as I go?"
    assert shown(page) == [FIRST] and traits(page)["chosen"] == [FIRST, SECOND]
    begin(page, about="the help around here", every=True, hoped=True)
    heading = page.locator(".lw-my-rate").get_by_role("heading", name="One pair at a time")
    assert heading.bounding_box()["y"] >= 0, "the heading above the first pair is whole"
    for place in (".lw-my-rate", ".lw-my-picture"):
        assert "the help around here" in page.locator(place).inner_text()
    rate(page, FIRST, 4, 2)
    rate(page, FIRST, 3, 4, when="hoped")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    pair(page, FIRST).get_by_role("button", name="Next pair").click()
    assert shown(page) == [SECOND]
    assert page.evaluate("document.activeElement.textContent").startswith("Distance")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert traits(page)["answers"] == {
        FIRST: {"now": {"mechanistic": 4, "relational": 2}, "hoped": {"mechanistic": 3, "relational": 4}}
    }
    assert console_errors == []


def test_the_square_stays_in_sight_while_a_side_is_rated(phone):
    page = phone()
    begin(page)
    rate(page, FIRST, 4, 2)
    square = pair(page, FIRST).locator(".lw-my-pinned .lw-square").bounding_box()
    assert square["y"] >= 0 and square["y"] + square["height"] < 844
    column, row = (pair(page, FIRST).locator(f".lw-my-pinned .lw-{part}").bounding_box() for part in ("column", "row"))
    assert (column["x"] - square["x"]) / square["width"] == pytest.approx(0.6, abs=0.03), "the fourth of five columns"
    assert (row["y"] - square["y"]) / square["height"] == pytest.approx(0.6, abs=0.03), "the second row from below"
    assert "Both are present: at least a little (mechanistic 4, relational 2)." in pair(page, FIRST).inner_text()


def test_not_sure_is_an_answer_of_its_own_and_fills_no_place(phone):
    page = phone()
    begin(page)
    rate(page, FIRST, 4, "not-sure")
    pinned = pair(page, FIRST).locator(".lw-my-pinned")
    assert pinned.locator(".lw-column").is_visible() and not pinned.locator(".lw-row, .lw-point").first.is_visible()
    assert page.locator(f"[data-lw-picture={FIRST}]").inner_text().split() == (
        ["Separation", "4,", "quite", "a", "lot", "Connection", "not", "sure"]
    )


def test_the_words_say_all_that_the_picture_shows(phone):
    page = phone()
    begin(page, every=True)
    for id, answers in {
        FIRST: (4, 2), SECOND: (3, 3), "certainty-uncertainty": (5, 1), "control-nurture": (4, "not-sure")
    }.items():  # fmt: skip
        page.locator(f"[data-lw-go={id}]").click()
        rate(page, id, *answers)
    words = page.locator("[data-lw-words-of-picture]").inner_text()
    assert [line for line in words.split("\n") if line] == [
        "The mechanistic side.", "You see a lot of this: Separation, Certainty and Control.",
        "You see this to some extent: Distance.", "Not rated yet: Standardisation and Scarcity.",
        "The relational side.", "You see this to some extent: Presence.",
        "You see little of this: Connection and Uncertainty.", "You are not sure: Nurture.",
        "Not rated yet: Adoption and innovation and Abundance.",
        "Both sides.", "At 3 or more on each side: Distance and Presence.",
    ]  # fmt: skip
    assert page.locator("[data-lw-figure]").inner_text().lower().count("score") == 0


@pytest.mark.statement("keyboard")
def test_the_keyboard_alone_is_enough(mine):
    page = mine()
    press = page.keyboard.press
    page.get_by_label("What are you thinking of?").focus()
    page.keyboard.type("our street")
    for _ in range(20):
        press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Begin":
            break
    press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("Separation")
    for answer in (3, 2):
        while page.evaluate("document.activeElement.type") != "radio" or page.evaluate(
            "document.activeElement.checked"
        ):
            press("Tab")
        press("Space")
        for _ in range(answer - 1):
            press("ArrowRight")
    assert traits(page)["answers"] == {FIRST: {"now": {"mechanistic": 3, "relational": 2}}}
    while page.evaluate("document.activeElement.textContent") != "Next pair":
        press("Tab")
        box = page.evaluate("(({top, bottom}) => [top, bottom])(document.activeElement.getBoundingClientRect())")
        assert box[1] > 0 and box[0] < 900, "what has the focus is on the screen"
    press("Enter")
    assert shown(page) == [SECOND]


def test_yes_keeps_what_was_said_and_a_reload_brings_it_back(phone):
    page = phone()
    assert stored(page) is None
    keep(page, "Yes")
    begin(page, about="the help around here")
    rate(page, FIRST, 4, 2)
    pair(page, FIRST).get_by_label("A note").fill("On Tuesdays")
    page.locator("[data-lw-next-of=try]").fill("Ask who is missing")
    before = traits(page)
    page.reload()
    ready(page)
    assert traits(page) == before and before["notes"] == {FIRST: "On Tuesdays"}
    assert page.get_by_role("radio", name="Yes, keep").is_checked()
    assert pair(page, FIRST).get_by_label("A note").input_value() == "On Tuesdays"


def test_no_says_that_closing_loses_it_and_keeps_nothing(phone):
    page = phone()
    keep(page, "No")
    assert "Closing or reloading this page loses your answers" in page.locator("[data-lw-kept]").inner_text()
    begin(page)
    rate(page, FIRST, 4, 2)
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    ready(page)
    assert traits(page)["answers"] == {} and page.locator("input[type=radio]:checked").count() == 0


def test_a_second_thought_takes_away_what_was_kept(phone):
    page = phone()
    keep(page, "Yes")
    assert stored(page) is not None
    keep(page, "No")
    assert stored(page) is None


def test_the_tool_is_loaded_when_a_reader_begins_and_the_first_press_counts(phone):
    page = phone(touched=False)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name.split('/').pop())")
    assert "my_reflection.mjs" in loaded and "tool.mjs" not in loaded
    assert shown(page) == [] and page.get_by_role("button", name="Begin", exact=True).is_visible()
    page.evaluate("document.querySelector('[data-lw-do=begin]').click()")
    page.wait_for_selector(".lw-my-live")
    assert shown(page) == [FIRST]
    until(page, "document.activeElement.textContent.startsWith('Separation')")


def test_nothing_moves_when_the_module_comes(phone):
    page = phone(touched=False)
    moved = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().length))
        .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 500))"""
    assert page.evaluate(moved) == 0
