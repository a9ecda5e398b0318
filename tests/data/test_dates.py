"""Dates: what is read, how it is said, and that nothing else gets in."""

from __future__ import annotations

import copy
import pickle
import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from livingwell_learning.data import DateError, EventDate, parse_date

SHAPES = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
days = st.dates(min_value=date(1000, 1, 1))
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def single(draw: st.DrawFn) -> str:
    return draw(days).strftime(SHAPES[draw(st.sampled_from(sorted(SHAPES)))]) + draw(marks)


def first_day(text: str) -> date:
    return date(*[*map(int, re.findall(r"\d+", text)), 1, 1][:3])


def last_day(text: str) -> date:
    year, month, day = [*map(int, re.findall(r"\d+", text)), 0, 0][:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


@st.composite
def interval(draw: st.DrawFn) -> str:
    first, last = draw(single()), draw(single())
    assume(first_day(first) <= last_day(last))
    return f"{first}/{last}"


@given(single())
@example("2020-02-29~")
@example("9999-12?")
def test_a_single_date_covers_its_days(text: str) -> None:
    read = parse_date(text)
    assert (read.text, read.start, read.end) == (text, first_day(text), last_day(text))
    assert read.uncertain == (text[-1] in "?%")
    assert read.approximate == (text[-1] in "~%")
    assert read.precision == {0: "year", 1: "month", 2: "day"}[text.count("-")]
    assert str(read.year) == read.iso[:4]
    assert read.iso == text.rstrip("?~%")


@given(interval())
def test_an_interval_runs_from_its_first_day_to_its_last(text: str) -> None:
    first, last = text.split("/")
    read = parse_date(text)
    assert (read.start, read.end, read.precision) == (first_day(first), last_day(last), "interval")
    assert read.uncertain == any(mark in text for mark in "?%")
    assert read.approximate == any(mark in text for mark in "~%")
    assert read.iso == first.rstrip("?~%")


@given(st.one_of(single(), interval()))
def test_every_date_round_trips_and_can_be_said(text: str) -> None:
    read = parse_date(text)
    assert parse_date(read.text) == read
    assert copy.deepcopy(read) == read == pickle.loads(pickle.dumps(read))
    assert read.start <= read.end
    assert str(read.year) in read.words
    assert not re.search(r"[?~%/]|None|  ", read.words)
    assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?", read.iso)


@given(single(), single())
def test_an_interval_that_runs_backwards_is_refused(first: str, last: str) -> None:
    assume(first_day(first) > last_day(last))
    with pytest.raises(DateError, match="ends before it starts") as caught:
        parse_date(f"{first}/{last}")
    assert f"{last}/{first}" in caught.value.remedy


@given(st.lists(st.one_of(single(), interval()), min_size=2))
def test_dates_sort_by_their_start(texts: list[str]) -> None:
    read = sorted(map(parse_date, texts))
    assert [one.start for one in read] == sorted(one.start for one in read)
    for left, right in pairwise(read):
        assert left <= right
        assert (left < right) != (left == right)


characters = st.text(alphabet="0123456789-/?~%XYSETZ.: ,[]{}^u", max_size=24)


@settings(deadline=None)  # the grammar of all EDTF, asked only about what is refused, takes its time on a busy machine
@given(st.one_of(st.text(max_size=60), characters))
@example("2019-05-13T24:00:00Z")
@example("[1667,1668,1670..1672]")
@example("²019")
@example("٢٠١٩")
@example("2019\n")
@example("0000")
@example("Y17E7")
@example("/")
def test_garbage_raises_value_error_only(text: str) -> None:
    try:
        read = parse_date(text)
    except ValueError as error:
        assert f"'{text}'" in str(error)
    else:
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}[?~%]?(/\d{4}(-\d\d){0,2}[?~%]?)?", text)
        assert isinstance(read, EventDate)


@given(days, st.integers(min_value=0, max_value=99))
def test_only_days_of_the_calendar_are_read(day: date, number: int) -> None:
    text = f"{day:%Y-%m}-{number:02}"
    if 1 <= number <= monthrange(day.year, day.month)[1]:
        assert parse_date(text).start == parse_date(text).end == date(day.year, day.month, number)
    else:
        with pytest.raises(DateError, match=f"has no day {number:02}"):
            parse_date(text)


