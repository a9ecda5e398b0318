from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest

from livingwell_learning import PublicationLibrary
from tests.conftest import ROOT
from tests.widgets.publication_library.made_up import BY_TITLE, IN_BOOK, IN_TIME, WORKS, made_up
from tests.widgets.refusals import refused_at_first_and_later

FOLDER = ROOT / "livingwell_learning" / "widgets" / "publication_library"


def listed(html):
    return re.findall(r'<li id="work-([^"]+)"', html)


def entry(html, id):
    return html.split(f'<li id="work-{id}"')[1].split("</details>\n</li>")[0]


def facts(html, id):
    found = re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", entry(html, id))
    return {term: unescape(re.sub("<[^>]+>", "", said)) for term, said in found}


def test_a_work_says_who_when_what_and_how_it_is_known(tables):
    html = PublicationLibrary(tables).figure()
    assert facts(html, "yearbook") == {
        "Written by": "The gardener", "Published by": "The club", "Date": "May 2019", "Read it": "Diary of a gardener",
    }  # fmt: skip
    text = entry(html, "yearbook")
    assert "<h2>The yearbook</h2>" in text and "<p>What grew.</p>" in text and "<b>Book of a year</b>" in text
    assert '<a href="https://a.example/diary?x=1&amp;y=2">Diary of a gardener</a>' in text
    assert ">2 sources</summary>" in text and "<li>A letter.</li>" in text and 'href="#work-yearbook"' in text
    assert ">1 source</summary>" in entry(html, "rain")


def test_what_is_not_known_is_said(tables):
    html = PublicationLibrary(tables).figure()
    assert facts(html, "seeds") == {
        "Written by": "not known", "Published by": "The club", "Date": "not known", "Not known": "Who wrote it.",
        "Read it": "no address known",
    }  # fmt: skip
    assert facts(html, "letter")["Date"] == "2014 (date inferred)"
    # A source that has no address is no place to read the work.
    assert facts(html, "letter")["Read it"] == "no address known"
    assert facts(html, "moss")["Read it"] == "Diary of a gardener; Is it raining?"
    assert "All 8 works; named by the club: 3, date not known: 2, no address known: 3." in html


def test_text_of_the_table_stays_text(tables):
    html = PublicationLibrary(tables).figure()
    assert ">A &lt;b&gt;list&lt;/b&gt;</span>" in html and "Seeds &amp; how to keep them." in html


def test_works_that_the_report_names_carry_it_in_words(tables):
    html = PublicationLibrary(tables).figure()
    named = [id for id in IN_BOOK if "<span>Named by the club</span>" in entry(html, id)]
    assert named == ["yearbook", "seeds", "letter"]
    assert named == [id for id in IN_BOOK if re.match(r'[^>]* data-lw-in_report="yes" ', entry(html, id))]


@pytest.mark.parametrize(("order", "expected"), [("book", IN_BOOK), ("date", IN_TIME), ("title", BY_TITLE)])
def test_each_order_puts_the_works_where_they_belong(tables, order, expected):
    html = PublicationLibrary(tables, order=order).figure()
    assert listed(html) == expected
    at = ("book", "date", "title").index(order)
    ranks = {id: int(re.search(r'data-lw-ranks="([\d ]+)"', entry(html, id))[1].split()[at]) for id in expected}
    assert sorted(ranks, key=ranks.get) == expected
    assert f'<option value="{order}" selected>' in html and html.count(" selected>") == 1


def test_options_are_those_of_the_description_with_true_counts(tables):
    html = PublicationLibrary(tables).figure()
    found = re.findall(r'value="([^"]+)"> <span>([^<]+)</span> <i data-lw-count>(\d+)</i>', html)
    # A kind that the description does not list is shown, too.
    assert found.pop(0) == ("yes", "Named by the club", "3")
    assert found == [
        ("leaflet", "Leaflet", "4"),
        ("yearly", "Book of a year", "3"),
        ("film", "Film", "0"),
        ("note", "note", "1"),
    ]
    assert "<legend>Sort of work</legend>" in html and "Filter by sort of work" in html


@pytest.mark.parametrize("level", [2, 6])
def test_headings_have_the_level_asked_for(tables, level):
    assert PublicationLibrary(tables, heading_level=level).figure().count(f"</h{level}>") == len(WORKS)


