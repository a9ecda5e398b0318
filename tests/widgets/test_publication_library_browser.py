from __future__ import annotations

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from livingwell_learning import PublicationLibrary, load
from tests.conftest import ROOT
from tests.widgets.publications import BY_TITLE, IN_BOOK, IN_TIME, WORKS, made_up
from tests.widgets.test_site_timeline_browser import FAKE

NAME = "publication_library"
BARE = '<!doctype html><title>Bare</title><link rel="icon" href="data:,"><div id="one"></div><div id="two"></div>'
SHOWN = "els => els.filter(el => el.offsetParent).map(el => el.id.slice(5))"
COUNTS = """root => Object.fromEntries([...root.querySelectorAll('.lw-lib-check')].map(label =>
    [label.children[0].dataset.f ?? label.children[0].value, +label.querySelector('i').textContent]))"""
LIT = "[...CSS.highlights.get('lw-library') ?? []].map(range => range.toString())"
PHONE = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def real():
    return load(ROOT)


@pytest.fixture
def tables(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def open_page(widget_page, tables, console_errors):
    def show(data=None, traits=None, **context):
        return widget_page(PublicationLibrary(data or tables, **(traits or {})).to_html(), NAME, **context)

    yield show
    assert console_errors == []


def shown(page):
    return page.locator("ol > li").evaluate_all(SHOWN)


def status(page):
    return page.get_by_role("status").inner_text()


def give(page, **state):
    page.evaluate("state => { for (const name in state) window.lw.model.set(name, state[name]) }", state)


def test_counts_follow_the_other_filters(open_page, real):
    page = open_page(real)
    works = real.publications.to_dict("records")
    for kinds, named, query in itertools.product(([], ["report", "blog"]), (False, True), ("", "lambeth", "not-there")):
        give(page, kinds=kinds, in_report=named, query=query)
        found = page.locator("ol > li").evaluate_all("els => els.map(el => el.textContent.split('Link to this')[0])")
        order = page.locator("ol > li").evaluate_all("els => els.map(el => el.id.slice(5))")
        holds = {id for id, text in zip(order, found, strict=True) if query in text.lower()}
        of_kind = {w["id"] for w in works if not kinds or w["kind"] in kinds}
        in_report = {w["id"] for w in works if w["in_report"] or not named}
        assert sorted(shown(page)) == sorted(holds & of_kind & in_report), (kinds, named, query)
        counts = page.locator(".lw-lib").evaluate(COUNTS)
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


def test_a_browser_that_cannot_light_words_up_still_finds_them(widget_page, tables, console_errors):
    module = (
        'delete globalThis.Highlight; const { default: widget } = await import("../publication_library.mjs")\n'
        "export default widget"
    )
    page = widget_page(PublicationLibrary(tables, query="rain").to_html(), NAME, module=module)
    page.wait_for_selector("[data-lw-live]", state="attached")
    assert shown(page) == ["rain", "moss", "hedge"] and console_errors == []


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
    page.wait_for_function("document.activeElement.id === 'work-zoo'")
    state = page.evaluate("['kinds', 'in_report', 'query'].map(name => lw.model.get(name))")
    assert state == [["yearly"], False, ""]
    assert page.locator("#work-zoo").get_attribute("aria-current") == "true"
    page.evaluate("location.hash = '#work-moss'")
    page.wait_for_function("document.activeElement.id === 'work-moss'")
    assert page.locator("[aria-current]").count() == 1 and page.evaluate("lw.model.get('kinds')") == []
    page.evaluate("location.hash = '#elsewhere'")
    page.wait_for_function("!document.querySelector('[aria-current]')")


def test_an_address_with_a_work_opens_there(open_page, real):
    page = open_page(real, fragment="#work-no-wrong-door", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.activeElement.id") == "work-no-wrong-door"
    assert 0 <= page.locator("#work-no-wrong-door").bounding_box()["y"] <= 200
    assert page.locator("#work-no-wrong-door > a").get_attribute("href") == "#work-no-wrong-door"


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


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_the_module_arrives_and_nothing_overflows(open_page, real, width):
    page = open_page(real, viewport={"width": width, "height": 700})
    page.evaluate(
        """() => { window.shift = 0; new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value
        }).observe({ type: "layout-shift", buffered: true }) }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("shift") == 0
    page.get_by_text("Filter by kind").click()
    for summary in page.locator("li summary").all()[::5]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("[data-lw-static]").is_hidden()


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(**PHONE)
    page.get_by_text("Filter by").tap()
    parts = page.locator("input[type=search], select, button, summary, .lw-lib-check, ol > li > a")
    heights = parts.evaluate_all("els => els.map(el => el.getBoundingClientRect().height)")
    assert len(heights) > 20 and min(heights) >= 44
    links = page.locator("dd a").evaluate_all("els => els.map(el => el.getBoundingClientRect().height)")
    assert min(links) >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page, real, scheme, width):
    page = open_page(real, color_scheme=scheme, viewport={"width": width, "height": 800}, fragment="#work-waiting")
    page.get_by_text("Filter by").click()
    page.locator("#work-waiting summary").click()
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


def test_without_scripts_everything_is_there_to_read(open_page, real):
    page = open_page(real, java_script_enabled=False, viewport={"width": 320, "height": 700})
    items = page.locator("ol > li")
    assert items.count() == len(real.publications) and all(item.is_visible() for item in items.all())
    assert page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("searchbox").count() == 0 and page.get_by_role("checkbox").count() == 0
    page.locator("#work-dialogues summary").click()
    assert page.locator("#work-dialogues details li").first.is_visible()
    live = open_page(real, viewport={"width": 320, "height": 700})
    assert len(page.locator("main").inner_text()) >= 0.99 * len(live.locator("main").inner_text())


def test_a_module_that_fails_leaves_the_figure_as_it_was(widget_page, tables, console_errors):
    broken = "export default { render({ el }) { el.querySelector('ol').remove(); throw new Error('broken') } }"
    page = widget_page(PublicationLibrary(tables).to_html(), NAME, module=broken)
    page.wait_for_timeout(300)
    assert shown(page) == IN_BOOK and page.locator("[data-lw-static]").is_visible()
    assert len(console_errors) == 1 and "broken" in console_errors[0]


def test_on_paper_every_source_and_address_is_there_and_no_control(open_page):
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("li > details:not([open])").count() == 0 and page.locator("#work-bees details li").count() == 3
    assert page.locator("#work-bees details li").first.is_visible()
    after = page.locator("#work-rain dd a").evaluate("el => getComputedStyle(el, '::after').content")
    assert "https://b.example/" in after or "attr(href)" in after
    assert not page.locator(".lw-lib-set").is_visible() and not page.locator("[data-lw-static]").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("li > details[open]").count() == 0


def fake(page, library, **state):
    traits = {name: getattr(library, name) for name in library.public_traits()}
    given = {**traits, "figure_html": library.figure_html, **state}
    address = re.sub(r"/index\.html.*", f"/{NAME}.mjs", page.url)
    page.set_content(BARE)
    page.evaluate(FAKE, {"address": address, "state": given})


def test_in_a_notebook_the_figure_is_put_in_and_traits_go_both_ways(open_page, tables):
    page = open_page()
    fake(page, PublicationLibrary(tables), kinds=["yearly"], order="title")
    assert [id.rsplit("-", 1)[0] for id in shown(page)] == ["bees", "yearbook", "zoo"]
    page.evaluate("fake.model.set('kinds', [])")
    page.get_by_role("searchbox").fill("rain")
    page.get_by_role("combobox", name="Order").select_option("date")
    page.get_by_role("checkbox", name="Named by the club").check()
    saved = page.evaluate("fake.saved.at(-1)")
    assert (saved["query"], saved["order"], saved["in_report"], saved["kinds"]) == ("rain", "date", True, [])
    page.evaluate("() => { fake.model.set('in_report', false); fake.model.set('query', '') }")
    assert page.get_by_role("checkbox", name="Named by the club").is_checked() is False
    page.evaluate("fake.make('two')")
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids)) == 2 + 2 * len(WORKS)
    assert page.get_by_text("Link to this work").count() == 0


def test_the_clean_up_leaves_no_listener_and_no_light(open_page, tables):
    page = open_page()
    fake(page, PublicationLibrary(tables), query="rain")
    assert len(page.evaluate(LIT)) > 0
    page.evaluate("fake.stop()")
    assert page.evaluate("[...fake.listeners.values()].every(list => list.length === 0)")
    assert page.evaluate(LIT) == []
    saves = page.evaluate("fake.saved.length")
    page.get_by_role("searchbox").fill("pots")
    page.get_by_role("button", name="Clear filters").click()
    page.evaluate("() => { fake.model.set('query', ''); dispatchEvent(new Event('beforeprint')) }")
    page.evaluate("location.hash = '#' + document.querySelector('ol > li').id")
    page.wait_for_timeout(100)
    assert page.evaluate("fake.saved.length") == saves and len(shown(page)) == 3
    assert page.locator("li > details[open]").count() == 0 and page.locator("[aria-current]").count() == 0
