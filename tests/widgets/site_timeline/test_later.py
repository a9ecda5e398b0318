"""The timeline of all places where a site keeps the events in the background apart: they come when they are needed."""

from __future__ import annotations

import re

import pytest

from livingwell_learning import SiteTimeline, widgets
from livingwell_learning.site.later import taken_out
from tests.waiting import until
from tests.widgets.readers import give, status
from tests.widgets.site_timeline.by_hand import NAME, shown
from tests.widgets.site_timeline.made_up import EVENTS

OWN = ["first-tree", "café", "gate", "prize", "fair", "pond"]
# The date of the drought is known by its year alone, which begins before April.
IN_ORDER = ["first-tree", "drought", "café", *(event[0] for event in EVENTS[3:])]


@pytest.fixture
def apart(widget_page, tables, tmp_path, monkeypatch):
    """Show the timeline as the book does: what waits in files of their own."""
    monkeypatch.setattr(widgets.site_timeline, "MANY", 2)

    def show(without=(), traits=None, **context):
        left, waiting = taken_out(SiteTimeline(tables, heading_level=3, **(traits or {})).to_html(), "index")
        for name, parts in waiting.items():
            if name not in without:
                body = "".join(
                    f'<h2>{row}</h2><ol id="{row}" data-lw-row="{row}">{held}</ol>' for row, _, held in parts
                )
                (tmp_path / f"index-{name}.html").write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
        return widget_page(left.replace(" data-lw-patient", ""), NAME, **context)

    return show


def test_years_name_what_waits_and_a_search_finds_it(apart, console_errors):
    page = apart()
    assert shown(page) == OWN
    ways = page.locator(".lw-way").all_text_contents()
    assert ways == ["1 event: Round about", "1 event: Round about", "1 event: Round about", "7 events: Round about"]
    page.get_by_role("searchbox").fill("frost")
    until(page, "document.querySelector('#event-frost mark')")
    assert shown(page) == ["frost"] and status(page).startswith("1 of 16 events shown.")
    page.get_by_role("button", name="Clear").click()
    assert shown(page) == IN_ORDER and page.locator(".lw-way").count() == 0
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids)) and console_errors == []


def test_what_comes_takes_its_place_in_either_order(apart):
    page = apart()
    give(page, order="newest")
    page.locator(".lw-way a").last.click()
    until(page, "!document.querySelector('.lw-way')")
    assert shown(page) == IN_ORDER[::-1]
    page = apart(traits={"order": "newest"})
    page.locator(".lw-way a").first.click()
    until(page, "!document.querySelector('.lw-way')")
    assert shown(page) == IN_ORDER[::-1]


def test_a_press_on_a_year_leads_to_what_waited_there(apart):
    page = apart()
    page.locator("#year-2014").get_by_role("link", name="Round about").click()
    until(page, "document.activeElement.id === 'event-law'")
    assert page.locator("#event-law").is_visible()


def test_a_shared_link_opens_an_event_that_waits(apart):
    page = apart(fragment="#event-frost")
    until(page, "document.activeElement.id === 'event-frost'")
    assert page.locator("#event-frost").get_attribute("aria-current") == "true"


def test_without_scripts_a_shared_link_stands_at_the_line_that_leads_to_it(apart):
    page = apart(fragment="#event-frost", java_script_enabled=False)
    line = page.locator(".lw-way:has(:target)")
    assert line.is_visible() and 0 <= line.bounding_box()["y"] < 900
    line.get_by_role("link").click()
    assert page.url.endswith("index-background.html#year-2017")
    assert page.get_by_text("What happened: a late frost.").is_visible()


def test_numbers_of_the_picture_stay_until_all_are_here_and_open_into_marks(apart):
    page = apart()
    numbers = page.locator(".lw-num:visible:not(.lw-legend *)")
    before = numbers.all_inner_texts()
    assert len(before) >= 4
    give(page, years=[2017, 2018])
    until(page, "document.querySelectorAll('.lw-cells a.lw-tone-3:not([hidden])').length === 8")
    give(page, years=[])
    assert numbers.all_inner_texts() == before


def test_filters_count_all_events(apart):
    page = apart()
    page.get_by_role("button", name="Filter by").click()
    page.get_by_role("checkbox", name="Orchard").check()
    until(page, "!document.querySelector('.lw-way')")
    assert shown(page) == ["first-tree", "drought", "frost"] and status(page).startswith("3 of 16 events shown.")


def test_paper_has_every_event(apart):
    page = apart()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown(page) == IN_ORDER


def test_what_cannot_be_loaded_is_said_and_its_links_stay(apart):
    page = apart(without=["background"])
    page.get_by_role("searchbox").fill("tree")
    until(page, "document.querySelector('[role=status]').textContent.includes('could not be loaded')")
    assert shown(page) == ["first-tree"]
    page.get_by_role("searchbox").fill("")
    assert page.locator(".lw-way").count() == 4


def test_the_told_story_comes_into_the_place_of_its_link(widget_page, real, tmp_path):
    figure = SiteTimeline(real, pages="../", told="told_steps").to_html()
    left, waiting = taken_out(figure, "index")
    body = "".join(f'<div data-lw-row="{row}">{held}</div>' for row, _, held in waiting["told"])
    (tmp_path / "index-told.html").write_text(f"<!doctype html>{body}", encoding="utf-8")
    page = widget_page(left.replace(" data-lw-patient", ""), NAME)
    page.get_by_role("link", name=re.compile("^The story told")).click()
    until(page, "document.querySelector('.lw-told.lw-live')")
    assert page.locator("[data-lw-step]:visible").count() == 1
    page.get_by_role("button", name="Next").click()
    assert page.locator("[data-lw-at]").inner_text().startswith("Step 2")