@pytest.mark.parametrize(
    ("traits", "rule"),
    [
        ({"kinds": ["leaflett"]}, "holds 'leaflett'.*Did you mean 'leaflet'.*Use some of leaflet, yearly, film, note"),
        ({"in_report": "yes"}, "in_report.*yes"),
        ({"query": 3}, "query.*3"),
        ({"order": "best"}, "order.*book.*date.*title"),
    ],
)
def test_a_value_that_the_library_does_not_have_is_refused(tables, traits, rule):
    refused_at_first_and_later(lambda **given: PublicationLibrary(tables, **given), traits, rule)


def test_arguments_are_checked(tables):
    with pytest.raises(TypeError, match=r"'kind'\. It knows tables, heading_level, in_report, kinds, order, query"):
        PublicationLibrary(tables, kind="leaflet")
    for level in (1, 7, "3"):
        with pytest.raises(ValueError, match=r"heading_level is .*Use a number from 2 to 6"):
            PublicationLibrary(tables, heading_level=level)


def test_the_state_holds_the_traits_and_no_work(tables):
    html = PublicationLibrary(tables, kinds=["yearly"], query="a", in_report=True).to_html()
    state = json.loads(re.search(r"data-lw-state>(.*?)</script>", html)[1])
    assert state == {"in_report": True, "kinds": ["yearly"], "order": "book", "query": "a"}


def test_a_table_with_fewer_columns_or_rows_will_do(tmp_path):
    bare = made_up(tmp_path, works=WORKS[:1], without=("read_at", "subtitle", "unknown", "authors"))
    html = PublicationLibrary(bare).figure()
    assert "One work; named by the club: 1, no address known: 1." in html
    assert facts(html, "yearbook")["Written by"] == "not known"
    assert "No work is recorded." in PublicationLibrary(made_up(tmp_path, works=[])).figure()


def test_all_real_works_are_there_once_with_all_sources(real):
    html = PublicationLibrary(real).figure()
    assert listed(html) == real.publications.sort_values("order").id.tolist()
    assert html.count("<li>") == real.publications.sources.map(len).sum()
    assert len(set(re.findall(r' id="([^"]+)"', html))) == len(real.publications)
    named = real.publications[real.publications.in_report].id
    report, five = "learning-report", {"waiting", "crisis-renewal", "working", "dialogues", "evaluation"}
    assert {report, *five, "no-wrong-door"} == set(named)
    for row in real.publications.to_dict("records"):
        assert set(row["read_at"]) <= set(row["sources"]), row["id"]
        assert all(unescape(row[name]) in unescape(html) for name in ("title", "subtitle", "what", "unknown"))


def test_the_library_names_no_work_of_the_book(real):
    code = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file()).lower()
    assert [title for title in real.publications.title if title.lower() in code] == []


def test_the_library_is_light(real):
    def weight(text):
        return len(gzip.compress(text.encode(), 6))

    assert weight(PublicationLibrary(real).to_html()) <= 12_000
    module = (FOLDER / "publication_library.mjs").read_text(encoding="utf-8")
    assert weight(module) <= 4_000 and module.count("\n") < 300
    assert weight((FOLDER / "publication_library.css").read_text(encoding="utf-8")) <= 2_500


def test_what_is_asked_for_in_python_is_filtered_without_scripts(tables):
    def shown(**traits):
        return re.findall(
            r'data-lw-work="([^"]+)"[^>]*?"(?: data-lw-in_report="yes")? data-lw-ranks="[^"]+">',
            PublicationLibrary(tables, **traits).figure(),
        )

    assert shown() == IN_BOOK
    assert shown(in_report=True) == ["yearbook", "seeds", "letter"] and shown(
        kinds=["note", "yearly"], order="title"
    ) == ["letter", "bees", "yearbook", "zoo"]
    html = PublicationLibrary(tables, query="CAFE rain", in_report=True).figure()
    assert "0 of 8 works shown." in html and 'value="CAFE rain"' in html
    assert '<input type="checkbox" value="yes" checked>' in html
    assert 'value="leaflet"> <span>Leaflet</span> <i data-lw-count>0</i>' in html and shown(query="cafe RAIN") == [
        "rain"
    ]
