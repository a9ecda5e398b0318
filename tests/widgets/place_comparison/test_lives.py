from __future__ import annotations

import pytest

from livingwell_learning import PlaceComparison
from tests.accessibility import broken_rules
from tests.widgets.notebook import every_listener_is_gone, show_as_in_notebook
from tests.widgets.place_comparison.by_hand import NAME, PLACES, marks, shown
from tests.widgets.readers import PHONE, give, moved, sheets, too_wide


@pytest.mark.parametrize(("width", "height"), [(320, 640), (412, 1000), (320, 4000), (700, 4000), (1280, 4000)])
def test_nothing_moves_when_the_module_arrives_and_nothing_overflows(open_page, real, width, height):
    page = open_page(["luton", "york"], data=real, viewport={"width": width, "height": height})
    assert moved(page) == 0
    page.evaluate("document.querySelectorAll('details').forEach(details => (details.open = true))")
    for step in ("calendar", "joined"):
        give(page, align=step, places=[])
        assert too_wide(page) <= 0
    assert page.locator("[data-lw-static]").is_hidden()


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(**PHONE)
    page.get_by_text("Go to a row").tap()
    parts = page.locator("summary:visible, select, button, fieldset label, nav a, .lw-set > a, dd > a:visible")
    heights = parts.evaluate_all("els => els.map(el => el.getBoundingClientRect().height)")
    assert len(heights) > 25 and min(heights) >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, {}], ids=["phone", "desktop"])
def test_axe_finds_nothing(open_page, scheme, device):
    page = open_page([], align="opened", color_scheme=scheme, **device)
    page.evaluate("document.querySelectorAll('details').forEach(details => (details.open = true))")
    assert broken_rules(page) == []


def test_without_scripts_every_place_is_there_to_read(open_page, real):
    page = open_page(["luton", "york"], data=real, java_script_enabled=False, viewport={"width": 320, "height": 700})
    places = list(real.sites[real.sites.kind != "programme"].id)
    assert shown(page, "#compare-money dl > div")[:9] == places
    assert shown(page, ".lw-strip")[:9] == places
    assert page.locator("[data-lw-static]").is_visible() and page.get_by_role("checkbox").count() == 0
    page.locator("#compare-money summary").first.click()
    assert page.locator("#compare-money details[open] a").first.is_visible()
    without = len(page.locator("main").inner_text())
    assert without >= 0.99 * len(open_page([], data=real).locator("main").inner_text())


def test_opened_from_a_folder_every_place_appears(browser, tables, tmp_path, open_page):
    open_page()
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_timeout(4500)
    assert shown(page, ".lw-strip") == [*PLACES, "club"] and page.locator("[data-lw-static]").is_visible()
    page.close()


def test_a_module_that_fails_leaves_every_place_to_read(widget_page, tables, console_errors):
    broken = "export default { render({ el }) { el.firstElementChild.remove(); throw new Error('broken') } }"
    page = widget_page(PlaceComparison(tables, places=["heath", "meadow"]).to_html(), NAME, module=broken)
    page.wait_for_timeout(4500)
    assert shown(page, ".lw-strip") == [*PLACES, "club"]
    assert page.get_by_role("checkbox").count() == 0
    assert len(console_errors) == 1 and "broken" in console_errors[0]


def test_on_paper_every_source_of_the_chosen_places_is_there_and_no_control(open_page):
    page = open_page()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_role("link", name="Is it raining?").first.is_visible()
    assert page.get_by_role("link", name="A late frost").is_visible()
    assert not page.locator(".lw-controls").is_visible() and not page.locator("nav").is_visible()
    assert shown(page, ".lw-strip") == ["meadow", "orchard", "club"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_in_a_notebook_the_figure_is_put_in_and_traits_go_both_ways(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, PlaceComparison(tables, places=["heath"]), places=["garden", "meadow"], align="opened")
    assert shown(page, ".lw-strip") == ["meadow", "garden", "club"]
    assert page.locator("select").input_value() == "opened" and len(marks(page)["garden"]) == 4
    page.get_by_role("checkbox", name="Heath").check()
    page.locator("select").select_option("calendar")
    saved = page.evaluate("fake.saved.at(-1)")
    assert (saved["places"], saved["align"]) == (["heath", "meadow", "garden"], "calendar")
    page.evaluate("fake.model.set('places', ['orchard'])")
    assert shown(page, ".lw-strip") == ["orchard", "club"] and page.locator("input:checked").count() == 1
    page.evaluate("fake.make('two')")
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids))
    links = page.locator("nav a").evaluate_all("els => els.map(el => el.getAttribute('href').slice(1))")
    assert len(links) == len(set(links)) and set(links) <= set(ids)
    assert page.get_by_text("Link to this choice").count() == 0


def test_the_clean_up_leaves_no_listener(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, PlaceComparison(tables, places=["meadow", "orchard"]))
    page.evaluate("fake.stop()")
    assert every_listener_is_gone(page)
    saves = page.evaluate("fake.saved.length")
    page.get_by_role("checkbox", name="Heath").check()
    page.get_by_role("button", name="All places").click()
    page.locator("select").select_option("opened")
    page.evaluate("() => { fake.model.set('places', ['heath']); dispatchEvent(new Event('beforeprint')) }")
    assert page.evaluate("fake.saved.length") == saves
    assert shown(page, ".lw-strip") == ["meadow", "orchard", "club"] and page.locator("details[open]").count() == 0


def test_paper_is_not_wasted(open_page, real):
    four = ["edinburgh", "luton", "salford", "tameside-glossop"]
    assert sheets(open_page(four, data=real)) <= 18, "in columns it took twice as many"
