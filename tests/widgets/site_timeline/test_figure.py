from __future__ import annotations

import gzip
import json
import re
from datetime import date, timedelta
from html import unescape
from itertools import pairwise

import pytest
import traitlets

from livingwell_learning import SiteTimeline
from livingwell_learning.data import parse_date
from livingwell_learning.widgets.site_timeline.grid import MOST, Columns
from livingwell_learning.widgets.site_timeline.picture import Axis, moment
from tests.conftest import ROOT
from tests.widgets.refusals import refused_at_first_and_later
from tests.widgets.site_timeline.made_up import EVENTS, made_up

FOLDER = ROOT / "livingwell_learning" / "widgets" / "site_timeline"


def listed(html):
    """The ids of the events in the list, year by year."""
    years = re.findall(r"<section[^>]*data-lw-of[^>]*><h(\d)>(\d+)</h\1>(.*?)</section>", html, re.S)
    return {int(year): re.findall(r'<li id="event-([^"]+)"', body) for _, year, body in years}


def entry(html, id):
    return html.split(f'<li id="event-{id}"')[1].split("</details>\n</li>")[0]


def row(html, place):
    return re.search(rf'<div class="lw-row[^"]*" data-lw-place="{place}"[^>]*>(.*?)</ol></div>', html, re.S)[1]


def cells(html, place):
    """What stands in each column of a row: the classes of its marks and the number of what is counted."""
    found = []
    for cell in re.findall(r"<li[^>]*>(.*?)</li>", row(html, place), re.S):
        marks = re.findall(r'<a class="lw-dot lw-tone-([^"]+)"', cell)
        found.append((marks, [int(n) for n in re.findall(r"</span>(\d+)</a>", cell)]))
    return found


def options(html):
    found = {}
    for name, body in re.findall(r'<fieldset data-lw-facet="(\w+)">(.*?)</fieldset>', html, re.S):
        found[name] = {v: int(n) for v, n in re.findall(r'value="([^"]+)">.*?<i[^>]*>(\d+)</i>', body)}
    return found


def test_events_stand_under_their_years_oldest_first_or_newest_first(tables):
    oldest = listed(SiteTimeline(tables).figure())
    assert list(oldest) == sorted(oldest)
    assert oldest[2012] == ["drought", "café"] and oldest[2014] == ["prize", "law"] and oldest[2015] == ["fair"]
    assert sum(map(len, oldest.values())) == len(EVENTS)
    newest = listed(SiteTimeline(tables, order="newest").figure())
    assert list(newest) == sorted(oldest, reverse=True)
    assert newest == {year: ids[::-1] for year, ids in oldest.items()}


def test_an_event_says_when_what_where_and_how_it_is_known(tables):
    html = entry(SiteTimeline(tables).figure(), "café")
    assert '<time datetime="2012-04-03">3 April 2012</time></span> A café opens</a></h3>' in html
    assert "A &lt;b&gt;note&lt;/b&gt;." in html and "<b>Sources differ:</b> A says 3, B says 4." in html
    assert "Our Own Work" in html and "Sun" in html and "Gärten &amp; Höfe" in html
    assert ">2 sources</summary>" in html and 'href="#event-café"' in html
    assert '<a href="https://a.example/diary?x=1&amp;y=2">Diary of a gardener</a>. The gardener, 2019.' in html
    assert '<a href="https://b.example/">Is it raining?</a> The weather house.' in html
    assert ">1 source</summary>" in entry(SiteTimeline(tables).figure(), "gate")
    assert "<li>A letter.</li>" in entry(SiteTimeline(tables).figure(), "gate")


def test_dates_that_were_inferred_are_told_by_words_and_by_a_hollow_mark(tables):
    html = SiteTimeline(tables).figure()
    assert '<span class="lw-inferred"><time datetime="2012">2012 (date inferred)</time></span>' in entry(
        html, "drought"
    )
    assert 'class="lw-inferred"' not in entry(html, "café")

    marks = dict(zip(range(2010, 2019), cells(html, "club"), strict=True))
    assert marks[2014] == (["2 lw-inferred"], [1]) and marks[2015] == ([], [])


