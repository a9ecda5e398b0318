"""What people are asked: pairs, their sides and the steps; everybody in a round must rate the same thing."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_PAIRS = 26
WHENS = ("now", "hoped")
NOT_SURE: Final = "not-sure"
LEAST_STEPS, MOST_STEPS = 3, 9


@dataclass(frozen=True)
class Questions:
    """The questions of one set-up, by key and never by word, so that translations join.

    Parameters
    ----------
    id
        Which collection of pairs this is, such as the name of a data package.
    edition
        The edition of that collection; a change of meaning is a new edition.
    pairs
        Keys of the pairs, in their order.
    sides
        Keys of the sides of each pair, in their order; two or more.
    hoped
        Whether each side is also rated as hoped for.
    steps
        How many steps an answer has, lowest 1.

    Raises
    ------
    ValueError
        When a key is no key or stands twice, or a number is out of range.

    Examples
    --------
    >>> questions = Questions("orchard", "1", ("sun-shade", "wet-dry"), ("one", "other"))
    >>> questions.fingerprint, questions.answers
    ('bdb154c095dc7380', 4)
    >>> questions.tags["1b"]
    ('sun-shade', 'now', 'other')
    """

    id: str
    edition: str
    pairs: tuple[str, ...]
    sides: tuple[str, ...]
    hoped: bool = False
    steps: int = 5

    def __post_init__(self) -> None:
        for field, least in (("pairs", 1), ("sides", 2)):
            keys = tuple(getattr(self, field))
            object.__setattr__(self, field, keys)
            if len(keys) < least or len(keys) > MOST_PAIRS:
                raise ValueError(f"{field} has {len(keys)} keys. Give {least} to {MOST_PAIRS}.")
            for key in keys:
                if not isinstance(key, str) or not KEY.fullmatch(key):
                    raise ValueError(f"{key!r} in {field} is no key. Use lower-case letters, digits and hyphens.")
            if len(set(keys)) < len(keys):
                raise ValueError(f"{field} names a key twice: {', '.join(keys)}. Name each once.")
        if not LEAST_STEPS <= self.steps <= MOST_STEPS:
            raise ValueError(f"steps is {self.steps}. Give {LEAST_STEPS} to {MOST_STEPS}.")

    @property
    def whens(self) -> tuple[str, ...]:
        """What is asked of each side: ``now``, and ``hoped`` where the set-up asks for it."""
        return WHENS if self.hoped else WHENS[:1]

    @property
    def answers(self) -> int:
        """How many answers one person can give."""
        return len(self.pairs) * len(self.sides) * len(self.whens)

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of edition, pairs, sides and steps."""
        parts = [self.edition, list(self.pairs), list(self.sides), self.steps]
        text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """The first 16 characters of :attr:`digest`; files carry it, and codes carry its residue."""
        return self.digest[:16]

    @property
    def tags(self) -> dict[str, tuple[str, str, str]]:
        """Pair, when and side of each tag on a form: ``1a``, ``1b`` and so on, ``2a`` for the next pair."""
        found = {}
        for number, pair in enumerate(self.pairs, start=1):
            asked = [(when, side) for when in self.whens for side in self.sides]
            for place, (when, side) in enumerate(asked):
                found[f"{number}{chr(ord('a') + place)}"] = (pair, when, side)
        return found

    def slots(self) -> list[tuple[str, str, str]]:
        """Return pair, when and side of each answer, in the order in which a code holds them."""
        return [(pair, when, side) for when in self.whens for pair in self.pairs for side in self.sides]

    def check(self, pair: str, when: str, side: str, answer: object) -> None:
        """Refuse an answer that these questions do not ask for, or that is none."""
        if pair not in self.pairs:
            raise ValueError(f"{pair!r} is not among the pairs of this set-up: {', '.join(self.pairs)}.")
        if when not in self.whens:
            raise ValueError(f"{when!r} is not asked here. This set-up asks for {' and '.join(self.whens)}.")
        if side not in self.sides:
            raise ValueError(f"{side!r} is no side of {pair!r}. Its sides are {' and '.join(self.sides)}.")
        check_answer(answer, self.steps)


def check_answer(answer: object, steps: int = 5) -> None:
    """Refuse what is no answer.

    Parameters
    ----------
    answer
        A whole number from 1 to ``steps``, or ``"not-sure"``.
    steps
        How many steps there are.

    Raises
    ------
    ValueError
        When it is neither. The message names the value, the rule and the remedy.

    Examples
    --------
    >>> check_answer(4), check_answer("not-sure")
    (None, None)
    >>> check_answer(6)
    Traceback (most recent call last):
    ValueError: 6 is not an answer. Give a whole number from 1 to 5, or 'not-sure'; leave a blank side out.
    """
    whole = isinstance(answer, int) and not isinstance(answer, bool)
    if answer != NOT_SURE and not (whole and 1 <= answer <= steps):  # type: ignore[operator]
        raise ValueError(
            f"{answer!r} is not an answer. Give a whole number from 1 to {steps}, or {NOT_SURE!r}; "
            "leave a blank side out."
        )
