from __future__ import annotations

import itertools
import re
import unicodedata

import pytest

from livingwell_learning import SiteTimeline, load
from tests.conftest import ROOT
from tests.widgets.timeline import EVENTS, made_up

NAME = "site_timeline"
SHOWN = "els => els.filter(el => el.offsetParent).map(el => el.id.slice(6))"
COUNTS = """fields => Object.fromEntries(fields.map(field => [field.dataset.f,
    Object.fromEntries([...field.querySelectorAll('label')].map(l => [l.children[0].value, +l.querySelector('i').textContent]))]))"""
ROWS = """rows => Object.fromEntries(rows.filter(row => row.offsetParent).map(row => [row.dataset.p,
    [row.querySelector('i').textContent, [...row.querySelectorAll('svg *')].filter(m => getComputedStyle(m).display != 'none').length]]))"""
BARE = """<!doctype html><title>Bare</title><link rel="icon" href="data:,"><div id="one"></div><div id="two"></div>"""
FAKE = """async ({ address, state }) => {
  const { default: widget } = await import(address)
  const listeners = new Map(), saved = []
  const model = {
    get: name => state[name],
    set(name, value) { state[name] = value; for (const f of listeners.get(`change:${name}`) ?? []) f() },
    save_changes() { saved.push(structuredClone(state)) },
    on: (event, f) => listeners.set(event, [...(listeners.get(event) ?? []), f]),
    off: (event, f) => listeners.set(event, (listeners.get(event) ?? []).filter(g => g !== f)),
  }
  const make = id => widget.render({ model, el: document.getElementById(id) })
  window.fake = { model, saved, listeners, make, stop: await make("one") }
}"""


@pytest.fixture(scope="module")
def real():
    return load(ROOT)


