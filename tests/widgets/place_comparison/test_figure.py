from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning import PlaceComparison, load
from livingwell_learning.data import parse_date
from livingwell_learning.widgets.place_comparison.months import since
from livingwell_learning.widgets.place_comparison.rows import Row, those_with_something_first
from tests.conftest import ROOT
from tests.widgets.place_comparison.made_up import KINDS, STEPS, made_up
from tests.widgets.refusals import refused_at_first_and_later

FOLDER = ROOT / "livingwell_learning" / "widgets" / "place_comparison"
WORDS = {"reach", "design", "people", "hard", "since", "money"}
"""Kinds of fact that are words of English or of JavaScript, too."""
PLACES = ["heath", "meadow", "garden", "orchard"]
ROW = r'<h3>([^<]+)</h3>\s*(?:<p class="lw-means">[^<]*</p>\s*)?<dl[^>]*>(.*?)</dl>'


def plain(html):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))).strip()


def rows(html):
    """The cells of each row, by the heading of the row and the id of the place."""
    found = {}
    for heading, body in re.findall(
        r'<h3>([^<]+)</h3>\s*(?:<p class="lw-means">[^<]*</p>\s*)?<dl[^>]*>(.*?)</dl>', html, re.S
    ):
        parts = re.split(r'<div data-lw-place="([\w-]+)"', body)[1:]
        found[unescape(heading)] = dict(zip(parts[::2], parts[1::2], strict=True))
    return found


def strip(html, place):
    return re.search(rf'<div class="lw-strip[^>]*data-lw-place="{place}".*?</div></div>', html, re.S)[0]


@pytest.mark.parametrize(
    ("date", "step", "words"),
    [
        ("2019-11", "2018-09-21", "14 months after"),
        ("2018-10", "2018-09", "1 month after"),
        ("2018-09-01", "2018-09-30", "the same month"),
        ("2017-08", "2018-09", "13 months before"),
        ("2019", "2018-09", "4 to 15 months after"),
        ("2017", "2018-09", "9 to 20 months before"),
        ("2018", "2018-09", "8 months before to 3 months after"),
        ("2018", "2018-01", "up to 11 months after"),
        ("2018", "2018-12", "up to 11 months before"),
        ("2018/2019", "2017-12", "1 to 24 months after"),
        ("2018-10?", "2018-09", "1 month after (date inferred)"),
        ("2018-10", "2018~", "about 2 months before to 9 months after"),
        ("2019-10%", "2018-09", "about 13 months after (date inferred)"),
    ],
)
def test_months_are_said_with_no_more_certainty_than_the_dates(date, step, words):
    assert since(parse_date(date), parse_date(step)) == words


@st.composite
def dates(draw):
    year, month = draw(st.integers(1990, 2030)), draw(st.integers(1, 12))
    return draw(
        st.sampled_from([f"{year}", f"{year}?", f"{year}-{month:02}", f"{year}-{month:02}-05", f"{year}/{year + 1}"])
    )


@given(dates(), dates())
def test_a_range_of_months_holds_every_distance_that_can_be_and_no_other(one, other):
    date, step = parse_date(one), parse_date(other)

    def covered(d):
        return range(d.start.year * 12 + d.start.month, d.end.year * 12 + d.end.month + 1)

    gaps = [a - b for a in covered(date) for b in covered(step)]
    words = since(date, step)
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    ends = {abs(min(gaps)), abs(max(gaps))}
    assert set(numbers) | ({0} if "up to" in words or "same" in words else set()) == ends
    assert ("before" in words) == (min(gaps) < 0) and ("after" in words) == (max(gaps) > 0)
    assert ("inferred" in words) == ("?" in one + other)


def test_every_row_asks_every_place_alike_in_the_order_of_the_table(tables):
    found = rows(PlaceComparison(tables, places=["orchard", "meadow"]).figure())
    assert list(found) == [*STEPS.values(), "In short", *KINDS.values()]
    for heading, cells in found.items():
        assert [place for place in cells if place != "club"] == PLACES, heading
    assert plain(found["What eats it"]["meadow"]).endswith("Meadow not recorded")
    assert plain(found["What grows"]["heath"]).endswith("Heath not recorded")
    assert "not recorded" not in found["What grows"]["orchard"]


def test_rows_with_something_for_the_places_stand_first():
    rows_of = [Row("a", "A", {"heath": [1]}), Row("b", "B", {"meadow": [1]}), Row("c", "C", {"heath": [1], "x": [2]})]
    ordered, bare = those_with_something_first(rows_of, ["meadow"])
    assert ([row.id for row in ordered], bare) == (["b", "a", "c"], ["a", "c"])
    ordered, bare = those_with_something_first(rows_of, ["heath", "meadow"])
    assert ([row.id for row in ordered], bare) == (["a", "b", "c"], [])


