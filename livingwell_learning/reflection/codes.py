"""Short codes that carry one person's answers: made to be read out, typed and pasted, and to refuse a slip.

A code has 20 characters for what is there now, or 24 where hopes are rated, too. What holds for every code, its
alphabet and its checks, is in :mod:`.checks`; :mod:`.decoding` reads a code again.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from .checks import ALPHABET, CHECKS, FIELD, LENGTH, VALUE, grouped, with_checks
from .questions import NOT_SURE, Questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .reflections import Reflection

    Answers = Mapping[str, Mapping[str, Mapping[str, int | str]]]

BASE, UNSURE, MOST_STEPS = 7, 6, 5
PRINTS, MONTHS = 529, 24
MOST_ANSWERS = 24
LEAST_MARKS, MOST_MARKS = 128, 2**53


class CodeError(ValueError):
    """A text is no code of this kind, or cannot become one.

    Attributes
    ----------
    reason
        A short key: ``length``, ``version``, ``character``, ``check``, ``questions`` or ``answers``.
    """

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


def marks(questions: Questions) -> int:
    """Return how many marks there are to tell apart two reflections on these questions.

    Raises
    ------
    CodeError
        When the questions are too many for a code; a file holds any number.
    """
    room = (LENGTH["D"] if questions.hoped else LENGTH["C"]) - 1 - CHECKS
    many: int = FIELD**room // (BASE**questions.answers * PRINTS * MONTHS)
    if questions.answers > MOST_ANSWERS or questions.steps > MOST_STEPS or many < LEAST_MARKS:
        raise CodeError(
            f"{questions.answers} answers of {questions.steps} steps fit into no code. Use a file or fewer pairs.",
            "questions",
        )
    return min(many, MOST_MARKS)


def new_mark(questions: Questions) -> int:
    """Return a mark by chance, new for each round, that tells two reflections apart and names nobody."""
    return secrets.randbelow(marks(questions))


def month_of(date: str) -> int:
    """Return the month of a date ``YYYY-MM-DD`` as a code holds it.

    Examples
    --------
    >>> month_of("2026-11-27"), month_of("2027-01-01")
    (10, 12)
    """
    year, month = int(date[:4]), int(date[5:7])
    return (year * 12 + month - 1) % MONTHS


def encode(given: Reflection | Questions, answers: Answers | None = None, *, month: int = -1, mark: int = -1) -> str:
    """Return the code of one person's answers, in groups of four.

    Parameters
    ----------
    given
        A reflection with its date, and nothing else; or the questions that were asked, with all that follows.
    answers
        By pair, then ``now`` or ``hoped``, then side: a step from 1, or ``"not-sure"``; a blank is left out.
    month
        From :func:`month_of`.
    mark
        From :func:`new_mark`; the reflection's file holds the same.

    Raises
    ------
    CodeError
        When the questions, an answer, the month or the mark do not fit, or a reflection has no date.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions, Reflection, decode
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> code = encode(questions, {"sun-shade": {"now": {"one": 4, "other": "not-sure"}}}, month=10, mark=7)
    >>> decode(code, questions).answers
    {'sun-shade': {'now': {'one': 4, 'other': 'not-sure'}}}
    >>> code == encode(Reflection(questions, decode(code, questions).answers, date="2026-11-27", mark=7))
    True
    """
    if not isinstance(given, Questions):
        if not given.date:
            raise CodeError("This reflection has no date, and a code holds its month. Give it a date.", "answers")
        return encode(given.questions, given.answers, month=month_of(given.date), mark=given.mark)
    questions, answers = given, answers or {}
    many = marks(questions)
    if not 0 <= month < MONTHS or not 0 <= mark < many:
        raise CodeError(f"Month {month} or mark {mark} is out of range (0 to 23; 0 to {many - 1}).", "answers")
    number = mark
    for pair, when, side in questions.slots():
        answer = answers.get(pair, {}).get(when, {}).get(side)
        if answer is not None:
            try:
                questions.check(pair, when, side, answer)
            except ValueError as error:
                raise CodeError(str(error), "answers") from None
        number = number * BASE + (UNSURE if answer == NOT_SURE else int(answer or 0))
    number = (number * MONTHS + month) * PRINTS + residue_of(questions)
    first = "D" if questions.hoped else "C"
    values = []
    for _ in range(LENGTH[first] - 1 - CHECKS):
        number, value = divmod(number, FIELD)
        values.append(value)
    return grouped("".join(ALPHABET[v] for v in with_checks([VALUE[first], *reversed(values)])))


def residue_of(questions: Questions) -> int:
    """Return what a code holds of the fingerprint: one set-up in 529 shares it by chance."""
    return int(questions.digest, 16) % PRINTS