WORDS = {
    "1978-05-13": "13 May 1978",
    "2019-05": "May 2019",
    "2016": "2016",
    "2016~": "about 2016",
    "2021?": "2021 (date inferred)",
    "2021-02-04?": "4 February 2021 (date inferred)",
    "2016%": "about 2016 (date inferred)",
    "2018/2019": "2018 to 2019",
    "2018-05-01/2019-01": "1 May 2018 to January 2019",
    "2018?/2019?": "2018 to 2019 (dates inferred)",
    "2018?/2019": "2018 (date inferred) to 2019",
    "2018/2019%": "2018 to about 2019 (date inferred)",
    "2018~/2019": "about 2018 to 2019",
    "2018?/2018?": "2018 (date inferred)",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_words(text: str, words: str) -> None:
    assert parse_date(text).words == words


REFUSED = {
    "2021-13": ("has no month 13", "Write a month from 01 to 12."),
    "2021-00": ("has no month 00", "Write a month from 01 to 12."),
    "2021-02-30": ("has no day 30", "February 2021 has 28 days. Write a day from 01 to 28."),
    "2021-02-29?": ("has no day 29", "February 2021 has 28 days. Write a day from 01 to 28."),
    "2019/2021-02-30": ("has no day 30", "February 2021 has 28 days. Write a day from 01 to 28."),
    "2021-21": ("has no month 21", "Write the months instead, for example 2021-03/2021-05."),
    "2019/..": ("is EDTF, but not a closed date of level 0 or 1", "Write both ends of the interval"),
    "/2019": ("is EDTF, but not a closed date of level 0 or 1", "Write both ends of the interval"),
    "201X": ("is EDTF, but not a closed date of level 0 or 1", "Write an approximate year"),
    "2019-05-13T10:00:00": ("is EDTF, but not a closed date of level 0 or 1", "Leave the time of day out."),
    "2019?-05": ("is EDTF, but not a closed date of level 0 or 1", "Put the ? or ~ at the very end"),
    "[2019,2020]": ("is EDTF, but not a closed date of level 0 or 1", "Write 2023, 2023-05"),
    "-0044": ("is EDTF, but not a closed date of level 0 or 1", "Write 2023, 2023-05"),
    "0000": ("has no year from 0001 to 9999", "Write 2023, 2023-05"),
    "2020/2019": ("ends before it starts", "Write the earlier date first: 2019/2020."),
    "13/05/1978": ("is not a date in EDTF", "Write 1978-05-13, as year, month and day."),
    "2019 ": ("has a space in it", "Take the spaces out."),
    "2019 / 2020": ("has a space in it", "Take the spaces out."),
    "": ("The date is empty", "Write 2023, 2023-05"),
    "May 2019": ("is not a date in EDTF", "Write 2019-05."),
    " September 2018": ("is not a date in EDTF", "Write 2018-09."),
    "13th May 1978": ("is not a date in EDTF", "Write 1978-05-13."),
    "May-19": ("is not a date in EDTF", "A spreadsheet wrote this. Write 2019-05 if that was meant"),
    "21/09/2018": ("is not a date in EDTF", "Write 2018-09-21, as year, month and day."),
    "05/06/2018": ("is not a date in EDTF", "Write 2018-06-05 or 2018-05-06, as year"),
    "43344": ("is not a date in EDTF", "A spreadsheet wrote this. Write 2018-09-01 if that was meant"),
    "32 May 2019": ("is not a date in EDTF", "Write 2023, 2023-05"),
    "in the spring": ("is not a date in EDTF", "Write 2023, 2023-05"),
    "soon": ("is not a date in EDTF", "Write 2023, 2023-05"),
    "2019-5": ("is not a date in EDTF", "Write 2023, 2023-05"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_a_refusal_says_value_rule_and_remedy(text: str, why: tuple[str, str]) -> None:
    rule, remedy = why
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert (caught.value.value, caught.value.rule) == (text, rule)
    assert caught.value.remedy.startswith(remedy)
    assert str(pickle.loads(pickle.dumps(caught.value))) == f"'{text}' {rule}. {caught.value.remedy}"


def test_a_date_does_not_change() -> None:
    with pytest.raises(AttributeError):
        parse_date("2019").start = date(2020, 1, 1)


def test_a_date_is_not_compared_with_anything_else() -> None:
    with pytest.raises(TypeError):
        _ = parse_date("2019") < date(2019, 1, 1) + timedelta(days=1)