def test_rows_without_anything_come_last_under_a_sentence_that_says_so(tables):
    html = PlaceComparison(tables, places=["orchard"]).figure()
    assert list(rows(html)) == ["The first planting", "The gate opened", "The harvest was shared", "In short",
                                "What the soil is like", "What grows", "What eats it"]  # fmt: skip
    bare = [html.index(found.group()) for found in re.finditer(r"<p[^>]*data-lw-bare>", html)]
    assert len(bare) == 2
    assert html.index("<h3>The first planting") < bare[0] < html.index("<h3>The gate opened")
    assert html.rindex("<h3>What grows") < html.rindex("data-lw-bare>") < html.rindex("<h3>What eats it")


def test_every_row_of_the_book_says_what_it_means(real):
    html = PlaceComparison(real).figure()
    headings = html.count("</h3>") - html.count("<h3>In short")
    assert html.count('<p class="lw-means">') == headings == 12


def test_a_fact_says_when_how_near_and_how_it_is_known(tables):
    cell = rows(PlaceComparison(tables).figure())["What the soil is like"]["meadow"]
    facts = re.findall(r'<dd class="lw-strand lw-tone-(\d)">(.*?)</dd>', cell, re.S)
    assert [tone for tone, _ in facts] == ["1", "2", "3"]
    assert [plain(re.search(r'<p class="lw-tags">(.*?)</p>', fact)[1]) for _, fact in facts] == [
        "Our Own Work",
        "Shared by all",
        "Round about",
    ]
    flood = facts[2][1]
    assert "<b>Every spring:</b> The river floods it." in flood and "Not in &lt;b&gt;2012&lt;/b&gt;." in flood
    assert ">2 sources</summary>" in flood and '<a href="https://b.example/">Is it raining?</a>' in flood
    assert "<li>A letter.</li>" in flood
    assert ">1 source</summary>" in facts[0][1] and facts[0][1].count("<b>") == 1


def test_what_is_said_in_short_keeps_its_gaps(tables):
    cells = rows(PlaceComparison(tables).figure())["In short"]
    assert "Meadow Long grass.Called: Long-Meadow Kind: grower 1 source" in plain(cells["meadow"])
    assert "Apples & pears.Called: not recorded" in plain(cells["orchard"])


def test_steps_have_dates_as_uncertain_as_they_are_and_count_from_the_first(tables):
    found = rows(PlaceComparison(tables).figure())
    first, opened = found["The first planting"], found["The gate opened"]
    assert "1975 The first tree" in plain(first["orchard"]) and "Only the year is told." in first["orchard"]
    assert '<span class="lw-inferred"><time datetime="2012">2012 (date inferred)</time></span>' in first["garden"]
    assert "not recorded" in first["heath"] and "not recorded" in opened["orchard"]
    assert '<p class="lw-ago"></p>' in first["garden"]
    assert '<p class="lw-ago">56 months after</p>' in opened["meadow"]
    assert '<p class="lw-ago">8 months before to 3 months after (date inferred)</p>' in opened["garden"]
    assert 'data-lw-since="planted 56 months after|shared ' in opened["meadow"]


def test_the_whole_programme_stands_apart_and_fills_no_gap(tables):
    html = PlaceComparison(tables).figure()
    assert [place for heading, cells in rows(html).items() for place in cells if place == "club"] == ["club"]
    assert "The club keeps the seeds." in rows(html)["What grows"]["club"]
    assert "The club" not in rows(html)["What grows"]["heath"]
    assert 'value="club"' not in html
    assert re.search(r'<div class="lw-strip lw-of-all" data-lw-place="club"', html)
    events = html.split('id="compare-events"')[1]
    lists = dict(re.findall(r"<summary[^>]*>Events: ([^<]+)</summary>\s*<ol role=\"list\">(.*?)</ol>", events, re.S))
    assert {name: body.count("<li") for name, body in lists.items()} == {
        "Meadow": 9,
        "Gärten &amp; Höfe": 4,
        "Orchard": 3,
        "The whole club": 2,
    }
    assert not re.search(r"A prize|A law", "".join(body for name, body in lists.items() if "club" not in name))


def test_the_picture_keeps_own_work_above_the_surroundings(tables):
    html = PlaceComparison(tables).figure()
    bands = [
        re.findall(r'class="lw-mark lw-tone-(\d)', band) for band in strip(html, "orchard").split("<svg height=")[1:]
    ]
    assert bands == [["1"], ["3", "3"]]
    assert strip(html, "heath").count("<svg height=") == 0 and "not recorded" in strip(html, "heath")
    assert re.findall(r'class="lw-mark lw-tone-(\d lw-inferred)"', strip(html, "garden")) == ["3 lw-inferred"]
    assert len(re.findall(r"<svg class=\"lw-mark lw-tone-3", strip(html, "meadow"))) == 7
    words = unescape(re.search(r'role="img" aria-label="([^"]+)"', html)[1])
    assert words == (
        "Timelines on one scale of years, 1975 to 2018: Heath not recorded, Meadow 2013 to 2018, "
        "Gärten & Höfe 2012 to 2016, Orchard 1975 to 2017, The whole club 2014. "
        "The lists of events below have everything."
    )


