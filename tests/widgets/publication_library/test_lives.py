from __future__ import annotations

import pytest

from livingwell_learning import PublicationLibrary
from tests.accessibility import broken_rules
from tests.widgets.notebook import every_listener_is_gone, show_as_in_notebook
from tests.widgets.publication_library.by_hand import LIT, NAME, shown
from tests.widgets.publication_library.made_up import IN_BOOK, WORKS
from tests.widgets.readers import PHONE, moved, too_wide


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_the_module_arrives_and_nothing_overflows(open_page, real, width):
    page = open_page(real, viewport={"width": width, "height": 700})
    assert moved(page) == 0
    page.get_by_text("Filter by kind").click()
    for summary in page.locator("li summary").all()[::5]:
        summary.click()
    assert too_wide(page) <= 0
    assert page.locator("[data-lw-static]").is_hidden()


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(**PHONE)
    page.get_by_text("Filter by").tap()
    parts = page.locator("input[type=search], select, button, summary, .lw-choice, ol > li > a")
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
    assert broken_rules(page) == []


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
    assert not page.locator(".lw-set").is_visible() and not page.locator("[data-lw-static]").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("li > details[open]").count() == 0


def test_in_a_notebook_the_figure_is_put_in_and_traits_go_both_ways(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, PublicationLibrary(tables), kinds=["yearly"], order="title")
    assert shown(page) == ["bees", "yearbook", "zoo"]
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


def test_the_clean_up_leaves_no_listener(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, PublicationLibrary(tables), query="rain")
    assert len(page.evaluate(LIT)) > 0
    page.evaluate("fake.stop()")
    assert every_listener_is_gone(page)
    saves = page.evaluate("fake.saved.length")
    page.get_by_role("searchbox").fill("pots")
    page.get_by_role("button", name="Clear filters").click()
    page.evaluate("() => { fake.model.set('query', ''); dispatchEvent(new Event('beforeprint')) }")
    page.evaluate("location.hash = '#' + document.querySelector('ol > li').id")
    page.wait_for_timeout(100)
    assert page.evaluate("fake.saved.length") == saves and len(shown(page)) == 3
    assert page.locator("li > details[open]").count() == 0 and page.locator("[aria-current]").count() == 0
