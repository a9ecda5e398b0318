from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import FormError, Questions, read_form
from livingwell_learning.reflection.forms import _rows

TWO = Questions("orchard", "1", ("sun-shade", "wet-dry"), ("one", "other"))
STEPS = ("not at all", "a little", "to some extent", "quite a lot", "very much")
HEADS = ["Timestamp", "Email", "1a. How much sun?", "1b How much shade?", "2a) Wet?", "2b: Dry?", "Anything else?"]
ROWS = [
    ["2026-11-27 10:00", "mo@example.org", "4", "4 – quite a lot", "not sure", "0", "my name is Mo"],  # noqa: RUF001
    ["2026-11-27 10:01", "", "quite a lot", "A little.", "", "5", "=HYPERLINK(1)"],
    ["2026-11-27 10:02", "fern@example.org", "", "", "", "", ""],
]
WANTED = [
    {"sun-shade": {"now": {"one": 4, "other": 4}}, "wet-dry": {"now": {"one": "not-sure", "other": "not-sure"}}},
    {"sun-shade": {"now": {"one": 4, "other": 2}}, "wet-dry": {"now": {"other": 5}}},
]


def export(rows, separator=",", **options):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n", **options).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_an_export_is_read_whatever_its_separator(separator, start, quoting):
    form = read_form(start + export([HEADS, *ROWS], separator, quoting=quoting), TWO, STEPS)
    assert form.people == WANTED
    assert form.blank_rows == 1 and form.unread == [] and form.missing == ()


def test_columns_that_name_a_person_or_are_free_text_are_dropped_and_said_so():
    form = read_form(export([HEADS, *ROWS]), TWO, STEPS)
    assert form.dropped == ("Timestamp", "Email", "Anything else?")
    assert "Mo" not in str(form.people) and "example.org" not in repr(form.people)


def test_only_a_column_of_few_values_that_many_share_can_split_and_it_names_nobody():
    heads = ["Name", "1a", "Where", "Odd one out", "1b"]
    rows = [[f"Person {n}", "3", "Ward" if n < 6 else "Street", "x" if n else "y", "2"] for n in range(11)]
    form = read_form(export([heads, *rows, ["Nobody", "", "Ward", "x", ""]]), TWO)
    assert form.choices == {"Where": ["Ward"] * 6 + ["Street"] * 5} and len(form.people) == 11


@given(st.permutations(range(len(HEADS))))
def test_order_does_not_matter(order):
    moved = [[row[place] for place in order] for row in [HEADS, *ROWS]]
    assert read_form(export(moved), TWO, STEPS).people == WANTED


def test_tags_come_before_words():
    heads = ["1a Wet?", "1b Dry?", "2a Sun?", "2b Shade?"]
    form = read_form(export([heads, ["1", "2", "3", "4"]]), TWO, headings={"2a": "Wet?", "2b": "Dry?"})
    assert form.people[0]["sun-shade"]["now"] == {"one": 1, "other": 2} and form.by_words == ()


def test_a_lost_tag_is_matched_by_words_and_said_so_and_a_missing_one_named():
    form = read_form(export([["how much SUN", "1b"], ["3", "2"]]), TWO, headings={"1a": "How much sun?"})
    assert (form.by_words, form.missing) == (("1a",), ("2a", "2b"))
    assert form.matched["1a"] == "how much SUN"


@pytest.mark.parametrize("cell", ["7", "4 people told me", "4 – a little", "4.5", "maybe", "45", "=1+1", "-1e9"])  # noqa: RUF001
def test_what_is_no_answer_is_listed_and_never_guessed(cell):
    form = read_form(export([["1a", "1b"], [cell, "2"]]), TWO, STEPS)
    assert form.unread == [(1, "1a", cell)]
    assert form.people == [{"sun-shade": {"now": {"other": 2}}}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no row"),
        ("1a,1b", "no row"),
        ("name,mail\nMo,x", "No column"),
        ("1a,1a\n1,2", "Two columns begin with 1a"),
    ],
)
def test_what_is_no_export_is_refused(text, words):
    with pytest.raises(FormError, match=words):
        read_form(text, TWO)
    with pytest.raises(FormError, match="5 MB"):
        read_form("x" * 5_000_001, TWO)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(FormError):
        read_form(text, TWO)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\r"), max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_cells_come_back_as_a_spreadsheet_wrote_them(rows):
    rows = [["1a", "1b"], *rows]
    assert _rows(export(rows, quoting=csv.QUOTE_ALL)) == [row for row in rows if any(row)]


@pytest.mark.parametrize(
    ("rows", "where"),
    [('1a,1b\n2,3\n"4,5\n1,1\n', "row 2"), ('1a,"1b\n2,3\n', "the headings"), ('1a,1b\n2,"3', "row 1")],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(rows, where):
    with pytest.raises(FormError, match=rf"quotation mark in {where} is never closed.*Close it"):
        read_form(rows, TWO)


def test_a_row_with_more_cells_than_headings_is_named_and_not_read_askew():
    with pytest.raises(FormError, match=r"Row 2 has more cells.*quotation marks"):
        read_form("When,1a,1b\nMonday,2,3\nTuesday, about ten,4,5\n", TWO)
    assert len(read_form("1a,1b\n2,3,, \n4,5,\n", TWO).people) == 2, "empty cells at the end say nothing"


@pytest.mark.parametrize("cell", ["-4", "\u22124", "\u20134", "(-4)"])
def test_a_number_below_nought_is_no_answer(cell):
    assert read_form(f"1a,1b\n{cell},3\n- 4,2\n", TWO).unread == [(1, "1a", cell)]