def test_pages_and_events_are_linked_where_the_page_says_where_they_are(tables):
    html = PlaceComparison(tables, pages="../", timeline="gardens/all").figure()
    assert html.count('href="../gardens/meadow.html"') == 2 and "../gardens/club.html" not in html
    assert '<a href="../gardens/all.html#event-gate">A gate is mended</a>' in html
    bare = PlaceComparison(tables).figure()
    assert set(re.findall(r'href="([^"]*)"', bare)) <= {
        *(f"#compare-{part}" for part in ("timelines", "steps", "facts", "events", *KINDS)),
        "https://a.example/diary?x=1&amp;y=2",
        "https://b.example/",
        "",  # the page itself, until a reader chooses
    }
    assert all(f'id="{part[1:]}"' in bare for part in re.findall(r'href="(#[^"]*)"', bare))


@pytest.mark.parametrize("level", [2, 5])
def test_headings_have_the_level_asked_for(tables, level):
    html = PlaceComparison(tables, heading_level=level).figure()
    assert html.count(f"</h{level}>") == 4 and html.count(f"</h{level + 1}>") == len(KINDS) + len(STEPS) + 1


@pytest.mark.parametrize(
    ("traits", "rule"),
    [
        ({"places": ["orchid"]}, "places holds 'orchid'.*Did you mean 'orchard'.*Use some of heath, meadow, garden"),
        ({"places": ["meadow", "club"]}, "places holds 'club'"),
        ({"align": "open"}, "align is 'open'.*Use one of calendar, planted, opened, shared"),
        ({"align": ""}, "align is ''"),
    ],
)
def test_a_value_that_the_figure_does_not_have_is_refused(tables, traits, rule):
    refused_at_first_and_later(lambda **given: PlaceComparison(tables, **given), traits, rule)


def test_arguments_are_checked(tables):
    with pytest.raises(TypeError, match=r"does not know 'place'.*pages.*timeline.*heading_level.*align.*places"):
        PlaceComparison(tables, place="orchard")
    with pytest.raises(ValueError, match="heading_level is 6"):
        PlaceComparison(tables, heading_level=6)
    with pytest.raises(ValueError, match="pages is not given"):
        PlaceComparison(tables, timeline="gardens/all")


def test_the_state_holds_the_choice_and_no_fact(tables):
    html = PlaceComparison(tables, places=["meadow", "orchard"], align="opened").to_html()
    state = json.loads(re.search(r"data-lw-state>(.*?)</script>", html)[1])
    assert state == {"align": "opened", "places": ["meadow", "orchard"]}
    assert set(re.findall(r'data-lw-place="(\w+)" class="lw-off"', html)) == {"heath", "garden"}
    assert re.findall(r'value="(\w+)" checked', html) == ["meadow", "orchard"]
    assert '<option value="opened" selected>' in html
    assert "lw-off" not in re.findall(r'class="([^"]+)"', PlaceComparison(tables).to_html())


def test_tables_without_facts_or_steps_still_make_a_figure(tmp_path):
    tables = made_up(tmp_path)
    for name in ("place_facts", "milestones"):
        path = tmp_path / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    html = PlaceComparison(load(tables.folder)).figure()
    assert html.count('<dd class="lw-none">not recorded</dd>') == (len(KINDS) + len(STEPS)) * len(PLACES) + 1


def test_all_real_facts_are_there_once(real):
    html = PlaceComparison(real, pages="../", timeline="places/timeline").figure()
    text = plain(html)
    assert [fact for fact in real.place_facts.text if text.count(" ".join(fact.split())) < 1] == []
    assert html.count('<p class="lw-tags">') == len(real.place_facts)
    places = real.sites[real.sites.kind != "programme"].id
    listed = sum(place in event for place in real.sites.id for event in real.events.places)
    assert html.count('<li class="lw-strand') == listed
    for cells in rows(html).values():
        assert [place for place in cells if place != "programme"] == list(places)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_library_names_no_place_of_the_book(real):
    code = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file()).lower()
    places = real.sites[real.sites.kind != "programme"]
    strands = set(real.events.strand) - {"programme", "surroundings"}
    words = {*places.id, *places.name.str.lower(), *strands, *real.milestones.milestone, *real.place_facts.kind} - WORDS
    assert [word for word in sorted(words) if re.search(rf"\b{re.escape(word)}\b", code)] == []


def test_the_comparison_is_light(real):
    def weight(text):
        return len(gzip.compress(text.encode(), 6))

    figure = PlaceComparison(real, pages="../", timeline="places/timeline").to_html()
    module = (FOLDER / "place_comparison.mjs").read_text(encoding="utf-8")
    style = (FOLDER / "place_comparison.css").read_text(encoding="utf-8")
    assert weight(figure) <= 42_000
    assert weight(module) <= 6_000 and module.count("\n") <= 300
    assert weight(style) <= 3_000
