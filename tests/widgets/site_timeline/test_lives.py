from __future__ import annotations

import pytest

from livingwell_learning import SiteTimeline
from tests.waiting import until
from tests.widgets.notebook import every_listener_is_gone, show_as_in_notebook
from tests.widgets.readers import PHONE, all_text, moved, too_wide
from tests.widgets.site_timeline.by_hand import NAME, shown
from tests.widgets.site_timeline.made_up import EVENTS


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_the_module_arrives_and_nothing_overflows(open_page, real, width):
    page = open_page(data=real, viewport={"width": width, "height": 700})
    assert moved(page) == 0
    page.get_by_role("button", name="Filter by").click()
    assert too_wide(page) <= 0
    page.keyboard.press("Escape")
    for summary in page.locator(
        "#event-trieste-1971-basaglia summary, #event-lambeth-2010-collaborative summary"
    ).all():
        summary.click()
    assert too_wide(page) <= 0
    assert page.locator("[data-lw-static]").is_hidden()


def test_the_box_is_as_high_before_as_after(open_page):
    boxes = []
    for width in (320, 700, 1280):
        page = open_page(viewport={"width": width, "height": 700})
        after = page.locator(".lw-controls").bounding_box()["height"]
        page.evaluate(
            """() => { document.querySelector('[data-lw-script]').hidden = true
                document.querySelector('[data-lw-static]').hidden = false }"""
        )
        boxes.append((after, page.locator(".lw-controls").bounding_box()["height"]))
    assert all(after == before for after, before in boxes)


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(**PHONE)
    page.get_by_role("button", name="Filter by").tap()
    parts = page.locator(".lw-set input[type=search], select, button, summary, fieldset label, section li h4 a")
    heights = parts.evaluate_all("els => els.filter(e => e.offsetParent).map(el => el.getBoundingClientRect().height)")
    assert len(heights) > 40 and min(heights) >= 44
    marks = page.locator(".lw-cells a").evaluate_all(
        "els => els.filter(e => e.offsetParent).map(e => (r => Math.min(r.width, r.height))(e.getBoundingClientRect()))"
    )
    assert len(marks) > 10 and min(marks) >= 24


def test_without_scripts_everything_is_there_to_read(open_page, real):
    page = open_page(data=real, java_script_enabled=False, viewport={"width": 320, "height": 700})
    items = page.locator("section > ol > li")
    assert items.count() == len(real.events) and all(item.is_visible() for item in items.all()[::20])
    assert page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("searchbox").count() == 0 and page.get_by_role("checkbox").count() == 0
    page.locator("#event-trieste-1971-basaglia summary").click()
    assert page.get_by_role("link", name="Community Mental Health Care in Trieste and Beyond").first.is_visible()
    without = len(page.locator("main").inner_text())
    assert without >= 0.99 * len(all_text(open_page(data=real)))


@pytest.mark.parametrize("place", ["derbyshire", "york"])
def test_a_short_page_says_as_much_without_scripts(open_page, real, place):
    still = open_page(place, real, java_script_enabled=False).locator("main").inner_text()
    live = all_text(open_page(place, real))
    assert len(still) >= 0.99 * len(live) > 1000


def test_a_module_that_fails_leaves_the_figure_as_it_was(widget_page, tables, console_errors):
    broken = "export default { render({ el }) { el.firstElementChild.remove(); throw new Error('broken') } }"
    page = widget_page(SiteTimeline(tables).to_html(), NAME, module=broken)
    until(page, "document.querySelector('.lw-site-timeline')")
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
    assert not page.locator(".lw-set").is_visible() and not page.locator("[data-lw-static]").is_visible()
    assert page.get_by_role("group", name="Timeline").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("li > details[open]").count() == 0


def test_in_a_notebook_the_figure_is_put_in_and_traits_go_both_ways(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, SiteTimeline(tables), themes=["seed"])
    assert shown(page) == ["first-tree", "frost"]
    page.evaluate("fake.model.set('themes', [])")
    page.get_by_role("searchbox").fill("pond")
    page.get_by_role("combobox", name="Order").select_option("newest")
    saved = page.evaluate("fake.saved.at(-1)")
    assert (saved["query"], saved["order"], saved["themes"]) == ("pond", "newest", [])
    page.evaluate("fake.model.set('selected', 'frost')")
    assert page.locator("[aria-current]").get_attribute("id").startswith("event-frost")
    assert page.evaluate("fake.model.get('query')") == ""
    page.evaluate("fake.make('two')")
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids)) and sum("event-" in each for each in ids) == 2 * len(EVENTS)


def test_the_order_set_before_a_notebook_shows_the_figure_counts(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, SiteTimeline(tables), order="newest")
    assert shown(page)[0].startswith("visit-7") and shown(page)[-1].startswith("first-tree")


def test_the_clean_up_leaves_no_listener(open_page, tables):
    page = open_page()
    show_as_in_notebook(page, SiteTimeline(tables))
    page.evaluate("fake.stop()")
    assert every_listener_is_gone(page)
    saves = page.evaluate("fake.saved.length")
    page.get_by_role("searchbox").fill("pond")
    page.get_by_role("button", name="Clear filters").click()
    page.evaluate("() => { fake.model.set('themes', ['seed']); dispatchEvent(new Event('beforeprint')) }")
    assert page.evaluate("fake.saved.length") == saves and len(shown(page)) == len(EVENTS)
    assert page.locator("li > details[open]").count() == 0
    page.evaluate("location.hash = '#' + document.querySelector('section > ol > li').id")
    page.wait_for_timeout(100)
    assert page.locator("[aria-current]").count() == 0
