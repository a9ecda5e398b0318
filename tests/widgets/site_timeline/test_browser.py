from __future__ import annotations

import itertools
import unicodedata

import pytest

from livingwell_learning import SiteTimeline
from tests.waiting import until
from tests.widgets.readers import PHONE, give, status
from tests.widgets.site_timeline.by_hand import NAME, shown
from tests.widgets.site_timeline.made_up import EVENTS

COUNTS = """fields => Object.fromEntries(fields.map(field => [field.dataset.lwFacet,
    Object.fromEntries([...field.querySelectorAll('label')].map(
        l => [l.children[0].value, +l.querySelector('i').textContent]))]))"""
ROWS = """rows => Object.fromEntries(rows.filter(row => row.offsetParent).map(row => {
    const seen = [...row.querySelectorAll('.lw-cells a')].filter(each => each.offsetParent)
    return [row.dataset.lwPlace, [row.querySelector('i').textContent,
        seen.reduce((sum, each) => sum + (each.matches('.lw-num') ? +each.lastChild.data : 1), 0)]] }))"""


def recount(events, facets):
    """Count each option of each facet among the events that the other facets let through, the slow way."""
    column = {"places": lambda e: e["places"], "themes": lambda e: [e["theme"]], "strands": lambda e: [e["strand"]]}
    found = {}
    for facet, values in column.items():
        others = [
            event
            for event in events
            if all(not facets[f] or set(column[f](event)) & set(facets[f]) for f in column if f != facet)
        ]
        found[facet] = [value for event in others for value in values(event)]
    return found


def test_counts_of_every_option_follow_the_other_filters(open_page, real):
    page = open_page(data=real)
    events = real.events.to_dict("records")
    choices = itertools.product(
        ([], ["luton", "trieste"], ["programme"]), ([], ["power", "context"]), ([], ["surroundings"])
    )
    for places, themes, strands in choices:
        facets = {"places": places, "themes": themes, "strands": strands}
        give(page, **facets)
        counts = page.locator("[data-lw-facet]").evaluate_all(COUNTS)
        for facet, values in recount(events, facets).items():
            assert counts[facet] == {option: values.count(option) for option in counts[facet]}, facets
        expected = [
            event["id"]
            for event in events
            if (not places or set(event["places"]) & set(places))
            and (not themes or event["theme"] in themes)
            and (not strands or event["strand"] in strands)
        ]
        assert sorted(shown(page)) == sorted(expected)
        rows = page.locator(".lw-row").evaluate_all(ROWS)
        assert set(rows) == set(places or real.sites.id)
        for place, (said, marks) in rows.items():
            here = [e["date"] for e in events if e["id"] in expected and place in e["places"]]
            assert marks == sum(date >= "2010" for date in here)
            recorded = any(place in event["places"] for event in events)
            assert said == (str(len(here)) if here else "no match" if recorded else "not recorded")


def test_options_are_pressed_and_cleared(open_page):
    page = open_page()
    page.get_by_role("button", name="Filter by").click()
    page.get_by_role("checkbox", name="Orchard").check()
    page.get_by_role("checkbox", name="Meadow").check()
    page.get_by_role("checkbox", name="Seed").check()
    assert shown(page) == ["first-tree", "frost"]
    assert status(page) == "2 of 16 events shown. No event matches in Meadow."
    assert page.locator("section[data-lw-of]:visible").count() == 2
    assert "Meadow no match, Orchard 2. The list" in page.get_by_role("group", name="Timeline").get_attribute(
        "aria-label"
    )
    assert page.evaluate("lw.model.get('places')") == ["meadow", "orchard"]
    page.get_by_role("button", name="Clear filters").click()
    assert len(shown(page)) == 16 and status(page).startswith("All 16 events:")
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("document.activeElement.type") == "search"


def test_on_the_page_of_one_place_the_programme_does_not_fill_its_gaps(open_page):
    page = open_page("orchard")
    give(page, themes=["sun", "seed"])
    assert status(page) == "3 of 5 events shown. Not recorded in Orchard: Sun."
    give(page, themes=["sun"])
    assert (
        shown(page) == ["prize"]
        and status(page) == "1 of 5 events shown. No event matches in Orchard. Not recorded in Orchard: Sun."
    )


def test_every_word_is_looked_for_whatever_its_accents_and_capitals(open_page):
    page = open_page()
    box = page.get_by_role("searchbox", name="Find words")
    box.fill("  CAFE hofe ")
    assert shown(page) == ["café"]
    assert page.locator("mark").all_text_contents() == ["café", "café", "Höfe"] or sorted(
        page.locator("mark").all_text_contents()
    ) == ["Höfe", "café", "café"]
    box.fill("cafe hedge")
    assert shown(page) == [] and status(page).startswith("0 of 16 events shown. No event matches. Not recorded: Heath.")
    box.fill("<b>note")
    assert shown(page) == ["café"] and page.locator(".lw-aside mark").all_text_contents() == ["<b>note"]
    assert page.locator(".lw-aside b").count() == 1
    box.fill("")
    assert page.locator("mark").count() == 0 and len(shown(page)) == 16
    assert page.locator("#event-café h4 a").evaluate("el => el.lastChild.data") == " A café opens"


def test_search_agrees_with_a_slow_search(open_page, real):
    page = open_page(data=real)

    def plain(text):
        folded = unicodedata.normalize("NFD", text)
        return "".join(c for c in folded if not unicodedata.combining(c)).lower()

    for query in ("people design", "people 2021", "inferred"):
        give(page, query=query)
        texts = page.locator("section > ol > li").evaluate_all(
            """els => els.map(el => [el.id.slice(6),
                [...el.children].filter(c => c.matches('h4,p')).map(c => c.textContent).join(' ')])"""
        )
        expected = [id for id, text in texts if all(word in plain(text) for word in query.split())]
        assert expected and shown(page) == expected


