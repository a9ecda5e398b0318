"""What is given to be read and tells nothing, or another thing, or is of another kind: named, never left out."""

from __future__ import annotations

import json

import pytest

from livingwell_learning.reflection import (
    CodeError,
    FileError,
    FormError,
    Questions,
    Reflection,
    Round,
    RoundError,
    decode,
    encode,
)
from tests.reflection.made_up import TWO, answers, closed

CODES = [encode(TWO, answers((2 + n % 3, 4)), month=10, mark=n) for n in range(1, 6)]
CHAT = "\n".join(CODES)
MINE = Reflection(TWO, answers((2, 4)), date="2026-11-27", mark=40).to_json()
WHOLE = "1a,1b,2a,2b\n"


def kept():
    """The file of a closed round of nine."""
    return closed([answers((1 + n % 5, 3), (2, 2)) for n in range(9)]).to_json()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("1a,1b,2a,2b,3a,3b\n1,2,3,4,5,5\n", "asks '3a', '3b', and these questions do not"),
        ("1a,1b,1c,1d,2a,2b\n1,2,3,4,5,5\n", "asks '1c', '1d'"),
        ("1a,Shady?,2a,2b\n1,2,3,4\n", "No column of the form asks 1b"),
        ("1a\n4\n", "No column of the form asks 1b, 2a, 2b"),
    ],
)
def test_a_form_that_asks_more_or_less_is_refused(form, words):
    with pytest.raises(RoundError, match=words):
        Round.read(form=form, questions=TWO)


@pytest.mark.parametrize(
    "steps",
    [
        ["--", "-", "0", "+", "++"], ["never", "", "", "", "always"], ["never", "sometimes", "always"],
        ["x", "x", "c", "d", "e"], list("abcdef"), [1, 2, 3, 4, 5], "never", 5,
        ["never", "not sure", "some", "much", "always"],
    ],
)  # fmt: skip
def test_words_of_steps_that_cannot_tell_are_refused(steps):
    with pytest.raises(RoundError, match="steps is"):
        Round.read(form=f"{WHOLE},4,,\n", questions=TWO, steps=steps)


def test_codes_without_a_code_and_files_that_are_empty_are_named(tmp_path):
    (tmp_path / "codes.txt").write_text(CHAT, encoding="utf-8")
    for codes in (str(tmp_path / "codes.txt"), "hello there", "\0".join(CODES[0])):
        with pytest.raises(RoundError, match=r"No code stands in .* give Path"):
            Round.read(MINE, codes=codes)
    assert len(Round.read(MINE, codes=tmp_path / "codes.txt").people) == 6
    (tmp_path / "empty.csv").write_text(" \n", encoding="utf-8")
    for given in ({"codes": tmp_path / "empty.csv"}, {"form": tmp_path / "empty.csv"}):
        with pytest.raises(FileError, match=r"empty\.csv is empty"):
            Round.read(MINE, **given)


@pytest.mark.parametrize("months", [[9], [34], ["10"], ["2026-11"], 10, "10"])
def test_months_that_no_code_has_are_refused(months):
    for codes in (CHAT, ""):
        with pytest.raises(RoundError, match=r"months is|No code is of the month"):
            Round.read(MINE, codes=codes, months=months)


@pytest.mark.parametrize(
    "day", ["2026-13-45", "2026-11-31", "9999-99", "20261127", "2026-11-27T10:00", "27.11.2026", " ", "2026-W48-5"]
)
def test_a_day_that_is_none_is_refused_wherever_it_stands(day):
    with pytest.raises(RoundError, match="no day"):
        Round.read(MINE, codes=CHAT, day=day)
    with pytest.raises(ValueError, match="no day"):
        Reflection(TWO, answers((2, 4)), date=day)
    with pytest.raises(FileError, match=r"closed is .* no day"):
        Round.read(json.dumps({**json.loads(kept()), "closed": day}))
    with pytest.raises(CodeError, match="no day"):
        decode(CODES[0], TWO).reflection(day)


def test_no_round_closes_before_its_answers():
    with pytest.raises(RoundError, match="A reflection is of 2026-11-27, after 2026-11-26"):
        Round.read(MINE, codes=CHAT, day="2026-11-26")


def test_a_closed_round_takes_no_other_day_and_says_yes_or_no_to_made_up():
    for more in ({"day": "2027-05-05"}, {"about": "something else"}, {"months": [3]}):
        with pytest.raises(RoundError, match="keeps its day"):
            Round.read(kept(), **more)
    with pytest.raises(FileError, match="made_up is 'yes'"):
        Round.read(json.dumps({**json.loads(kept()), "made_up": "yes"}))


@pytest.mark.parametrize("file", [["a.json"], None, b"{}", {}, "x" * 5000, "[1]" + "x" * 300, '{"a":"\ud800"}', ""])
def test_what_is_no_file_is_named(file):
    for read in (Round.read, Reflection.read):
        with pytest.raises(FileError) as caught:
            read(file)
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("given", [CODES, None, b"1a,1b"])
def test_codes_and_forms_are_one_text_or_a_path(given):
    for name in ("codes", "form"):
        with pytest.raises(RoundError, match=f"{name} is .* Give one text, or a Path"):
            Round.read(MINE, **{name: given})


def test_what_is_no_code_and_a_form_that_asks_too_much_are_named():
    for code in (None, b"C234", "C" * 1_000_001):
        with pytest.raises(CodeError, match="is no code") as caught:
            decode(code)
        assert len(str(caught.value)) < 300
    for count in ("4", 2.5, None):
        with pytest.raises(CodeError, match="is no number of answers"):
            decode(CODES[0]).by_position(count)
    heads = ",".join(f"{pair}{side}" for pair in range(1, 28) for side in "ab")
    with pytest.raises(FormError, match="more than a round can"):
        Round.read(form=f"{heads}\n{','.join('1' for _ in range(54))}\n")


def test_a_line_of_codes_says_in_words_what_is_wrong():
    moss = Questions("other", "1", ("moss",), ("one", "other"))
    other = encode(moss, {"moss": {"now": {"one": 1}}}, month=10, mark=3)
    with pytest.raises(RoundError, match=r"Line 6 of the codes, .*: it answers other questions than these\."):
        Round.read(codes=f"{CHAT}\n{other}", questions=TWO)
