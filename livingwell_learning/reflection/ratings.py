"""One person's rating of a pair: each side on its own, with "not sure" and blank kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from ..words import t
from .questions import NOT_SURE, check_answer

Answer = int | Literal["not-sure"] | None

STEPS = 5


@dataclass(frozen=True)
class Scale:
    """What answers are given on: two sides, each on its own, and the steps, in words for people to read.

    Parameters
    ----------
    sides
        Key and name of each side; the name as it stands within a sentence.
    steps
        The words of the steps, least first; those of the table of words if not given.

    Examples
    --------
    >>> scale = Scale({"sun": "sunny", "rain": "rainy"})
    >>> scale.steps[-1], scale.rate({"sun": 2, "rain": 4}).point
    ('very much', (2, 4))
    """

    sides: dict[str, str]
    steps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.sides) != 2:
            raise ValueError(f"A rating has two sides, and these are {len(self.sides)}: {', '.join(self.sides)}.")
        if not self.steps:
            object.__setattr__(self, "steps", tuple(t(f"rating.step_{number}") for number in range(1, STEPS + 1)))

    def check(self, answer: object) -> None:
        """Refuse what is no answer on this scale."""
        check_answer(answer, len(self.steps))

    def rate(self, answers: dict[str, Answer]) -> Rating:
        """Return the rating that answers by side make; a side that is left out is blank."""
        first, second = (answers.get(side) for side in self.sides)
        return Rating(first, second, self)

    def vocabulary(self) -> dict[str, str]:
        """Return the words for every rating there can be, so that a screen needs none of its own.

        Returns
        -------
        dict
            The key is the two answers, in the order of the sides, with a space between; a blank is empty.

        Examples
        --------
        >>> words = Scale({"sun": "sunny", "rain": "rainy"}).vocabulary()
        >>> len(words), words["4 4"]
        (49, 'Both are present: quite a lot (4 and 4).')
        """
        answers: tuple[Answer, ...] = (None, *range(1, len(self.steps) + 1), NOT_SURE)
        ratings = [Rating(first, second, self) for first, second in product(answers, repeat=2)]
        return {f"{r.first or ''} {r.second or ''}": r.words for r in ratings}


@dataclass(frozen=True)
class Rating:
    """How much one person sees of each side of a pair; never a balance between the two.

    Parameters
    ----------
    first, second
        A whole number from 1, not at all, to the highest step; ``"not-sure"``; or ``None`` for a blank.
    scale
        The sides and the steps.

    Examples
    --------
    >>> rating = Rating(2, 4, Scale({"sun": "sunny", "rain": "rainy"}))
    >>> rating.point, rating.both, rating.lean
    ((2, 4), 2, 2)
    >>> rating.words
    'Both are present: at least a little (sunny 2, rainy 4). The rainy side is seen more.'
    """

    first: Answer
    second: Answer
    scale: Scale = field(repr=False)

    def __post_init__(self) -> None:
        for answer in (self.first, self.second):
            if answer is not None:
                self.scale.check(answer)

    @property
    def point(self) -> tuple[int, int] | None:
        """Where the pair stands, (first side, second side); nothing unless both have a number."""
        if isinstance(self.first, int) and isinstance(self.second, int):
            return self.first, self.second
        return None

    @property
    def both(self) -> int | None:
        """How much both sides are present together: the smaller of the two."""
        return min(self.point) if self.point else None

    @property
    def lean(self) -> int | None:
        """The second side less the first. It says which side is seen more, not which is better."""
        return self.point[1] - self.point[0] if self.point else None

    @property
    def words(self) -> str:
        """Where the pair stands, in plain and neutral words."""
        return _point_in_words(*self.point, self.scale) if self.point else _gap_in_words(self)


def _point_in_words(first: int, second: int, scale: Scale) -> str:
    name, other = scale.sides.values()
    more, less = (other, name) if second > first else (name, other)
    low, high = sorted((first, second))
    step = {"least": scale.steps[low - 1], "most": scale.steps[high - 1], "high": high}
    if high == 1:
        return t("rating.neither")
    if low == high:
        return t("rating.both_alike", **step)
    if low == 1:
        return t("rating.one_side", more=more, less=less, **step)
    seen = t("rating.seen", more=more, how=t(f"rating.more_{min(high - low, 3)}"))
    return t("rating.both_unlike", first=name, first_step=first, second=other, second_step=second, seen=seen, **step)


def _gap_in_words(rating: Rating) -> str:
    answers = dict(zip(rating.scale.sides.values(), (rating.first, rating.second), strict=True))
    unsure = [side for side, answer in answers.items() if answer == NOT_SURE]
    blank = [side for side, answer in answers.items() if answer is None]
    if len(blank) == 2:
        return t("rating.empty")
    if len(unsure) == 2:
        return t("rating.unsure_of_both")
    if unsure and blank:
        return t("rating.unsure_and_blank", unsure=unsure[0], blank=blank[0])
    if unsure:
        return t("rating.unsure_of_one", unsure=unsure[0])
    return t("rating.blank", blank=blank[0])
