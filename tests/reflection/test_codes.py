from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingwell_learning.reflection import CodeError, Questions, Reflection, decode, encode, likely, month_of, new_mark
from livingwell_learning.reflection.checks import ALPHABET, grouped, is_sound, plain
from livingwell_learning.reflection.codes import marks
from tests.reflection.made_up import BOTH, NOW, PAIRS, answers_to, gathered

CHANCE = random.Random(2026)
IGNORED = [" ", "  ", "-", "–", "\n", "\u200b", "\t", "\u00ad", "\ufeff", "−"]  # noqa: RUF001


def some(questions):
    given = [CHANCE.choice([None, 1, 2, 3, 4, 5, "not-sure"]) for _ in questions.slots()]
    answers = gathered(questions, given)
    return encode(questions, answers, month=CHANCE.randrange(24), mark=CHANCE.randrange(marks(questions)))


@pytest.mark.parametrize("questions", [NOW, BOTH])
@given(data=st.data())
def test_a_code_gives_back_what_was_put_in(questions, data):
    answers = data.draw(answers_to(questions))
    month, mark = data.draw(st.integers(0, 23)), data.draw(st.integers(0, marks(questions) - 1))
    code = encode(questions, answers, month=month, mark=mark)
    assert plain(code)[0] == ("D" if questions.hoped else "C")
    assert len(plain(code)) == (24 if questions.hoped else 20)
    assert set(plain(code)) <= set(ALPHABET)
    back = decode(code, questions)
    assert (back.answers, back.month, back.mark) == (answers, month, mark)


@given(st.sampled_from([NOW, BOTH]), st.lists(st.sampled_from(IGNORED), min_size=24, max_size=24), st.booleans())
def test_case_spaces_dashes_and_line_breaks_do_not_count(questions, between, small):
    code = some(questions)
    written = "".join(character + gap for character, gap in zip(plain(code), between, strict=False))
    assert decode(written.lower() if small else written, questions) == decode(code, questions)


@pytest.mark.parametrize("questions", [NOW, BOTH])
def test_every_wrong_character_and_every_swap_of_neighbours_is_caught(questions):
    for _ in range(40):
        text = plain(some(questions))
        for place, right in enumerate(text):
            for wrong in ALPHABET:
                assert wrong == right or not is_sound(text[:place] + wrong + text[place + 1 :])
        for place, (a, b) in enumerate(pairwise(text)):
            assert a == b or not is_sound(text[:place] + b + a + text[place + 2 :])


@pytest.mark.parametrize("questions", [NOW, BOTH])
@settings(deadline=None)
@given(st.data())
def test_the_likely_code_is_offered_and_never_taken(questions, data):
    code = some(questions)
    text = plain(code)
    place = data.draw(st.integers(0, len(text) - 1))
    kind = data.draw(st.sampled_from(["change", "swap", "lose", "add"]))
    wrong = data.draw(st.sampled_from(ALPHABET + "01ABEGILOSUYZ"))
    if kind == "swap":
        slip = text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :]
    else:
        slip = text[:place] + ("" if kind == "lose" else wrong) + text[place + (kind != "add") :]
    if slip == text:
        return
    with pytest.raises(CodeError):
        decode(slip, questions)
    assert code in likely(slip, questions)


def test_three_wrong_characters_are_noticed():
    for _ in range(3000):
        text = list(plain(some(NOW)))
        for place in CHANCE.sample(range(1, 20), 3):
            text[place] = CHANCE.choice(ALPHABET.replace(text[place], ""))
        assert not is_sound("".join(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "version"), ("hello", "version"), ("9234 5678", "version"), ("C234", "length"), ("D" + "2" * 19, "length"),
        ("C" + "2" * 15 + "0222", "character"), ("C234 5678 9CDF HJKM NPQR", "check"),
    ],
)  # fmt: skip
def test_what_is_no_code_is_told_apart(text, reason):
    with pytest.raises(CodeError) as caught:
        decode(text, NOW)
    assert caught.value.reason == reason


