from __future__ import annotations

import csv
import io
import re
from base64 import b64decode
from codecs import BOM_UTF8
from html.parser import HTMLParser
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from livingwell_learning.charts import figure
from livingwell_learning.data import Source

SOURCE = Source(
    key="a", title="A <b>report</b>", author="Someone", publisher="A publisher", date="2020",
    url="https://example.org/?a=1&b=2", accessed="2026-11-23", note="",
)  # fmt: skip
TABLE = pd.DataFrame({"Year": [2000, 2012], "Body": ["One, first", 'Two "quoted" <i>']})


def parts(**changes):
    chart = alt.Chart(TABLE).mark_circle().encode(x="Year:Q", y="Body:N", color="Body:N")
    given = {
        "title": "Two bodies since 2000", "description": "Two dots on a line of years.", "sources": [SOURCE],
        "table": TABLE, "name": "bodies",
    }  # fmt: skip
    return chart, {**given, **changes}


def made(**changes):
    chart, given = parts(**changes)
    return figure(chart, **given)


@pytest.mark.parametrize("part", ["title", "description", "sources", "table"])
def test_no_part_can_be_left_out(part):
    chart, given = parts()
    without = {key: value for key, value in given.items() if key != part}
    with pytest.raises(TypeError, match=part):
        figure(chart, **without)
    empty = {"title": "", "description": "", "sources": [], "table": TABLE.iloc[:0]}[part]
    with pytest.raises(ValueError, match=f"'bodies' has no {part}"):
        made(**{part: empty})


def test_a_name_that_cannot_be_an_id_is_refused():
    with pytest.raises(ValueError, match="'My Bodies' is not made of"):
        made(name="My Bodies")


def test_the_figure_carries_title_description_source_and_table():
    html = made(note="Counted by hand.").to_html()
    assert '<figcaption id="figure-bodies-title">Two bodies since 2000</figcaption>' in html
    assert 'aria-describedby="figure-bodies-text"' in html
    assert "Two dots on a line of years." in html
    assert "Counted by hand." in html
    assert "A &lt;b&gt;report&lt;/b&gt;" in html
    assert "<td>Two &#34;quoted&#34; &lt;i&gt;</td>" in html
    assert html.count("<tr>") == 1 + len(TABLE)


def test_the_download_is_the_table():
    html = made().to_html()
    address = re.search(r'download="bodies\.csv" href="data:text/csv;charset=utf-8;base64,([^"]*)"', html).group(1)
    raw = b64decode(address)
    assert raw.startswith(BOM_UTF8)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows == [["Year", "Body"], ["2000", "One, first"], ["2012", 'Two "quoted" <i>']]


def test_the_drawing_takes_its_colours_from_the_page_and_hides_from_screen_readers():
    svg = made().to_svg()
    assert svg.startswith('<svg aria-hidden="true"')
    assert "var(--lw-ink" in svg
    assert set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+|black|white|steelblue)"', svg)) == set()


def test_ids_are_unique_when_a_page_holds_two_figures():
    class Ids(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for name, value in attrs if name == "id")

    found = []
    Ids().feed(made().to_html() + made(name="other").to_html())
    assert len(found) == len(set(found)) > 4


def test_the_drawing_fits_its_width():
    for width in (300, 640):
        assert re.search(rf'width="{width}"', made().to_svg(width))


def test_missing_values_are_empty_cells():
    table = pd.DataFrame({"Year": [2000, 2012], "Days": [14.0, None]})
    chart = alt.Chart(table).mark_point().encode(x="Year:Q", y="Days:Q")
    html = figure(chart, title="t", description="d", sources=[SOURCE], table=table, name="n").to_html()
    assert "<td></td>" in html
    assert "nan" not in html.lower()