def test_the_order_turns_the_list_itself(open_page):
    page = open_page()
    before = shown(page)
    page.get_by_role("combobox", name="Order").select_option("newest")
    assert shown(page) == before[::-1]
    assert page.locator("section > h3").all_text_contents()[0] == "2018"
    give(page, places=["orchard"])
    assert shown(page) == ["frost", "drought", "first-tree"]
    assert page.locator(".lw-row[data-lw-place=orchard] .lw-num:not([hidden])").count() == 2
    give(page, order="oldest", places=[])
    assert shown(page) == before


def test_marks_follow_their_own_event_in_either_order(open_page):
    for order in ("oldest", "newest"):
        page = open_page(traits={"order": order})
        give(page, query="mended")
        assert shown(page) == ["gate"]
        marks = page.locator(".lw-row[data-lw-place=meadow] .lw-cells a:visible")
        assert marks.evaluate_all("els => els.map(el => el.hash)") == ["#event-gate"]
        give(page, query="", selected="fair")
        chosen = page.locator(".lw-chosen")
        assert chosen.evaluate_all("els => els.map(el => el.hash)") == ["#event-fair", "#event-fair"]


def test_a_permalink_clears_only_the_filters_that_hide_its_event(open_page):
    page = open_page(traits={"places": ["orchard"], "themes": ["seed", "sun"], "query": "tree"})
    assert shown(page) == ["first-tree"]
    page.evaluate("location.hash = '#event-gate'")
    event = page.locator("#event-gate")
    until(page, "document.activeElement.id === 'event-gate'")
    assert event.get_attribute("aria-current") == "true" and event.is_visible()
    state = page.evaluate("['places','themes','query','selected'].map(name => lw.model.get(name))")
    assert state == [[], ["seed", "sun"], "", "gate"]
    page.evaluate("location.hash = '#event-frost'")
    until(page, "document.activeElement.id === 'event-frost'")
    assert page.locator("[aria-current]").count() == 1


def test_an_address_with_a_permalink_opens_at_its_event(open_page, real):
    page = open_page(data=real, fragment="#event-salford-2010-needs", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.activeElement.id") == "event-salford-2010-needs"
    top = page.locator("#event-salford-2010-needs").bounding_box()["y"]
    assert 0 <= top <= 200
    assert page.evaluate("lw.model.get('selected')") == "salford-2010-needs"
    link = page.locator("#event-salford-2010-needs h4 a")
    assert link.get_attribute("href") == "#event-salford-2010-needs"


def test_sources_open_by_key_and_by_touch(open_page):
    page = open_page()
    details = page.locator("#event-café details")
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.get_by_role("link").all_text_contents() == ["Diary of a gardener", "Is it raining?"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == "https://a.example/diary?x=1&y=2"
    touched = open_page(**PHONE)
    touched.locator("#event-fair summary").tap()
    assert touched.locator("#event-fair").get_by_text("A letter.").is_visible()


@pytest.mark.statement("keyboard")
def test_the_keyboard_reaches_every_control_in_order(open_page):
    page = open_page()
    page.get_by_role("searchbox").focus()
    seen = []
    for _ in range(6):
        seen.append(page.evaluate("document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert seen == ["INPUT", "SELECT", "SELECT", "SELECT", "BUTTON", "BUTTON"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert status(page).startswith("0 of 16 events shown. No event matches. Not recorded: Heath.")


def test_each_event_is_a_link_to_itself(open_page):
    page = open_page()
    link = page.locator("section").get_by_role("link", name="20 January 2016 A pond is dug")
    assert link.count() == 1 and link.get_attribute("href") == "#event-pond"


def test_a_second_timeline_has_ids_of_its_own_and_an_address_leads_to_the_first(widget_page, tables, console_errors):
    timeline = SiteTimeline(tables)
    page = widget_page(timeline.to_html() + timeline.to_html("-2"), NAME, fragment="#event-gate")
    until(page, "document.querySelectorAll('[data-lw-live]').length === 2")
    ids = page.eval_on_selector_all("main [id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids)) and sum("event-" in each for each in ids) == 2 * len(EVENTS)
    until(page, "document.activeElement.id === 'event-gate'")
    assert page.eval_on_selector_all("[aria-current]", "all => all.map(each => each.id)") == ["event-gate"]
    page.get_by_role("searchbox").nth(1).fill("pond")
    assert [page.get_by_role("status").nth(i).inner_text()[:8] for i in (0, 1)] == ["All 16 e", "1 of 16 "]
    assert console_errors == []


def test_in_forced_colours_strands_still_differ_by_shape(open_page):
    page = open_page(forced_colors="active")
    shapes = page.locator(".lw-legend svg").evaluate_all(
        "all => all.slice(0, 3).map(each => each.firstElementChild.tagName)"
    )
    assert shapes == ["circle", "path", "rect"]
    fills = page.locator(".lw-cells .lw-dot:not(.lw-inferred) svg").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).fill))]"
    )
    assert len(fills) == 1
    hollow = page.locator(".lw-cells .lw-inferred svg").first
    assert hollow.evaluate("each => getComputedStyle(each).fill") == "none"


@pytest.mark.parametrize("name", ["__proto__", "constructor"])
def test_a_name_that_every_object_has_names_no_event(open_page, name):
    page = open_page(fragment=f"#event-{name}")
    page.evaluate(f"location.hash = '#{name}'")
    page.get_by_role("searchbox").fill(name)
    assert (
        status(page).startswith("0 of 16 events shown. No event matches.")
        and page.locator("[aria-current]").count() == 0
    )
