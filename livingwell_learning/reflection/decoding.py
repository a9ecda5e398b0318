"""Read a short code again: with its questions, or as much as it tells by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from .checks import CHECKS, FIELD, LENGTH, VALUE, grouped, is_sound, plain
from .codes import BASE, MONTHS, MOST_ANSWERS, PRINTS, UNSURE, CodeError, marks, month_of, residue_of
from .questions import NOT_SURE
from .reflections import Reflection

if TYPE_CHECKING:
    from .questions import Questions
    from .ratings import Answer

VERSION = 1
MOST_CHARACTERS = 1_000


@dataclass(frozen=True)
class Decoded:
    """What a code holds: the answers, the month (0 to 23, counted from an even year's January) and the mark."""

    answers: dict[str, dict[str, dict[str, int | str]]]
    month: int
    mark: int
    questions: Questions = field(repr=False)

    def reflection(self, date: str = "") -> Reflection:
        """Return the reflection that these answers make; a code holds no notes, and nothing to keep or to try.

        Parameters
        ----------
        date
            The day, where it is known from elsewhere: a code holds no more than a month. It must lie in that month.

        Raises
        ------
        CodeError
            When the day is not in the code's month.

        Examples
        --------
        >>> from livingwell_learning.reflection import Questions, decode, encode
        >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
        >>> code = encode(questions, {"sun-shade": {"now": {"one": 4}}}, month=10, mark=7)
        >>> encode(decode(code, questions).reflection("2026-11-27")) == code
        True
        """
        try:
            mine = Reflection(self.questions, self.answers, date=date, mark=self.mark)
        except ValueError as error:
            raise CodeError(str(error), "answers") from None
        if date and month_of(date) != self.month:
            raise CodeError(f"{date} is not in the month of this code. Give a day of that month, or none.", "answers")
        return mine


@dataclass(frozen=True)
class BareCode:
    """What a sound code tells by itself: neither which questions it answers nor how many.

    Parameters
    ----------
    text
        The code, in groups of four.
    version
        The version of the code.
    hoped
        Whether hopes were rated, too.
    month
        The month, 0 to 23, counted from an even year's January.
    residue
        What the code holds of the fingerprint of its questions, 0 to 528. Codes in which it differs answer other
        questions; codes in which it is the same may still do so, one set-up in 529 by chance.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions, decode, encode
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> bare = decode(encode(questions, {"sun-shade": {"now": {"one": 4, "other": "not-sure"}}}, month=10, mark=7))
    >>> bare.version, bare.hoped, bare.month, bare.fits(questions)
    (1, False, 10, True)
    >>> bare.with_questions(questions).answers
    {'sun-shade': {'now': {'one': 4, 'other': 'not-sure'}}}
    >>> bare.by_position(2)
    (4, 'not-sure')
    """

    text: str
    version: int
    hoped: bool
    month: int
    residue: int
    _rest: int = field(repr=False)

    def fits(self, questions: Questions) -> bool:
        """Return whether the code may answer these questions; one set-up in 529 does by chance."""
        return self.hoped == questions.hoped and self.residue == residue_of(questions)

    def with_questions(self, questions: Questions) -> Decoded:
        """Return what the code holds, now that its questions are known.

        Raises
        ------
        CodeError
            When the code answers other questions than these, or holds what no reflection on them has.
        """
        if not self.fits(questions):
            raise CodeError(f"{self.text} answers other questions than this set-up asks.", "questions")
        most = marks(questions)  # the questions fit into a code at all
        digits, mark = self._split(questions.answers)
        given: dict[tuple[str, str, str], int] = dict(zip(questions.slots(), digits, strict=True))
        if any(questions.steps < digit < UNSURE for digit in digits):
            raise CodeError(f"{self.text} holds a step that these questions do not have.", "answers")
        if mark >= most:
            raise CodeError(f"{self.text} holds a mark that no reflection has.", "answers")
        answers: dict[str, dict[str, dict[str, int | str]]] = {}
        for pair in questions.pairs:
            for when in questions.whens:
                for side in questions.sides:
                    if digit := given[pair, when, side]:
                        answer = NOT_SURE if digit == UNSURE else digit
                        answers.setdefault(pair, {}).setdefault(when, {})[side] = answer
        return Decoded(answers, self.month, mark, questions)

    def by_position(self, count: int) -> tuple[Answer, ...]:
        """Return the answers in their order, each a step, ``"not-sure"`` or ``None`` for a blank.

        The order is that of :meth:`~.questions.Questions.slots`: side by side and pair by pair what is there now,
        then likewise what is hoped for.

        Parameters
        ----------
        count
            How many answers were asked for. Nothing in a code tells: another number gives other answers, and no error.

        Raises
        ------
        CodeError
            When no code holds as many.
        """
        if not isinstance(count, int) or not 1 <= count <= MOST_ANSWERS:
            raise CodeError(f"{count!r} is no number of answers in a code. Give 1 to {MOST_ANSWERS}.", "questions")
        return tuple(NOT_SURE if digit == UNSURE else digit or None for digit in self._split(count)[0])

    def _split(self, count: int) -> tuple[list[int], int]:
        rest, digits = self._rest, []
        for _ in range(count):
            rest, digit = divmod(rest, BASE)
            digits.append(digit)
        return digits[::-1], rest


@overload
def decode(code: str) -> BareCode: ...
@overload
def decode(code: str, questions: Questions) -> Decoded: ...
def decode(code: str, questions: Questions | None = None) -> Decoded | BareCode:
    """Return what a code holds.

    Parameters
    ----------
    code
        Twenty or twenty-four characters; case, spaces, dashes, line breaks and zero-width signs do not count.
    questions
        What was asked. Without them, what the code tells by itself, which :meth:`BareCode.with_questions` completes.

    Raises
    ------
    CodeError
        When the text is no code, has a slip in it, or answers other questions. Nothing is repaired silently:
        ask :func:`~.slips.likely` what may have been meant.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions, Reflection, encode
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> mine = Reflection(questions, {"sun-shade": {"now": {"one": 4}}}, date="2026-11-27", mark=7)
    >>> decode(encode(mine), questions).reflection("2026-11-27") == mine
    True
    >>> decode(encode(mine)).with_questions(questions) == decode(encode(mine), questions)
    True
    """
    if not isinstance(code, str) or len(code) > MOST_CHARACTERS:
        shown = f"A text of {len(code)} characters" if isinstance(code, str) else repr(code)[:60]
        raise CodeError(f"{shown} is no code. Give the text of one; find(text, questions) looks for many.", "length")
    text = plain(code)
    number, residue = divmod(_number(text), PRINTS)
    rest, month = divmod(number, MONTHS)
    bare = BareCode(grouped(text), VERSION, text[0] == "D", month, residue, rest)
    return bare if questions is None else bare.with_questions(questions)


def _number(text: str) -> int:
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
    return number