def test_it_is_plain_text_and_brings_its_style_to_other_pages(context_of):
    html = made()._repr_html_()
    assert type(html) is str and type(made().to_html()) is str and "<style" not in made().to_html()
    for width, shown in ((1000, "wide"), (390, "narrow")):
        page = context_of(viewport={"width": width, "height": 800}).new_page()
        page.set_content(f"<!doctype html><title>Bare</title><body style='background:black;color:white'>{html}")
        seen = page.locator(".lw-chart > div").evaluate_all(
            "all => all.filter(e => e.offsetParent).map(e => e.className)"
        )
        assert seen == [f"lw-{shown}"]
        ground = page.locator(".lw-guest").evaluate("e => getComputedStyle(e).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "normal"
        page.close()


def test_two_figures_of_one_name_keep_their_ids_and_titles_apart():
    one, other = (made(title=title, name="twins")._repr_html_() for title in ("The first", "The second"))
    ids = [re.findall(r'\bid="([^"]+)"', html) for html in (one, other)]
    assert ids[0] and not set(ids[0]) & set(ids[1])
    named = re.search(r'role="img" aria-labelledby="([^"]+)"', other)[1]
    assert re.search(rf'id="{named}">([^<]+)<', other)[1] == "The second"


def test_words_that_look_like_attributes_stay_in_the_chart():
    table = TABLE.assign(Body=['C role="x" e', 'id="y"'])
    chart = alt.Chart(table).mark_text().encode(x="Year:Q", text="Body:N")
    svg = figure(chart, **{**parts()[1], "table": table}).to_svg()
    assert 'C role="x" e' in svg and 'id="y"' in svg


def test_the_table_writes_days_and_whole_numbers_as_people_do():
    table = pd.DataFrame({"Day": pd.to_datetime(["2020-01-31", None]), "Number": [1234567.0, None], "So": [True, "x"]})
    html = made(table=table).to_html()
    assert re.findall(r"<td>(.*?)</td>", html) == ["31 January 2020", "1234567", "True", "", "", "x"]


def test_days_and_whole_numbers_are_read_as_such_in_the_table_and_in_the_download():
    table = pd.DataFrame({
        "Day": pd.to_datetime(["2020-01-31", "2020-02-01"]),
        "When": pd.to_datetime(["2020-01-31 14:05", "2020-02-01 00:00"]),
        "People": [1234567.0, None], "Share": [0.5, 2.0], "Same": [1.0, 2.0],
    })  # fmt: skip
    table.columns = ["Day", "When", "People", "Share", "Share"]
    chart = alt.Chart(table.iloc[:, :3]).mark_point().encode(x="Day:T", y="People:Q")
    made = figure(chart, title="t", description="d", sources=[SOURCE], table=table, name="n")
    cells = re.findall(r"<td>([^<]*)</td>", made.to_html())
    assert cells == ["31 January 2020", "31 January 2020, 14:05", "1234567", "0.5", "1",
                     "1 February 2020", "1 February 2020", "", "2.0", "2"]  # fmt: skip
    lines = made.to_csv().splitlines()
    assert lines[1] == "2020-01-31,2020-01-31 14:05:00,1234567,0.5,1"


def part_of(kind):
    chart = alt.Chart(TABLE).mark_circle().encode(x="Year:Q", y="Body:N")
    return {
        "beside": chart | chart | chart,
        "both": (chart | chart) & (chart | chart),
        "facet": chart.facet("Body:N"),
        "wrapped": chart.facet("Body:N", columns=3),
        "columns": chart.facet(column="Body:N"),
        "grid": chart.facet(row="Body:N"),
        "repeat": alt.Chart(TABLE).mark_circle().encode(x=alt.X(alt.repeat("column"), type="quantitative"), y="Body:N")
        .repeat(column=["Year", "Other", "Third"]),
        "concat": alt.concat(chart, chart, chart, columns=3),
    }[kind]  # fmt: skip


@pytest.mark.parametrize("kind", ["beside", "both", "facet", "wrapped", "columns", "grid", "repeat", "concat"])
def test_letters_can_be_read_however_many_charts_stand_side_by_side(kind):
    made = figure(part_of(kind), title="t", description="d", sources=[SOURCE], table=TABLE, name="n")
    for width in (256, 640):
        svg = made.to_svg(width)
        drawn = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg)[1])
        assert 13 * width / drawn >= 10, f"{kind} at {width} px: {drawn:.0f} px wide"


def test_a_chart_that_cannot_be_narrow_is_refused_by_its_name():
    wide = alt.Chart(TABLE).mark_circle().encode(x="Year:Q").properties(width=700)
    chart = wide & wide
    made = figure(chart, title="t", description="d", sources=[SOURCE], table=TABLE, name="n")
    with pytest.raises(ValueError, match=r"figure 'n': the chart needs \d+ pixels where a page has 256"):
        made.to_html()


def test_a_second_figure_of_a_name_has_ids_and_downloads_of_its_own():
    class Ids(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for name, value in attrs if name in ("id", "download"))

    found = []
    same = made(name="twice")
    Ids().feed(same._repr_html_() + made(name="twice", title="Another")._repr_html_() + same._repr_html_())
    assert len(found) == len(set(found)) > 8
    assert {"figure-twice", "figure-twice-2", "figure-twice-3"} <= set(found)


def test_the_picture_is_a_file_of_its_own_with_title_note_and_source():
    made_ = made(title="Two bodies & more since 2000 <i>", note="Counted by hand.")
    html = made_.to_html()
    found = re.search(
        r'download="bodies\.svg" href="data:image/svg\+xml;base64,([^"]*)"[^>]*>([^<]*)</a> <span>(\d+) kB', html
    )
    raw = b64decode(found[1])
    root = ElementTree.fromstring(raw)
    words = " ".join(root.itertext())
    for part in ("Two bodies & more since 2000 <i>", "Counted by hand.", "Source: ", "Two dots on a line of years."):
        assert part in words
    assert b"var(" not in raw
    assert b'fill="white"' in raw
    assert abs(int(found[3]) - len(raw) / 1000) <= 1