def test_a_column_is_a_year_with_a_mark_for_an_event_and_a_number_for_the_background(tables):
    html = SiteTimeline(tables).figure()
    assert re.findall(r'<li data-lw-years="(\d+) \d+">', html) == [str(year) for year in range(2010, 2019)]
    assert cells(html, "garden")[:2] == [([], []), ([], [])]
    assert cells(html, "garden")[2:] == [(["1"], [1]), ([], []), ([], []), (["1"], []), (["1"], []), ([], []), ([], [])]
    assert cells(html, "meadow")[-1] == ([], [7])
    assert "<span>Meadow, 2018, Round about: 7 events</span>7</a>" in row(html, "meadow")
    assert 'href="#event-visit-1"' in row(html, "meadow")


def test_a_mark_is_a_link_with_its_date_and_title(tables):
    garden = row(SiteTimeline(tables).figure(), "garden")
    mark, tip = '<svg viewBox="-12 -12 24 24" aria-hidden="true"><circle r="4.5"/></svg>', "3 April 2012: A café opens"
    assert f'<a class="lw-dot lw-tone-1" href="#event-café">{mark}<span>{tip}</span></a>' in garden


def test_what_lies_before_the_columns_is_a_link_of_its_own(tables):
    assert '<a href="#event-first-tree">1 before 2010</a>' in row(SiteTimeline(tables).figure(), "orchard")


def test_each_place_names_its_steps(real):
    html = SiteTimeline(real).figure()
    steps = dict(re.findall(r'<a href="#event-([^"]+)">\d{4} <b>([^<]+)</b></a>', row(html, "salford")))
    assert steps == {
        "salford-2018-named": "Began",
        "salford-2018-design-team": "Design began",
        "salford-2021-citywide": "Whole place",
    }
    for event in steps:
        assert re.search(rf'<a class="lw-dot [^"]*lw-step" href="#event-{event}"', row(html, "salford"))
    named = sum(html.count(f"<b>{label}</b></a>") for label in ("Began", "Design began", "First team", "Whole place"))
    assert named == len(real.milestones)


def test_the_picture_keeps_to_the_years_asked_for(tables):
    html = SiteTimeline(tables, years=[2013, 2015]).figure()
    assert re.findall(r'<li data-lw-years="(\d+) \d+">', html) == ["2013", "2014", "2015"]


@pytest.mark.parametrize("years", [[], [2014], [2010, 2025], [1, 9999], [1971, *[2012] * 9, 2025]])
def test_columns_hold_every_year_and_fit_a_phone(years):
    columns = Columns.over(years)
    assert 1 <= columns.count <= MOST
    for year in years:
        at = columns.at(year)
        assert at < columns.count
        if at >= 0:
            first, last = columns.years(at)
            assert first <= year <= last


def test_an_interval_has_two_times(tables):
    html = entry(SiteTimeline(tables).figure(), "fair")
    assert '<time datetime="2015">2015</time> to <time datetime="2016">2016</time>' in html


@pytest.mark.parametrize("level", [2, 5])
def test_headings_have_the_level_asked_for(tables, level):
    html = SiteTimeline(tables, heading_level=level).figure()
    assert f"<h{level}>2012</h{level}>" in html and html.count(f"</h{level + 1}>") == len(EVENTS)


def test_counts_of_the_options_are_those_of_the_table(tables):
    events = tables.events
    found = options(SiteTimeline(tables).figure())
    assert found["themes"] == {**events.theme.value_counts().to_dict(), "wind": 0}
    assert found["strands"] == events.strand.value_counts().to_dict()
    assert found["places"] == {**events.places.explode().value_counts().to_dict(), "heath": 0}


def test_events_of_the_whole_programme_never_count_for_a_place(tables):
    html = SiteTimeline(tables, place="orchard").figure()
    assert re.findall(r'<li id="event-([^"]+)"', html) == ["first-tree", "drought", "frost", "prize", "law"]
    assert "<b>Orchard</b> <i>3</i>" in html and "<b>The whole club</b> <i>2</i>" in html
    assert "All 5 events: 3 events in Orchard and 2 of “The whole club”, 1975 to 2017." in html
    assert re.findall(r'<li id="event-([^"]+)" class="lw-strand lw-tone-\d lw-of-all"', html) == ["prize", "law"]
    assert 'class="lw-row lw-of-all" data-lw-place="club"' in html
    assert 'class="lw-row" data-lw-place="orchard"' in html


