from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import Questions, encode, find
from livingwell_learning.reflection.checks import plain
from tests.reflection.chat import chat
from tests.reflection.made_up import NOW, PAIRS
from tests.reflection.test_codes import some

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", range(5))
def test_all_codes_of_a_chat_are_found_and_none_is_invented(seed):
    text, codes = chat(NOW, 200, random.Random(seed))
    assert len(text) > 25_000
    found = find(text, NOW)
    assert [f.text for f in found if f.decoded] == codes
    assert [f for f in found if not f.decoded] == []


def test_no_code_is_invented_in_this_book_and_its_library():
    files = [*ROOT.glob("book/**/*.md"), *ROOT.glob("data/*.*"), *ROOT.glob("livingwell_learning/**/*.py")]
    assert sum(path.stat().st_size for path in files) > 500_000
    for path in files:
        assert find(path.read_text(encoding="utf-8"), NOW) == [], path


@given(st.text())
def test_any_text_can_be_searched(text):
    assert [f for f in find(text, NOW) if f.decoded] == []


@given(st.text(st.characters(exclude_categories=["L", "N", "Cs"]), max_size=9))
def test_a_code_starts_and_ends_where_a_word_does(around):
    code = some(NOW)
    inside = find(f"x{around}\n {code} {around}y", NOW)
    assert code in [f.text for f in inside if f.decoded] or any(c in around for c in ">|")
    assert [f for f in find(f"x{plain(code)}", NOW) if f.decoded] == []
    assert [f for f in find(f"{plain(code)}é", NOW) if f.decoded] == []


def test_a_slip_is_named_with_its_line_and_what_was_likely_meant_and_the_rest_is_kept():
    good, meant = some(NOW), some(NOW)
    text = plain(meant)
    slip = text[:7] + ("2" if text[7] != "2" else "3") + text[8:]
    found = find(f"Mo: {good}\nFern: {slip}\nand that is all", NOW)
    assert [(f.text, f.line) for f in found if f.decoded] == [(good, 1)]
    (doubtful,) = [f for f in found if not f.decoded]
    assert (doubtful.line, doubtful.reason, doubtful.likely) == (2, "check", (meant,))


def test_a_look_alike_is_named():
    meant = some(NOW)
    text = plain(meant)
    (doubtful,) = find(text[:9] + "O" + text[10:], NOW)
    assert (doubtful.reason, doubtful.likely) == ("character", (meant,))


def test_a_truncated_code_is_named():
    (doubtful,) = find(some(NOW)[:-5], NOW)
    assert (doubtful.reason, doubtful.decoded) == ("length", None)


def test_a_code_of_another_set_up_stands_apart():
    other = Questions("orchard", "1", PAIRS[:2], ("one", "other"))
    code = encode(other, {"sun-shade": {"now": {"one": 2, "other": 5}}}, month=9, mark=77)
    (foreign,) = find(code, NOW)
    assert (foreign.reason, foreign.decoded, foreign.month) == ("questions", None, 9)