@pytest.fixture
def tables(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def open_page(widget_page, tables, console_errors):
    def show(place=None, data=None, traits=None, **context):
        return widget_page(SiteTimeline(data or tables, place=place, **(traits or {})).to_html(), NAME, **context)

    yield show
    assert console_errors == []


def shown(page):
    return page.locator("section > ol > li").evaluate_all(SHOWN)


def status(page):
    return page.get_by_role("status").inner_text()


def give(page, **state):
    page.evaluate("state => { for (const name in state) window.lw.model.set(name, state[name]) }", state)


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
    choices = itertools.product(([], ["luton", "trieste"], ["programme"]), ([], ["power", "context"]), ([], ["surroundings"]))
    for places, themes, strands in choices:
        facets = {"places": places, "themes": themes, "strands": strands}
        give(page, **facets)
        counts = page.locator("[data-f]").evaluate_all(COUNTS)
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
        rows = page.locator(".lw-tl-row").evaluate_all(ROWS)
        assert set(rows) == set(places or real.sites.id)
        for place, (said, marks) in rows.items():
            assert marks == sum(place in event["places"] for event in events if event["id"] in expected)
            assert said == (str(marks) if marks else "not recorded")


def test_options_are_pressed_and_cleared(open_page):
    page = open_page()
    page.get_by_text("Filter by").click()
    page.get_by_role("checkbox", name="Orchard").check()
    page.get_by_role("checkbox", name="Meadow").check()
    page.get_by_role("checkbox", name="Seed").check()
    assert shown(page) == ["first-tree", "frost"]
    assert status(page) == "2 of 16 events shown. Not recorded: Meadow."
    assert page.locator("section:visible").count() == 2
    assert "Meadow not recorded, Orchard 2. The list" in page.get_by_role("img").get_attribute("aria-label")
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
    assert shown(page) == ["prize"] and status(page) == "1 of 5 events shown. Not recorded: Orchard."


def test_every_word_is_looked_for_whatever_its_accents_and_capitals(open_page):
    page = open_page()
    box = page.get_by_role("searchbox", name="Find words")
    box.fill("  CAFE hofe ")
    assert shown(page) == ["café"]
    assert page.locator("mark").all_inner_texts() == ["café", "café", "Höfe"] or sorted(
        page.locator("mark").all_inner_texts()
    ) == ["Höfe", "café", "café"]
    box.fill("cafe hedge")
    assert shown(page) == [] and status(page).startswith("0 of 16 events shown. Not recorded: Heath, Meadow")
    box.fill("<b>note")
    assert shown(page) == ["café"] and page.locator(".n mark").all_inner_texts() == ["<b>note"]
    assert page.locator(".n b").count() == 1
    box.fill("")
    assert page.locator("mark").count() == 0 and len(shown(page)) == 16
    assert page.locator("#event-café h4").evaluate("el => el.lastChild.data") == " A café opens"


def test_search_agrees_with_a_slow_search(open_page, real):
    page = open_page(data=real)

    def plain(text):
        folded = unicodedata.normalize("NFD", text)
        return "".join(c for c in folded if not unicodedata.combining(c)).lower()

    for query in ("people design", "people 2021", "inferred"):
        give(page, query=query)
        texts = page.locator("section > ol > li").evaluate_all(
            "els => els.map(el => [el.id.slice(6), [...el.children].filter(c => c.matches('h4,p')).map(c => c.textContent).join(' ')])"
        )
        expected = [id for id, text in texts if all(word in plain(text) for word in query.split())]
        assert expected and shown(page) == expected


def test_the_order_turns_the_list_itself(open_page):
    page = open_page()
    before = shown(page)
    page.get_by_role("combobox").select_option("newest")
    assert shown(page) == before[::-1]
    assert page.locator("section > h3").all_inner_texts()[0] == "2018"
    give(page, places=["orchard"])
    assert shown(page) == ["frost", "drought", "first-tree"]
    assert page.locator("[data-p=orchard] svg *:not([hidden])").count() == 3
    give(page, order="oldest", places=[])
    assert shown(page) == before


def test_marks_follow_their_own_event_in_either_order(open_page):
    for order in ("oldest", "newest"):
        page = open_page(traits={"order": order})
        give(page, query="mended")
        assert shown(page) == ["gate"]
        marks = page.locator("[data-p=meadow] svg *")
        visible = [i for i in range(marks.count()) if marks.nth(i).is_visible()]
        assert visible == [0]
        give(page, query="", selected="fair")
        assert marks.evaluate_all("els => els.map(el => el.classList.contains('on'))").index(True) == 1
        assert page.locator("[data-p=garden] .on").count() == 1


def test_a_permalink_clears_only_the_filters_that_hide_its_event(open_page):
    page = open_page(traits={"places": ["orchard"], "themes": ["seed", "sun"], "query": "tree"})
    assert shown(page) == ["first-tree"]
    page.evaluate("location.hash = '#event-gate'")
    event = page.locator("#event-gate")
    page.wait_for_function("document.activeElement.id === 'event-gate'")
    assert event.get_attribute("aria-current") == "true" and event.is_visible()
    state = page.evaluate("['places','themes','query','selected'].map(name => lw.model.get(name))")
    assert state == [[], ["seed", "sun"], "", "gate"]
    page.evaluate("location.hash = '#event-frost'")
    page.wait_for_function("document.activeElement.id === 'event-frost'")
    assert page.locator("[aria-current]").count() == 1


def test_an_address_with_a_permalink_opens_at_its_event(open_page, real):
    page = open_page(data=real, fragment="#event-salford-2010-needs", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.activeElement.id") == "event-salford-2010-needs"
    top = page.locator("#event-salford-2010-needs").bounding_box()["y"]
    assert 0 <= top <= 200
    assert page.evaluate("lw.model.get('selected')") == "salford-2010-needs"
    link = page.locator("#event-salford-2010-needs > a")
    assert link.get_attribute("href") == "#event-salford-2010-needs"


def test_sources_open_by_key_and_by_touch(open_page):
    page = open_page()
    details = page.locator("#event-café details")
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.get_by_role("link").all_inner_texts() == ["Diary of a gardener", "Is it raining?"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == "https://a.example/diary?x=1&y=2"
    touched = open_page(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 700})
    touched.locator("#event-fair summary").tap()
    assert touched.locator("#event-fair").get_by_text("A letter.").is_visible()


def test_the_keyboard_reaches_every_control_in_order(open_page):
    page = open_page()
    page.get_by_role("searchbox").focus()
    seen = []
    for _ in range(4):
        seen.append(page.evaluate("document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert seen == ["INPUT", "SELECT", "BUTTON", "SUMMARY"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert status(page).startswith("0 of 16 events shown. Not recorded: Heath.")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_the_module_arrives_and_nothing_overflows(open_page, real, width):
    page = open_page(data=real, viewport={"width": width, "height": 700})
    page.evaluate(
        """() => { window.shift = 0; new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value }).observe({ type: "layout-shift", buffered: true }) }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("shift") == 0
    page.get_by_text("Filter by").click()
    for summary in page.locator("#event-trieste-1971-basaglia summary, #event-lambeth-2010-collaborative summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("[data-lw-static]").is_hidden()


def test_the_box_is_as_high_before_as_after(open_page):
    boxes = []
    for width in (320, 700, 1280):
        page = open_page(viewport={"width": width, "height": 700})
        after = page.locator(".lw-tl-tools").bounding_box()["height"]
        page.evaluate(
            "() => { document.querySelector('[data-lw-script]').hidden = true; document.querySelector('[data-lw-static]').hidden = false }"
        )
        boxes.append((after, page.locator(".lw-tl-tools").bounding_box()["height"]))
    assert all(after == before for after, before in boxes)


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 700})
    page.get_by_text("Filter by").tap()
    parts = page.locator(".lw-tl-set input[type=search], select, button, summary, fieldset label, section > ol > li > a")
    heights = parts.evaluate_all("els => els.map(el => el.getBoundingClientRect().height)")
    assert len(heights) > 40 and min(heights) >= 44


def test_without_scripts_everything_is_there_to_read(open_page, real):
    page = open_page(data=real, java_script_enabled=False, viewport={"width": 320, "height": 700})
    items = page.locator("section > ol > li")
    assert items.count() == len(real.events) and all(item.is_visible() for item in items.all()[::20])
    assert page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("searchbox").count() == 0 and page.get_by_role("checkbox").count() == 0
    page.locator("#event-trieste-1971-basaglia summary").click()
    assert page.get_by_role("link", name="Community Mental Health Care in Trieste and Beyond").first.is_visible()
    without = len(page.locator("main").inner_text())
    assert without >= 0.99 * len(open_page(data=real).locator("main").inner_text())


@pytest.mark.parametrize("place", ["derbyshire", "york"])
def test_a_short_page_says_as_much_without_scripts(open_page, real, place):
    texts = [
        open_page(place, real, java_script_enabled=scripts).locator("main").inner_text() for scripts in (False, True)
    ]
    assert len(texts[0]) >= 0.99 * len(texts[1])


def test_a_module_that_fails_leaves_the_figure_as_it_was(widget_page, tables, console_errors):
    broken = "export default { render({ el }) { el.querySelector('.lw-tl').remove(); throw new Error('broken') } }"
    page = widget_page(SiteTimeline(tables).to_html(), NAME, module=broken)
    page.wait_for_function("document.querySelector('.lw-tl')")
    page.wait_for_timeout(300)
    assert len(shown(page)) == len(EVENTS) and page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("searchbox").count() == 0
    assert len(console_errors) == 1 and "broken" in console_errors[0]


def test_on_paper_every_source_is_there_and_no_control(open_page):
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_role("link", name="Is it raining?").first.is_visible()
    assert page.locator("li > details:not([open])").count() == 0
    assert not page.locator(".lw-tl-set").is_visible() and not page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("img").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("li > details[open]").count() == 0


def fake(page, timeline, **state):
    traits = {name: getattr(timeline, name) for name in timeline.public_traits()}
    given = {**traits, "figure_html": timeline.figure_html, **state}
    address = re.sub(r"/index\.html.*", f"/{NAME}.mjs", page.url)
    page.set_content(BARE)
    page.evaluate(FAKE, {"address": address, "state": given})


def test_in_a_notebook_the_figure_is_put_in_and_traits_go_both_ways(open_page, tables):
    page = open_page()
    fake(page, SiteTimeline(tables), themes=["seed"])
    assert [id.rsplit("-", 1)[0] for id in shown(page)] == ["first-tree", "frost"]
    page.evaluate("fake.model.set('themes', [])")
    page.get_by_role("searchbox").fill("pond")
    page.get_by_role("combobox").select_option("newest")
    saved = page.evaluate("fake.saved.at(-1)")
    assert (saved["query"], saved["order"], saved["themes"]) == ("pond", "newest", [])
    page.evaluate("fake.model.set('selected', 'frost')")
    assert page.locator("[aria-current]").get_attribute("data-id") == "frost"
    assert page.evaluate("fake.model.get('query')") == ""
    page.evaluate("fake.make('two')")
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids)) == 2 + 2 * len(EVENTS)
    assert page.get_by_text("Link to this event").count() == 0


def test_the_order_set_before_a_notebook_shows_the_figure_counts(open_page, tables):
    page = open_page()
    fake(page, SiteTimeline(tables), order="newest")
    assert shown(page)[0].startswith("visit-7") and shown(page)[-1].startswith("first-tree")


def test_the_clean_up_leaves_no_listener(open_page, tables):
    page = open_page()
    fake(page, SiteTimeline(tables))
    page.evaluate("fake.stop()")
    assert page.evaluate("[...fake.listeners.values()].every(list => list.length === 0)")
    saves = page.evaluate("fake.saved.length")
    page.get_by_role("searchbox").fill("pond")
    page.get_by_role("button", name="Clear filters").click()
    page.evaluate("() => { fake.model.set('themes', ['seed']); dispatchEvent(new Event('beforeprint')) }")
    assert page.evaluate("fake.saved.length") == saves and len(shown(page)) == len(EVENTS)
    assert page.locator("li > details[open]").count() == 0
    page.evaluate("location.hash = '#' + document.querySelector('ol > li').id")
    page.wait_for_timeout(100)
    assert page.locator("[aria-current]").count() == 0