def test_a_code_of_other_questions_is_told_apart():
    code = some(NOW)
    for other in (
        BOTH,
        Questions("orchard", "2", PAIRS, ("one", "other")),
        Questions("orchard", "1", PAIRS[:5], ("one", "other")),
        Questions("orchard", "1", PAIRS, ("other", "one")),
        Questions("orchard", "1", PAIRS, ("one", "other"), steps=4),
    ):
        with pytest.raises(CodeError) as caught:
            decode(code, other)
        assert caught.value.reason == "questions"


def test_the_fingerprint_knows_no_words_and_no_name_of_the_collection():
    assert Questions("translated", "1", PAIRS, ("one", "other")).fingerprint == NOW.fingerprint


@pytest.mark.parametrize("questions", [NOW, BOTH])
@given(data=st.data())
def test_a_code_by_itself_tells_all_but_its_questions(questions, data):
    answers = data.draw(answers_to(questions))
    month, mark = data.draw(st.integers(0, 23)), data.draw(st.integers(0, marks(questions) - 1))
    code = encode(questions, answers, month=month, mark=mark)
    bare = decode(code.lower().replace(" ", "-"))
    assert (bare.text, bare.version, bare.hoped, bare.month) == (code, 1, questions.hoped, month)
    assert bare.with_questions(questions) == decode(code, questions)
    slots = [answers.get(pair, {}).get(when, {}).get(side) for pair, when, side in questions.slots()]
    assert bare.by_position(questions.answers) == tuple(slots)


def test_a_code_by_itself_is_refused_other_questions_and_what_no_code_holds():
    bare = decode(some(NOW))
    for other in (BOTH, Questions("orchard", "2", PAIRS, ("one", "other"))):
        assert not bare.fits(other)
        with pytest.raises(CodeError, match=f"{bare.text} answers other questions"):
            bare.with_questions(other)
    assert bare.fits(NOW)
    for count in (0, 25):
        with pytest.raises(CodeError, match=r"no number of answers in a code\. Give 1 to 24"):
            bare.by_position(count)
    with pytest.raises(CodeError, match="slip"):
        decode("C234 5678 9CDF HJKM NPQR")


def test_a_code_becomes_a_reflection_again_with_a_day_of_its_month():
    mine = Reflection(NOW, {"wet-dry": {"now": {"one": 4, "other": "not-sure"}}}, date="2026-11-27", mark=12)
    held = decode(encode(mine), NOW)
    assert held.reflection("2026-11-27") == mine
    assert (held.reflection().date, held.reflection().mark) == ("", 12)
    for day in ("2026-12-01", "2025-11-27"):
        with pytest.raises(CodeError, match=f"{day} is not in the month of this code"):
            held.reflection(day)


def test_too_many_answers_are_for_a_file():
    many = Questions("orchard", "1", (*PAIRS, "warm-cold"), ("one", "other"), hoped=True)
    with pytest.raises(CodeError, match=r"28 answers of 5 steps fit into no code\. Use a file"):
        encode(many, {}, month=0, mark=0)


@pytest.mark.parametrize("answers", [{"sun-shade": {"now": {"one": 6}}}, {"sun-shade": {"now": {"one": "4"}}}])
def test_what_is_no_answer_is_refused(answers):
    with pytest.raises(CodeError, match="is not an answer"):
        encode(NOW, answers, month=0, mark=0)


def test_a_reflection_is_a_code_at_once_when_it_has_a_date():
    answers = {"wet-dry": {"now": {"one": 4, "other": "not-sure"}}}
    code = encode(Reflection(NOW, answers, about="here", date="2026-11-27", mark=12, notes={"wet-dry": "no"}))
    back = decode(code, NOW)
    assert (back.answers, back.month, back.mark) == (answers, month_of("2026-11-27"), 12)
    with pytest.raises(CodeError, match="no date"):
        encode(Reflection(NOW, answers, mark=12))


def test_marks_come_by_chance_and_fit():
    drawn = {new_mark(BOTH) for _ in range(200)}
    assert len(drawn) > 100 and max(drawn) < marks(BOTH)


def test_months_go_round_in_two_years():
    assert [month_of(day) for day in ("2026-01-05", "2027-12-31", "2028-01-01")] == [0, 23, 0]


def test_codes_are_shown_in_fours():
    assert all(len(group) == 4 for group in some(NOW).split())
    assert grouped("ABCDE") == "ABCD E"
