"""The comparison where a site keeps apart the places that are not shown at first."""

from __future__ import annotations

import pytest

from livingwell_learning import PlaceComparison
from livingwell_learning.site.later import taken_out
from tests.waiting import until
from tests.widgets.place_comparison.by_hand import NAME, PLACES, marks, shown
from tests.widgets.readers import status


@pytest.fixture
def kept_apart(widget_page, tables, tmp_path):
    """Show the comparison as the book does: what waits of each place in a file of its own."""

    def show(places=("meadow", "orchard"), without=(), **context):
        widget = PlaceComparison(tables, places=list(places), pages="../", timeline="gardens/all")
        left, waiting = taken_out(widget.to_html(), "index")
        for name, parts in waiting.items():
            if name not in without:
                body = "".join(f'<div data-lw-row="{row}">{held}</div>' for row, _, held in parts)
                (tmp_path / f"index-{name}.html").write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
        return widget_page(left, NAME, **context)

    return show


def test_a_place_comes_when_it_is_chosen_and_stands_where_it_belongs(kept_apart, console_errors):
    page = kept_apart()
    assert page.locator("[data-lw-place=heath]").count() == page.locator("[data-lw-place=garden]").count() == 0
    page.get_by_role("checkbox", name="Gärten").check()
    until(page, "document.querySelectorAll('.lw-strip[data-lw-place=garden]').length === 1")
    rows = page.locator("dl").count()
    assert [place for place in shown(page) if place != "club"] == ["meadow", "garden", "orchard"] * rows
    assert shown(page, ".lw-strip") == ["meadow", "garden", "orchard", "club"]
    assert status(page).startswith("Side by side: Meadow, Gärten & Höfe and Orchard.")
    page.locator("select").select_option("opened")
    assert len(marks(page)["garden"]) == 4
    page.get_by_role("button", name="All places").click()
    until(page, "document.querySelectorAll('.lw-strip').length === 5")
    assert shown(page, ".lw-strip") == [*PLACES, "club"]
    ids = page.locator("[id]").evaluate_all("els => els.map(el => el.id)")
    assert len(ids) == len(set(ids)) and console_errors == []


def test_a_shared_link_brings_the_places_that_it_names(kept_apart):
    page = kept_apart(fragment="#compare=heath,garden&from=opened")
    until(page, "document.querySelectorAll('.lw-strip[data-lw-place=garden]').length === 1")
    assert shown(page, ".lw-strip") == ["heath", "garden", "club"]
    assert status(page).startswith("Side by side: Heath and Gärten & Höfe. Timelines in months")


def test_a_place_that_does_not_come_is_named_and_the_others_stay(kept_apart):
    page = kept_apart(without=["heath"])
    page.get_by_role("checkbox", name="Heath").check()
    until(page, "document.querySelector('[role=status]').textContent.includes('Not loaded')")
    assert "Not loaded, so not shown: Heath." in status(page)
    assert shown(page, ".lw-strip") == ["meadow", "orchard", "club"]


def test_a_list_of_events_opens_in_place_when_it_is_asked_for(kept_apart):
    page = kept_apart()
    link = page.get_by_role("link", name="Events: Orchard")
    assert link.get_attribute("href") == "index-orchard.html"
    link.press("Enter")
    listed = page.locator("#compare-events").get_by_role("link", name="A late frost")
    listed.wait_for()
    assert listed.is_visible() and page.evaluate("document.activeElement.textContent") == "Events: Orchard"
    page.locator("select").select_option("planted")
    assert "the step itself" in page.locator("#compare-events [data-lw-place=orchard]").inner_text()


def test_rows_change_places_with_what_is_chosen(kept_apart):
    page = kept_apart(["meadow"])
    titles = "#compare-facts > section > h3"
    assert page.locator(titles).all_inner_texts() == ["In short", "What the soil is like", "What grows", "What eats it"]
    bare = page.locator("#compare-facts > [data-lw-bare]")
    follows = "(said, at) => said.nextElementSibling.querySelector('h3').textContent"
    assert bare.is_visible() and bare.evaluate(follows) == "What grows"
    page.get_by_role("checkbox", name="Orchard").check()
    until(page, "document.querySelectorAll('.lw-strip[data-lw-place=orchard]').length === 1")
    assert bare.evaluate(follows) == "What eats it"


def test_without_scripts_each_name_leads_to_its_rows(kept_apart):
    page = kept_apart(java_script_enabled=False)
    page.locator("[data-lw-static]").get_by_role("link", name="Heath").click()
    assert page.url.endswith("index-heath.html")
    assert "Heather." in page.locator("body").inner_text()
