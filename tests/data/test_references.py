"""Sources: plain text out of BibTeX, one line to read, and every mistake with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.data import Source
from livingwell_learning.data.bibtex import parse_references, plain
from livingwell_learning.data.reference_rules import check_references

FILE = "data/references.bib"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{R\&D} \_ \# \$5 \{x\}", "R&D _ # $5 {x}"),
        (r"50\% and 60% more", "50% and 60% more"),
        (r"caf\'{e} na\"ive \o", "café naïve ø"),
        ("2018--2019", "2018\u20132019"),
        ("``so'' it's the keepers' own", "“so” it’s the keepers’ own"),  # noqa: RUF001
        ("He said 'go on', the keeper's son", "He said ‘go on’, the keeper’s son"),  # noqa: RUF001
        ("one~two", "one two"),
        ("plain & simple", "plain & simple"),
        ("£5 \u2013 Züri", "£5 \u2013 Züri"),
    ],
)
def test_plain_undoes_latex(latex, text):
    assert plain(latex) == text


@given(st.text(max_size=60))
def test_plain_never_fails(text):
    assert isinstance(plain(text), str)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "A report", "publisher": "A unit", "date": "2023-05"}, "A report. A unit, May 2023."),
        ({"title": "A report", "author": "a unit", "publisher": "A unit"}, "A report. A unit."),
        ({"title": "T", "author": "Kew", "publisher": "Friends (Kew)", "date": "2016?"},
         "T. Friends (Kew), 2016 (date inferred)."),
        ({"title": "T", "author": "Friends (Kew)", "publisher": "Kew"}, "T. Friends (Kew)."),
        ({"title": "T", "author": "Anne Dupont", "publisher": "Kew"}, "T. Anne Dupont, Kew."),
        ({"title": "Why?", "publisher": "Kew"}, "Why? Kew."),
        ({"title": "Done.", "date": "2019"}, "Done. 2019."),
        ({"title": "Kew", "publisher": "Kew"}, "Kew."),
        ({"title": "T", "publisher": "Kew Ltd."}, "T. Kew Ltd."),
        ({"title": "T", "date": "in spring"}, "T. in spring."),
    ],
)  # fmt: skip
def test_words_say_each_thing_once(fields, words):
    assert Source("key", **fields).words == words


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2019", "2019"),
        ("year = {2019}, month = {5}", "2019-05"),
        ("year = {2019}, month = {09}, day = 3", "2019-09-03"),
        ("year = {2019}, month = sep", "2019-09"),
        ("year = {2019}, month = {September}", "2019-09"),
        ("date = {2019-05-03?}, year = 2018", "2019-05-03?"),
        ("note = {x}", ""),
    ],
)
def test_the_date_is_put_together(fields, date):
    entries, problems = parse_references(f"@misc{{a, title = {{T}}, {fields}}}")
    assert not problems
    assert entries[0].source.date == date


def test_names_are_put_in_reading_order():
    text = "@misc{a, author = {Dupont, Anne and Ben Oak and {Trees, Shrubs and Co} and Fir, Jr, Carl}}"
    assert parse_references(text)[0][0].source.author == "Anne Dupont, Ben Oak, Trees, Shrubs and Co, Carl Fir Jr"


def test_urls_lose_their_escapes_only():
    text = r"@misc{a, url = {https://a.uk/~x/b\_c--d?e=1\&f=%20}}"
    assert parse_references(text)[0][0].source.url == "https://a.uk/~x/b_c--d?e=1&f=%20"


def test_every_mistake_in_the_writing_is_found_at_once():
    text = """% a remark
@misc{good, title = {T}, url = {https://a.uk/}}

@misc{open,
  title = {T}
  url = {https://a.uk/},
}
@misc{good,
  title = {Again}, url = {https://a.uk/}}
@misc{twice, title = {T}, url = {https://a.uk/},
  title = {Other}}
@misc{Good, title = {Case}, url = {https://a.uk/}}
@string{x = "y"}
@misc{undefined, title = nothing, url = {https://a.uk/}}
@misc{last, title = {T}, url = {https://a.uk/}
"""
    entries, problems = parse_references(text, FILE)
    assert [(p.file, p.line, p.column, p.value) for p in problems] == [
        (FILE, 6, None, ""),
        (FILE, 8, "key", "good"),
        (FILE, 10, "title", "Other"),
        (FILE, 12, "key", "Good"),
        (FILE, 14, None, ""),
        (FILE, 16, None, ""),
    ]
    assert problems[1].rule == "is already the key of the entry in line 2"
    assert [entry.key for entry in entries] == ["good", "open", "twice", "undefined", "last"]
    assert [entry.whole for entry in entries] == [True, False, True, False, False]
    assert check_references(entries, FILE) == []


def test_every_mistake_in_the_content_is_found_at_once():
    text = """@misc{a, url = {https://a.uk/}}
@misc{b, title = {T}}
@misc{c,
  title = {50% more}, note = {n}}
@misc{d, title = {T}, url = {https://a.uk/}, year = {2021}, month = {13}}
@misc{e, title = {T}, url = {https://a.uk/}, date = {soon}, urldate = {2021-02-30}}
@misc{f, title = {T}, url = {https://a.uk/u%20v}}
@misc{g, title = {T}, url = {https://a.uk/}, langid = {Latin, mostly}}
"""
    entries, problems = parse_references(text, FILE)
    assert problems == []
    assert [(p.file, p.line, p.column, p.value) for p in check_references(entries, FILE)] == [
        (FILE, 1, "title", ""),
        (FILE, 2, "url", ""),
        (FILE, 3, "title", "50% more"),
        (FILE, 5, "year", "2021-13"),
        (FILE, 6, "date", "soon"),
        (FILE, 6, "urldate", "2021-02-30"),
        (FILE, 8, "langid", "latin, mostly"),
    ]


@pytest.mark.parametrize(
    ("langid", "tag"), [("italian", "it"), ("Norsk", "nb"), ("pt-BR", "pt-br"), ("cy", "cy"), ("", "")]
)
def test_the_language_of_a_title_is_a_tag(langid, tag):
    (entry,), _ = parse_references(f"@misc{{a, title = {{T}}, langid = {{{langid}}}}}", FILE)
    assert entry.source.language == tag
