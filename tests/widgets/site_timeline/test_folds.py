"""A place's own events stand openly; all others are folded behind their count, and open where they are wanted."""

from __future__ import annotations

import re

import pytest

from livingwell_learning import SiteTimeline
from tests.waiting import until
from tests.widgets.readers import give
from tests.widgets.site_timeline.by_hand import NAME, shown
from tests.widgets.site_timeline.made_up import STRANDS, made_up

FOLD = re.compile(r'<details class="lw-fold"[^>]*><summary[^>]*>([^<]+)</summary>(.*?)</section>\n</details>', re.S)


def folds(html):
    return {words: re.findall(r'<li id="event-([^"]+)"', body) for words, body in FOLD.findall(html)}


def test_own_events_stand_openly_and_all_others_behind_their_counts(tables):
    html = SiteTimeline(tables, place="orchard").figure()
    assert folds(html) == {
        "2 events: Round about": ["drought", "frost"],
        "2 events: The whole club": ["prize", "law"],
    }
    assert re.findall(r'<li id="event-([^"]+)"', FOLD.sub("", html)) == ["first-tree"]
    newest = SiteTimeline(tables, place="orchard", order="newest").figure()
    assert list(folds(newest).values()) == [["frost", "drought"], ["law", "prize"]]


def test_nothing_is_folded_where_no_place_stands_alone(tables):
    assert "lw-fold" not in SiteTimeline(tables).figure()


def test_what_a_fold_is_called_is_data(tmp_path):
    forms = {"one": "{count} thing in the valley", "other": "{count} things in the valley"}
    last = {"value": "round-about", "label": "Round about", "folded": forms}
    tables = made_up(tmp_path, strand={"categories": [*STRANDS[:2], last]})
    assert list(folds(SiteTimeline(tables, place="garden").figure())) == [
        "1 thing in the valley",
        "2 events: The whole club",
    ]


def test_what_counts_for_no_one_place_stands_on_the_timeline_of_all_places_where_there_is_one(tables, real):
    html = SiteTimeline(tables, place="orchard", pages="../", timeline="gardens/all").figure()
    assert list(folds(html)) == ["2 events: Round about"] and "All 3 events: 3 events in Orchard," in html
    assert '<p class="lw-there"><a href="../gardens/all.html?places=club">2 events: The whole club</a></p>' in html
    assert 'data-lw-place="club"' not in html and 'data-lw-facet="places"' not in html
    html = SiteTimeline(real, place="luton", pages="../", timeline="places/timeline").figure()
    of_all = sum("programme" in places for places in real.events["places"])
    assert f'?places=programme">{of_all} events of the whole programme</a>' in html


def test_a_figure_without_places_to_choose_from_searches_and_filters(widget_page, tables, console_errors):
    figure = SiteTimeline(tables, place="orchard", pages="../", timeline="gardens/all", heading_level=3)
    page = widget_page(figure.to_html(), NAME)
    page.get_by_role("searchbox").fill("frost")
    assert shown(page) == ["frost"]
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Filter by subject or kind of work").click()
    page.get_by_role("checkbox", name="Water").check()
    assert shown(page) == ["drought"]
    assert console_errors == []


def test_the_book_counts_what_each_place_folds(real):
    for place in ("edinburgh", "trieste", "luton"):
        html = SiteTimeline(real, place=place).figure()
        own = [e["id"] for e in real.events.to_dict("records") if place in e["places"] and e["strand"] == "living-well"]
        assert re.findall(r'<li id="event-([^"]+)"', FOLD.sub("", html)) == own
        here = [e for e in real.events.to_dict("records") if place in e["places"] and e["strand"] == "surroundings"]
        of_all = [e for e in real.events.to_dict("records") if "programme" in e["places"]]
        said = [f"{len(here)} events in the background", f"{len(of_all)} events of the whole programme"]
        assert list(folds(html)) == said
        assert "lw-fold" in html and " open" not in re.findall(r'<details class="lw-fold"[^>]*>', html)[0]


def test_a_fold_is_open_where_python_asks_for_what_it_holds(tables):
    html = SiteTimeline(tables, place="orchard", query="frost").figure()
    assert re.findall(r'<details class="lw-fold"[^>]*>', html) == [
        '<details class="lw-fold" data-lw-group open>',
        '<details class="lw-fold" data-lw-group>',
    ]


def test_folds_open_by_a_press_and_without_scripts(open_page):
    page = open_page("orchard", java_script_enabled=False)
    assert shown(page) == ["first-tree"]
    page.get_by_text("2 events: Round about").click()
    assert shown(page) == ["first-tree", "drought", "frost"]


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_inside_opens_the_fold(open_page, scripts):
    page = open_page("orchard", fragment="#event-law", java_script_enabled=scripts)
    page.wait_for_function("document.querySelector('#event-law').closest('details').open") if scripts else None
    assert page.locator("#event-law").is_visible() and not page.locator("#event-frost").is_visible()
    assert page.locator("#event-law").bounding_box()["y"] < 900


def test_a_search_opens_what_holds_its_finds_and_gives_back_what_a_reader_had_left(open_page):
    page = open_page("orchard")
    page.get_by_text("2 events: The whole club").click()
    page.get_by_role("searchbox").fill("frost")
    assert shown(page) == ["frost"] and not page.get_by_text("2 events: The whole club").is_visible()
    page.get_by_role("searchbox").fill("")
    assert shown(page) == ["first-tree", "prize", "law"]
    give(page, selected="drought")
    until(page, "document.querySelector('#event-drought').closest('details').open")
    give(page, order="newest")
    assert shown(page) == ["first-tree", "frost", "drought", "law", "prize"]


def test_on_paper_folds_lie_open_under_their_counts(open_page):
    page = open_page("orchard")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown(page) == ["first-tree", "drought", "frost", "prize", "law"]
    assert page.get_by_text("2 events: Round about").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown(page) == ["first-tree"]