def test_what_is_not_recorded_is_said(tables):
    everywhere = SiteTimeline(tables).figure()
    assert "<b>Heath</b> <i>not recorded</i>" in everywhere
    assert "in 4 places and 2 of “The whole club”, 1975 to 2018. Not recorded: Heath.</p>" in everywhere
    assert "Heath not recorded" in re.search(r'role="group" aria-label="([^"]+)"', everywhere)[1]
    # The programme has an event on sun; the orchard itself has none.
    assert "Not recorded in Orchard: Sun and Wind." in SiteTimeline(tables, place="orchard").figure()
    assert "<b>Heath</b> <i>not recorded</i>" in SiteTimeline(tables, place="heath").figure()


def test_the_picture_is_described_with_its_counts(tables):
    words = unescape(re.search(r'role="group" aria-label="([^"]+)"', SiteTimeline(tables).figure())[1])
    assert words == (
        "Timeline 1975 to 2018, a mark or a number for events: Heath not recorded, Meadow 9, Gärten & Höfe 4, "
        "Orchard 3, The whole club 2. The list below has everything."
    )


def test_names_of_strands_and_themes_come_from_the_description(tables, tmp_path):
    html = SiteTimeline(tables).figure()
    assert "<legend>Kind of work</legend>" in html and "<legend>Subject</legend>" in html
    assert "<b>Our Own Work</b>" in html and "<b>Round about</b>" in html
    bare = tmp_path / "bare"
    bare.mkdir()
    plain = SiteTimeline(made_up(bare, strand={}, theme={})).figure()
    assert "<legend>Strand</legend>" in plain and "<b>Own work</b>" in plain


@pytest.mark.parametrize("place", ["ochard", "club", "", 3])
def test_an_unknown_place_is_refused_with_the_known_ones(tables, place):
    with pytest.raises(
        ValueError, match=r"no place in the table sites.*Use one of heath, meadow, garden, orchard"
    ) as error:
        SiteTimeline(tables, place=place)
    assert repr(place) in str(error.value)
    assert ("Did you mean 'orchard'?" in str(error.value)) is (place == "ochard")


@pytest.mark.parametrize(
    ("traits", "rule"),
    [
        ({"places": ["orchid"]}, "places holds 'orchid'.*Use some of heath"),
        ({"themes": ["sea"]}, "themes holds 'sea'.*Use some of seed, water, sun, wind"),
        ({"strands": ["mine"]}, "strands holds 'mine'.*Use some of own-work"),
        ({"selected": "drougt"}, "selected is 'drougt'.*Did you mean 'drought'"),
        ({"years": [2019]}, "years is \\[2019\\].*first and the last year"),
        ({"years": [2019, 2012]}, "years is \\[2019, 2012\\]"),
        ({"order": "best"}, "order.*oldest.*newest"),
    ],
)
def test_a_value_that_the_figure_does_not_have_is_refused(tables, traits, rule):
    refused_at_first_and_later(lambda **given: SiteTimeline(tables, **given), traits, rule)


def test_arguments_are_checked(tables):
    with pytest.raises(TypeError, match=r"does not know 'plaice'.*place"):
        SiteTimeline(tables, plaice="orchard")
    with pytest.raises(ValueError, match="heading_level is 6"):
        SiteTimeline(tables, heading_level=6)
    with pytest.raises(traitlets.TraitError, match="meadow"):
        SiteTimeline(tables, place="orchard", places=["meadow"])


def test_the_state_holds_the_traits_and_no_event(tables):
    html = SiteTimeline(tables, themes=["sun"], query="a").to_html()
    state = json.loads(re.search(r"data-lw-state>(.*?)</script>", html)[1])
    assert state == {
        "order": "oldest",
        "places": [],
        "query": "a",
        "selected": "",
        "strands": [],
        "themes": ["sun"],
        "years": [],
    }


