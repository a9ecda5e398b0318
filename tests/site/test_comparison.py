"""The page that puts places side by side, as the book has it."""

from __future__ import annotations

import re

import pytest

from livingwell_learning.data import load, read_values
from tests.accessibility import broken_rules, whole
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PHONE, settled

PAGE = "places/compare"
BOX = rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)"


def test_it_starts_from_two_places_that_have_something_for_every_kind_of_fact(open_page):
    page = settled(open_page(PAGE, **DESKTOP))
    shown = page.locator(".lw-strip:not(.lw-of-all)").evaluate_all("rows => rows.map(row => row.dataset.lwPlace)")
    tables = load(ROOT)
    kinds = set(read_values(tables, "place_facts", "kind"))
    assert len(shown) == 2
    for place in shown:
        name = tables.sites.set_index("id").loc[place, "name"]
        assert set(tables.place_facts[tables.place_facts.place == place].kind) == kinds
        assert name in page.locator("article > section > p", has_text="It begins with").inner_text()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_each_other_place_has_a_page_of_the_same_rows_without_scripts(open_page, device):
    page = open_page(PAGE, java_script_enabled=False, **device)
    page.locator("[data-lw-static]").get_by_role("link", name="Luton").click()
    assert page.url.endswith("places/compare-luton.html")
    assert page.locator("h1").inner_text().startswith("Luton, in the rows of")
    assert "Up to £100,000 a year for three years" in page.locator("main").inner_text()
    assert page.get_by_role("heading", name="Money", exact=True).count() == 1
    assert page.locator("#help").is_visible()
    assert page.get_by_role("link", name="Back to “").get_attribute("href") == "compare.html"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_a_page_of_what_waits_is_a_page_like_any_other(open_page):
    page = open_page("places/compare-luton", **DESKTOP)
    assert broken_rules(page) == [] and page.errors == [] and page.foreign == []
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert "" not in [title.strip() for title in page.locator("main :is(h1, h2, h3)").all_text_contents()]


def test_another_place_comes_into_its_rows(open_page):
    page = settled(open_page(PAGE, **DESKTOP))
    page.get_by_role("checkbox", name="York").check()
    page.locator(".lw-strip[data-lw-place=york]").wait_for()
    money = page.locator("#compare-money dl > [data-lw-place]:visible dt").all_inner_texts()
    assert money[-1] == "York" and len(money) == 3
    assert page.errors == [] and page.foreign == []
    assert broken_rules(page) == []


def test_on_paper_it_lies_on_its_side_and_wastes_no_sheet(open_page):
    page = whole(settled(open_page(PAGE, **DESKTOP)))
    page.wait_for_timeout(500)
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = [tuple(map(float, box)) for box in re.findall(BOX, pdf)]
    assert boxes and all(wide > high for wide, high in boxes), "every sheet lies on its side"
    assert len(boxes) <= 12, "two places and the help fill so many; with rows that never break they took 19"
    page.set_viewport_size({"width": 1009, "height": 692})
    page.emulate_media(media="print")
    picture = page.locator(".lw-picture").bounding_box()
    assert picture["y"] + picture["height"] <= 692, "the picture stands on the first sheet, under the title"
    sides = page.locator("#compare-money dl > div:visible").evaluate_all("els => els.map(el => el.offsetTop)")
    assert len(sides) == 2 and sides[0] == sides[1], "two places stand beside each other"
