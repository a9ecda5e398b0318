"""Short codes that carry one person's answers: made to be read out, typed and pasted, and to refuse a slip.

A code has 20 characters for what is there now, or 24 where hopes are rated, too. Its alphabet is the field of
integers modulo 23; the last three characters are the checks of a doubly extended Reed-Solomon code of distance 4
(I. S. Reed and G. Solomon, "Polynomial codes over certain finite fields", SIAM 8, 1960; F. J. MacWilliams and
N. J. A. Sloane, The Theory of Error-Correcting Codes, chapter 11, section 5), so any three wrong characters are
noticed and one wrong character can be named.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .questions import NOT_SURE, Questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .reflections import Reflection

    Answers = Mapping[str, Mapping[str, Mapping[str, int | str]]]

ALPHABET = "23456789CDFHJKMNPQRTVWX"
VALUE = {character: value for value, character in enumerate(ALPHABET)}
FIELD = len(ALPHABET)
LENGTH = {"C": 20, "D": 24}
CHECKS = 3
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


@dataclass(frozen=True)
class Decoded:
    """What a code holds: the answers, the month (0 to 23, counted from an even year's January) and the mark."""

    answers: dict[str, dict[str, dict[str, int | str]]]
    month: int
    mark: int


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
    >>> from livingwell_learning.reflection import Questions, Reflection
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
    number = (number * MONTHS + month) * PRINTS + _print(questions)
    first = "D" if questions.hoped else "C"
    values = []
    for _ in range(LENGTH[first] - 1 - CHECKS):
        number, value = divmod(number, FIELD)
        values.append(value)
    return grouped("".join(ALPHABET[v] for v in _with_checks([VALUE[first], *reversed(values)])))


def decode(code: str, questions: Questions) -> Decoded:
    """Return what a code holds.

    Parameters
    ----------
    code
        Twenty or twenty-four characters; case, spaces, dashes, line breaks and zero-width signs do not count.
    questions
        What was asked.

    Raises
    ------
    CodeError
        When the text is no code, has a slip in it, or answers other questions. Nothing is repaired silently:
        ask :func:`~.slips.likely` what may have been meant.
    """
    text = plain(code)
    print_, number = _read(text)
    if text[0] != ("D" if questions.hoped else "C") or print_ != _print(questions):
        raise CodeError(f"{grouped(text)} answers other questions than this set-up asks.", "questions")
    marks(questions)  # the questions fit into a code at all
    number, month = divmod(number, MONTHS)
    answers: dict[str, dict[str, dict[str, int | str]]] = {}
    for pair, when, side in reversed(questions.slots()):
        number, digit = divmod(number, BASE)
        if BASE > digit > questions.steps and digit != UNSURE:
            raise CodeError(f"{grouped(text)} holds a step that these questions do not have.", "answers")
        if digit:
            answers.setdefault(pair, {}).setdefault(when, {})[side] = NOT_SURE if digit == UNSURE else digit
    if number >= marks(questions):
        raise CodeError(f"{grouped(text)} holds a mark that no reflection has.", "answers")
    return Decoded(_in_order(questions, answers), month, number)


def month_in(code: str) -> int:
    """Return the month of any sound code, also one of other questions."""
    return _read(plain(code))[1] % MONTHS


def plain(code: str, strange: str = "") -> str:
    """Return the characters of a code without what does not count, in capitals.

    A character outside the alphabet is kept, or replaced by ``strange``.
    """
    kept = [c for c in code.upper() if not ignorable(c)]
    return "".join(c if not strange or c in VALUE else strange for c in kept)


def ignorable(character: str) -> bool:
    """Return whether a character does not count inside a code: space, dash, line break, zero-width sign."""
    return character.isspace() or character in IGNORED


DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d_"
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
IGNORED = frozenset(DASHES + ZERO_WIDTH)


def grouped(text: str) -> str:
    """Return a code in groups of four.

    Examples
    --------
    >>> grouped("C2345678")
    'C234 5678'
    """
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def is_sound(text: str) -> bool:
    """Return whether plain characters have a code's first character, length and checks."""
    return (
        len(text) == LENGTH.get(text[:1], -1)
        and all(c in VALUE for c in text)
        and not any(_syndromes([VALUE[c] for c in text]))
    )


def _print(questions: Questions) -> int:
    return int(questions.digest, 16) % PRINTS


def _weights(place: int) -> tuple[int, int, int]:
    # The 24th place would weigh as the first does; it is the point at infinity, and counts in the third check alone.
    return (0, 0, 1) if place == FIELD else (1, place, place * place % FIELD)


def _syndromes(values: Iterable[int]) -> tuple[int, int, int]:
    first = second = third = 0
    for place, value in enumerate(values):
        a, b, c = _weights(place)
        first, second, third = first + a * value, second + b * value, third + c * value
    return first % FIELD, second % FIELD, third % FIELD


def _with_checks(values: list[int]) -> list[int]:
    p = len(values)
    first, second, third = _syndromes(values)
    if p + CHECKS > FIELD:  # the last check is the point at infinity
        # x + y = -first, p x + (p + 1) y = -second
        y = (-second + p * first) % FIELD
        x = (-first - y) % FIELD
        z = (-third - p * p * x - (p + 1) ** 2 * y) % FIELD
    else:
        # Lagrange: with w(i) the sum weighted by i, solve the Vandermonde system for places p, p + 1, p + 2.
        half = pow(2, -1, FIELD)
        a, b, c = -first, -second, -third
        x = (c - (2 * p + 3) * b + (p + 1) * (p + 2) * a) * half % FIELD
        y = -(c - (2 * p + 2) * b + p * (p + 2) * a) % FIELD
        z = (c - (2 * p + 1) * b + p * (p + 1) * a) * half % FIELD
    return [*values, x, y, z]


def _read(text: str) -> tuple[int, int]:
    if not text or text[0] not in LENGTH:
        raise CodeError(f"{text or 'Nothing'!r} is no code of this kind: a code begins with C or D.", "version")
    if len(text) != LENGTH[text[0]]:
        raise CodeError(
            f"{grouped(text)} has {len(text)} characters. A code that begins with {text[0]} has {LENGTH[text[0]]}.",
            "length",
        )
    strange = [c for c in text if c not in VALUE]
    if strange:
        raise CodeError(f"{grouped(text)} has {strange[0]!r} in it, which no code has.", "character")
    if not is_sound(text):
        raise CodeError(f"{grouped(text)} has a slip in it: its last three characters do not fit the others.", "check")
    number = 0
    for character in text[1:-CHECKS]:
        number = number * FIELD + VALUE[character]
    number, print_ = divmod(number, PRINTS)
    return print_, number


def _in_order(
    questions: Questions, answers: dict[str, dict[str, dict[str, int | str]]]
) -> dict[str, dict[str, dict[str, int | str]]]:
    return {
        pair: {
            when: {side: answers[pair][when][side] for side in questions.sides if side in answers[pair][when]}
            for when in questions.whens
            if when in answers[pair]
        }
        for pair in questions.pairs
        if pair in answers
    }
