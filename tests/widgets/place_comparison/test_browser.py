from __future__ import annotations

import itertools

import pytest

from livingwell_learning.data import parse_date
from livingwell_learning.widgets.place_comparison.months import since
from tests.waiting import until
from tests.widgets.place_comparison.by_hand import PLACES, marks, shown
from tests.widgets.readers import PHONE, give, status

TICKS = """grid => Object.fromEntries([...grid.querySelectorAll('line')].map((line, i) => {
    const said = grid.querySelectorAll('text')[i].textContent.replace('\\u2212', '-')
    return [parseInt(said) * (said.includes('year') ? 12 : 1), line.getBoundingClientRect().x] }))"""


def month_width(ticks):
    low, high = min(map(int, ticks)), max(map(int, ticks))
    return (ticks[str(high)] - ticks[str(low)]) / (high - low)


def test_only_the_chosen_places_stand_side_by_side_in_the_order_of_their_table(open_page):
    page = open_page(["orchard", "meadow"])
    rows = page.locator("dl").count()
    assert [place for place in shown(page) if place != "club"] == ["meadow", "orchard"] * rows
    assert shown(page, ".lw-strip") == ["meadow", "orchard", "club"]
    assert status(page) == "Side by side: Meadow and Orchard. Timelines by calendar year."
    page.get_by_role("checkbox", name="Heath").check()
    page.get_by_role("checkbox", name="Orchard").uncheck()
    assert [place for place in shown(page) if place != "club"] == ["heath", "meadow"] * rows
    assert page.evaluate("lw.model.get('places')") == ["heath", "meadow"]
    assert status(page) == "Side by side: Heath and Meadow. Timelines by calendar year."
    label = page.get_by_role("img").get_attribute("aria-label")
    assert ": Heath not recorded, Meadow 2013 to 2018, The whole club 2014. The lists" in label
    page.get_by_role("button", name="All places").click()
    assert shown(page, ".lw-strip") == [*PLACES, "club"] and page.locator("input:checked").count() == 4


