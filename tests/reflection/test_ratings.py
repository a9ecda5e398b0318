from __future__ import annotations

import doctest
import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning import reflection
from livingwell_learning.reflection import NOT_SURE, Scale, check_answer, ratings

SCALE = Scale({"sun": "sunny", "rain": "rainy"})
NUMBERS = st.integers(1, 5)


def rate(first=None, second=None, scale=SCALE):
    return reflection.Rating(first, second, scale)


def test_the_examples_run():
    assert doctest.testmod(ratings) == doctest.TestResults(0, doctest.testmod(ratings).attempted)
    assert doctest.testmod(ratings).attempted >= 5


@given(NUMBERS, NUMBERS)
def test_both_is_the_smaller_and_lean_the_difference(sunny, rainy):
    rating = rate(sunny, rainy)
    assert rating.point == (sunny, rainy)
    assert rating.both == min(sunny, rainy)
    assert rating.lean == rainy - sunny


@given(NUMBERS, NUMBERS)
def test_the_words_name_both_numbers_and_treat_the_sides_alike(sunny, rainy):
    words = rate(sunny, rainy).words
    assert str(sunny) in words and str(rainy) in words
    swapped = rate(rainy, sunny).words
    turned = swapped.replace("sunny", "*").replace("rainy", "sunny").replace("*", "rainy")
    turned = turned.replace(
        f"(rainy {rainy}, sunny {sunny})",
        f"(sunny {sunny}, rainy {rainy})",
    )
    assert words == turned


@pytest.mark.parametrize("step", range(1, 6))
def test_equal_sides_read_alike_at_every_step(step):
    words = rate(step, step).words
    assert f"({step} and {step})" in words
    if step > 1:
        assert words == f"Both are present: {SCALE.steps[step - 1]} ({step} and {step})."


def test_every_pair_of_numbers_has_words_of_its_own():
    words = [rate(*point).words for point in product(range(1, 6), repeat=2)]
    assert len(set(words)) == 25


def test_words_never_judge():
    judging = {"better", "worse", "good", "bad", "score", "progress", "should", "balance", "vs", "versus"}
    assert [w for w in SCALE.vocabulary().values() if judging & set(w.lower().replace(".", "").split())] == []


@pytest.mark.parametrize("gap", [None, NOT_SURE])
@pytest.mark.parametrize("answer", [None, NOT_SURE, 1, 5])
def test_a_gap_on_one_side_is_no_point(gap, answer):
    for rating in (rate(gap, answer), rate(answer, gap)):
        assert rating.point is rating.both is rating.lean is None


def test_not_sure_and_blank_are_kept_apart():
    blank, unsure = rate(3, None), rate(3, NOT_SURE)
    assert blank != unsure
    assert "not rated yet" in blank.words and "not sure" not in blank.words
    assert "not sure about the rainy side" in unsure.words and "not rated" not in unsure.words
    neither = rate(NOT_SURE, None).words
    assert neither == "You are not sure about the sunny side. The rainy side is not rated yet."


@pytest.mark.parametrize("answer", [0, 6, -1, 2.0, 3.5, True, "3", "", "unsure", [1]])
def test_what_is_no_answer_is_refused_with_value_rule_and_remedy(answer):
    with pytest.raises(ValueError, match="is not an answer") as caught:
        check_answer(answer)
    for part in (repr(answer), "from 1 to 5", "'not-sure'", "leave a blank side out"):
        assert part in str(caught.value)
    with pytest.raises(ValueError, match="is not an answer"):
        rate(second=answer)


def test_the_vocabulary_says_what_python_says():
    words = SCALE.vocabulary()
    answers = [None, 1, 2, 3, 4, 5, NOT_SURE]
    for two in product(answers, repeat=2):
        key = " ".join("" if answer is None else str(answer) for answer in two)
        assert words[key] == rate(*two).words
    assert len(words) == len(answers) ** 2
    assert json.loads(json.dumps(words)) == words


def test_other_sides_and_other_steps_are_data():
    scale = Scale({"sun": "sonnige", "rain": "regnerische"}, ("nie", "selten", "oft", "immer"))
    assert scale.rate({"rain": 4, "sun": 4}).words == "Both are present: immer (4 and 4)."
    assert "the sonnige side" in scale.rate({"sun": NOT_SURE, "rain": 1}).words
    with pytest.raises(ValueError, match="from 1 to 4"):
        scale.rate({"sun": 5})
    assert len(scale.vocabulary()) == 36
    with pytest.raises(ValueError, match="two sides, and these are 3"):
        Scale({"a": "A", "b": "B", "c": "C"})
