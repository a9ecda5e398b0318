"""Questions and answers that nobody gave."""

from __future__ import annotations

from hypothesis import strategies as st

from livingwell_learning.reflection import NOT_SURE, Questions, Round

PAIRS = ("sun-shade", "wet-dry", "old-new", "near-far", "high-low", "soft-hard")
NOW = Questions("orchard", "1", PAIRS, ("one", "other"))
BOTH = Questions("orchard", "1", PAIRS, ("one", "other"), hoped=True)
TWO = Questions("orchard", "1", ("sun-shade", "wet-dry"), ("one", "other"))
ANSWER = st.one_of(st.none(), st.integers(1, 5), st.just(NOT_SURE))


def gathered(questions, given):
    answers = {}
    for (pair, when, side), answer in zip(questions.slots(), given, strict=True):
        if answer is not None:
            answers.setdefault(pair, {}).setdefault(when, {})[side] = answer
    return answers


def answers_to(questions, answer=ANSWER):
    count = questions.answers
    return st.lists(answer, min_size=count, max_size=count).map(lambda given: gathered(questions, given))


def answers(*pairs):
    return gathered(TWO, [answer for pair in pairs for answer in pair] + [None] * (4 - 2 * len(pairs)))


def filled(people, questions=TWO, **options):
    group = Round(questions, **options)
    for mark, one in enumerate(people):
        group.add(one, mark=mark)
    return group


def closed(people, **options):
    group = filled(people, **options)
    group.close("2026-11-27")
    return group


def first(group):
    return group.summary()["tallies"][0]