def test_one_place_or_none_is_said_and_stays_readable(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Orchard").uncheck()
    assert status(page).startswith("Only Meadow is shown. Choose another place to put beside it.")
    page.get_by_role("checkbox", name="Meadow").uncheck()
    assert status(page).startswith("No place is chosen, so all 4 are shown.")
    assert shown(page, ".lw-strip") == [*PLACES, "club"]


def test_cells_of_a_row_stand_beside_each_other_or_under_each_other(open_page):
    boxes = "els => els.filter(el => el.offsetParent).map(el => el.getBoundingClientRect().toJSON())"
    row = "#compare-soil dl > div"
    wide = open_page().locator(row).evaluate_all(boxes)
    assert wide[0]["top"] == wide[1]["top"] and wide[0]["right"] < wide[1]["left"]
    page = open_page(**PHONE)
    two = page.locator(row).evaluate_all(boxes)
    assert two[0]["top"] == two[1]["top"] and two[0]["right"] < two[1]["left"] and two[1]["right"] <= 320
    assert not page.get_by_text("Turned on its side").is_visible()
    page = open_page(["heath", "meadow", "orchard"], **PHONE)
    three = page.locator(row).evaluate_all(boxes)
    assert three[0]["bottom"] <= three[1]["top"] and three[0]["width"] > 270
    assert page.locator("#compare-soil dt:visible").all_text_contents() == ["Heath", "Meadow", "Orchard"]
    assert page.get_by_text("Turned on its side").is_visible()


def test_timelines_line_up_on_a_step_and_share_its_scale(open_page):
    page = open_page(["meadow", "garden", "orchard", "heath"])
    page.get_by_label("Line up the timelines by").select_option("The gate opened")
    assert status(page) == (
        "Side by side: Heath, Meadow, Gärten & Höfe and Orchard. "
        "Timelines in months from “The gate opened”. Not recorded, so not drawn: Heath and Orchard."
    )
    drawn, ticks = marks(page), page.locator(".lw-axis-lines:not([hidden])").evaluate(TICKS)
    counts = {place: len(found) for place, found in drawn.items()}
    assert counts == {"heath": 0, "meadow": 9, "garden": 4, "orchard": 0, "club": 0}
    for place in ("meadow", "garden"):
        step = [mark for mark in drawn[place] if mark["on"]]
        assert len(step) == 1 and step[0]["middle"] == pytest.approx(ticks["0"], abs=1.5)
    month = month_width(ticks)
    # The pond of the garden was dug 45 months after its café opened; the meadow's gate was mended 56 before its own.
    assert any(mark["middle"] - ticks["0"] == pytest.approx(45 * month, abs=2) for mark in drawn["garden"])
    assert any(mark["middle"] - ticks["0"] == pytest.approx(-56 * month, abs=2) for mark in drawn["meadow"])
    said = page.locator(".lw-strip i").all_inner_texts()
    assert said == ["not recorded", "5 January 2018", "3 April 2012", "not recorded", "not drawn: it is no one place"]
    label = page.get_by_role("img").get_attribute("aria-label")
    assert "“The gate opened”: Heath not recorded, Meadow 5 January 2018" in label
    assert "which stands at 0" in page.locator("[data-lw-scale]").inner_text()


def test_a_step_known_to_a_year_is_a_span_around_nought_and_said_to_be(open_page):
    page = open_page(["garden", "orchard"])
    give(page, align="planted")
    ticks = page.locator(".lw-axis-lines:not([hidden])").evaluate(TICKS)
    month = month_width(ticks)
    for place in ("garden", "orchard"):
        step = next(mark for mark in marks(page)[place] if mark["on"])
        assert step["middle"] == pytest.approx(ticks["0"], abs=1.5)
        assert step["width"] == pytest.approx(max(12 * month, 10), abs=6)
    said = page.locator(".lw-strip i").all_inner_texts()
    assert said[2:4] == ["2012 (date inferred); counted from the middle", "1975; counted from the middle"]
    page.get_by_text("Events: Gärten & Höfe").click()
    events = page.locator('#compare-events [data-lw-place="garden"] li')
    assert events.locator(".lw-ago").all_inner_texts() == [
        "the step itself",
        "8 months before to 3 months after (date inferred)",
        "25 to 59 months after (date inferred)",
        "37 to 48 months after (date inferred)",
    ]


def test_steps_are_counted_from_the_one_that_is_chosen(open_page):
    page = open_page(["meadow", "garden"])
    ago = page.locator("[data-lw-step=planted] [data-lw-place=meadow] .lw-ago")
    assert page.locator("[data-lw-from]").inner_text() == "The first planting" and ago.inner_text() == ""
    give(page, align="opened")
    assert page.locator("[data-lw-from]").inner_text() == "The gate opened" and ago.inner_text() == "56 months before"
    assert page.locator("[data-lw-step=opened] [data-lw-place=meadow] .lw-ago").inner_text() == ""
    give(page, align="calendar")
    assert page.locator("[data-lw-step=opened] [data-lw-place=meadow] .lw-ago").inner_text() == "56 months after"
    assert page.locator("li .lw-ago").all_inner_texts() == [""] * page.locator("li .lw-ago").count()


def test_every_distance_is_the_one_that_python_says(open_page, real):
    page = open_page((), data=real)
    dates = dict(zip(real.events.id, map(parse_date, real.events.date), strict=True))
    for step, rows in real.milestones.groupby("milestone"):
        taken = {row.place: row.event for row in rows.sort_values("place").itertuples()}
        give(page, align=step)
        for place, event in taken.items():
            said = page.locator(f"#compare-events [data-lw-place={place}] .lw-ago").all_text_contents()
            told = [
                "the step itself" if id == event else since(dates[id], dates[event])
                for id in sorted(real.events.id, key=lambda id: dates[id])
                if place in real.events.set_index("id").places[id]
            ]
            assert sorted(said) == sorted(told), (step, place)


def test_going_back_to_calendar_years_restores_the_picture(open_page):
    page = open_page()
    picture = page.locator(".lw-strips")
    before = picture.inner_html()
    for step in ("opened", "planted", "shared"):
        give(page, align=step)
        assert picture.inner_html() != before
    give(page, align="calendar")
    after = picture.inner_html()
    assert after.replace(' class=""', "") == before.replace(' class=""', "")


@pytest.mark.parametrize("step", ["joined", "design-began", "whole-place", "calendar"])
def test_marks_never_cover_each_other(open_page, real, step):
    page = open_page((), data=real, align=step, **PHONE)
    for place, found in marks(page).items():
        for a, b in itertools.combinations(found, 2):
            apart = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
            assert apart or a["y"] + a["height"] <= b["y"] + 1 or b["y"] + b["height"] <= a["y"] + 1, (place, a, b)
        assert all(mark["x"] >= 16 and mark["x"] + mark["width"] <= 304 for mark in found), place


def test_every_mark_stands_where_its_own_event_does(open_page, real):
    page = open_page((), data=real, align="joined")
    ticks = page.locator(".lw-axis-lines:not([hidden])").evaluate(TICKS)
    month = month_width(ticks)
    dates = dict(zip(real.events.id, map(parse_date, real.events.date), strict=True))
    joined = real.milestones[real.milestones.milestone == "joined"].set_index("place").event

    def middle(date):
        return (date.start.year * 12 + date.start.month + date.end.year * 12 + date.end.month) / 2

    checked = 0
    for place, found in marks(page).items():
        if place not in joined.index:
            assert found == []
            continue
        events = [dates[id] for id, places in zip(real.events.id, real.events.places, strict=True) if place in places]
        exact = [date for date in events if date.precision in ("day", "month")]
        expected = [ticks["0"] + (middle(date) - middle(dates[joined[place]])) * month for date in exact]
        dots = [mark["middle"] for mark in found]
        for at in expected:
            assert min(abs(at - dot) for dot in dots) < 2, place
            checked += 1
    assert checked > 60


def test_sources_and_events_open_by_key_and_by_touch(open_page):
    page = open_page()
    fact = page.locator("#compare-soil [data-lw-place=meadow] dd").last
    fact.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fact.get_by_role("link").all_inner_texts() == ["Is it raining?"]
    assert fact.get_by_text("A letter.").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == "https://b.example/"
    touched = open_page(**PHONE)
    touched.get_by_text("Events: Orchard").tap()
    link = touched.locator("#compare-events").get_by_role("link", name="A late frost")
    assert link.is_visible() and link.get_attribute("href") == "../gardens/all.html#event-frost"
    assert touched.get_by_role("link", name="Read about Orchard").get_attribute("href") == "../gardens/orchard.html"


@pytest.mark.statement("keyboard")
def test_the_keyboard_alone_chooses_places_and_a_step(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Heath").focus()
    page.keyboard.press("Space")
    seen = []
    for _ in range(7):
        seen.append(page.evaluate("document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert seen == ["INPUT"] * 4 + ["BUTTON", "SELECT", "A"]
    assert page.evaluate("document.activeElement.textContent") == "Go to a row"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#compare-timelines"
    page.locator("select").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("lw.model.get('align')") == "planted" and page.evaluate("lw.model.get('places').length") == 3


def test_a_link_brings_the_choice_back_and_leaves_out_what_it_does_not_know(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Gärten").check()
    page.locator("select").select_option("opened")
    link = page.get_by_role("link", name="Link to this choice").get_attribute("href")
    again = open_page(fragment=link)
    choice = "[lw.model.get('places'), lw.model.get('align')]"
    assert again.evaluate(choice) == [["meadow", "garden", "orchard"], "opened"]
    assert status(again).startswith("Side by side: Meadow, Gärten & Höfe and Orchard. Timelines in months")
    again.evaluate("location.hash = '#compare=heath,nowhere,club&from=never'")
    until(again, "lw.model.get('places').length === 1")
    assert again.evaluate(choice) == [["heath"], "opened"]
    again.evaluate("() => { lw.stop(); location.hash = '#compare=meadow&from=planted' }")
    again.wait_for_timeout(100)
    assert again.evaluate(choice) == [["heath"], "opened"]
    other = open_page(fragment="#compare-soil")
    assert other.evaluate("lw.model.get('places')") == ["meadow", "orchard"]


def test_a_step_that_no_chosen_place_has_is_said_and_nothing_is_drawn(open_page):
    page = open_page(["heath", "orchard"])
    page.locator("select").select_option("The gate opened")
    told = "No chosen place has a recorded date for “The gate opened”, so there is nothing to draw."
    assert told in status(page) and page.get_by_text(told).last.is_visible()
    assert page.get_by_role("img").count() == 0
    page.get_by_role("checkbox", name="Meadow").check()
    assert page.get_by_role("img").is_visible() and told not in page.locator("main").inner_text()


def test_each_line_of_the_scale_carries_its_unit(open_page):
    page = open_page(["meadow", "garden"], align="opened", **PHONE)
    lines = page.locator(".lw-axis-lines:not([hidden]) text")
    said = lines.all_text_contents()
    assert "0" in said and all(word == "0" or word.split()[1] in ("year", "years", "months") for word in said)
    boxes = lines.evaluate_all("els => els.map(el => el.getBoundingClientRect().toJSON())")
    assert all(one["right"] < other["left"] for one, other in itertools.pairwise(boxes))


def test_the_way_back_brings_the_choice_again_and_a_shared_link_opens_at_the_comparison(open_page, real):
    page = open_page(["luton", "york"], data=real, viewport={"width": 1280, "height": 700})
    assert "#" not in page.url
    page.get_by_role("checkbox", name="Salford").check()
    page.locator("select").select_option("joined")
    choice = ["[lw.model.get('places'), lw.model.get('align')]"]
    made = page.evaluate(*choice)
    assert page.url.endswith(f"#compare={','.join(made[0])}&from=joined")
    page.evaluate("scrollTo(0, 1500)")
    page.wait_for_timeout(100)
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector("[data-lw-live]", state="attached")
    assert page.evaluate(*choice) == made and page.evaluate("scrollY") > 1000
    shared = open_page(["luton", "york"], data=real, fragment="#compare=luton&from=joined", **PHONE)
    assert 0 <= shared.locator("#compare-timelines").bounding_box()["y"] <= 60
    assert shared.evaluate("document.activeElement.id") == "compare-timelines"
    assert status(shared).startswith("Only Luton is shown.")


@pytest.mark.parametrize("name", ["__proto__", "constructor"])
def test_a_name_that_every_object_has_is_no_place_and_no_step(open_page, name):
    page = open_page(fragment=f"#compare={name}&from={name}")
    assert page.evaluate("[lw.model.get('places'), lw.model.get('align')]") == [[], "calendar"]
    assert status(page).startswith("No place is chosen, so all 4 are shown.")