@pytest.mark.parametrize("years", [[2014, 2019], [1971] + list(range(2010, 2026)) * 3, [2020], [1990, 2020], []])
def test_the_axis_runs_forward_inside_the_picture(years):
    axis = Axis.over(years)
    first = date(min(years, default=2000), 1, 1)
    days = [first + timedelta(days=37 * n) for n in range((max(years, default=2000) + 1 - first.year) * 9)]
    places = [axis.x(moment(day)) for day in days]
    assert all(a <= b for a, b in pairwise(places)) and places[0] >= 0 and places[-1] <= 100
    ticks = axis.ticks
    assert len(ticks) <= 8 and all(0 <= x <= 100 for _, x in ticks)
    assert all(a[1] + 9 < b[1] for a, b in pairwise(ticks))
    if len(years) > 20:
        assert axis.bend == 2010
        assert axis.x(2020) - axis.x(2015) > 3 * (axis.x(1980) - axis.x(1975))


def test_every_real_event_has_its_mark_or_its_number_in_each_of_its_places(real):
    html = SiteTimeline(real).figure()
    for place in real.sites.id:
        here = cells(html, place)
        early = re.search(r">(\d+) before \d+</a>", row(html, place))
        shown = sum(len(marks) + sum(numbers) for marks, numbers in here) + int(early[1] if early else 0)
        assert shown == sum(place in places for places in real.events.places), place


def test_what_is_asked_for_in_python_is_filtered_without_scripts(tables):
    def shown(html):
        return re.findall(r'<li id="event-([^"]+)"(?![^>]* hidden>)', html)

    html = SiteTimeline(tables, themes=["seed"]).figure()
    assert shown(html) == ["first-tree", "frost"] and "2 of 16 events shown." in html
    assert [int(year) for year in re.findall(r"<section[^>]*(?<! hidden)><h2>(\d+)", html)] == [1975, 2017]
    assert 'value="seed" checked' in html and html.count("<i>no match</i>") == 3 and "shows some of the events" in html
    assert len(re.findall(r'<a class="lw-dot[^>]* hidden>', row(html, "orchard"))) == 1
    assert options(html)["places"]["orchard"] == 2 and options(html)["themes"]["sun"] == 11
    assert shown(SiteTimeline(tables, places=["garden"], query="cafe").figure()) == ["café"]
    none = SiteTimeline(tables, query="zebra").figure()
    assert shown(none) == [] and "0 of 16 events shown. No event matches. Not recorded: Heath.</p>" in none


def test_an_event_that_no_filter_hits_is_not_called_unrecorded(tables):
    html = SiteTimeline(tables, places=["meadow", "orchard"], themes=["seed"]).figure()
    assert "2 of 16 events shown. No event matches in Meadow.</p>" in html
    assert "Meadow no match, Orchard 2." in re.search(r'role="group" aria-label="([^"]+)"', html)[1]


def test_all_real_events_are_there_once_and_in_order(real):
    html = SiteTimeline(real).figure()
    ids = [id for year in listed(html).values() for id in year]
    assert sorted(ids) == sorted(real.events.id) and len(ids) == len(set(re.findall(r' id="(event-[^"]+)"', html)))
    dates = dict(zip(real.events.id, map(parse_date, real.events.date), strict=True))
    assert [dates[id] for id in ids] == sorted(dates.values())
    sources = re.findall(r"<details class=\"lw-known\">.*?</details>", html, re.S)
    assert sum(each.count("<li>") for each in sources) == real.events.sources.map(len).sum()
    machine = re.findall(r'<time datetime="([^"]*)"', html)
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", text) for text in machine)


def test_the_library_names_no_place_of_the_book(real):
    code = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file()).lower()
    places = real.sites[real.sites.kind != "programme"]
    words = {*places.id, *places.name.str.lower(), *real.events.strand} - {"programme"}
    assert [word for word in sorted(words) if word in code] == []


def test_the_timeline_is_light(real):
    def weight(text):
        return len(gzip.compress(text.encode(), 6))

    assert weight(SiteTimeline(real).to_html()) <= 45_000
    module = (FOLDER / "site_timeline.mjs").read_text(encoding="utf-8")
    assert weight(module) <= 5_000 and module.count("\n") < 300
    assert weight((FOLDER / "site_timeline.css").read_text(encoding="utf-8")) <= 3_000
