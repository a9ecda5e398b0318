"""One person's rating of a pair: each side on its own, with "not sure" and blank kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

Side = Literal["mechanistic", "relational"]
Answer = int | Literal["not-sure"] | None

SIDES: tuple[str, ...] = get_args(Side)
STEPS = ("not at all", "a little", "to some extent", "quite a lot", "very much")
NOT_SURE = "not-sure"
MORE = ("a little more", "more", "much more")


def check_answer(answer: object) -> None:
    """Refuse what is no answer.

    Parameters
    ----------
    answer
        A whole number from 1 to 5, or ``"not-sure"``.

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
    if answer != NOT_SURE and not (whole and 1 <= answer <= len(STEPS)):
        raise ValueError(
            f"{answer!r} is not an answer. Give a whole number from 1 to {len(STEPS)}, or {NOT_SURE!r}; "
            "leave a blank side out."
        )


@dataclass(frozen=True)
class Rating:
    """How much one person sees of each side of a pair; never a balance between the two.

    Parameters
    ----------
    mechanistic, relational
        A whole number from 1, not at all, to 5, very much; ``"not-sure"``; or ``None`` for a blank.

    Examples
    --------
    >>> rating = Rating(mechanistic=2, relational=4)
    >>> rating.point, rating.both, rating.lean
    ((2, 4), 2, 2)
    >>> rating.words
    'Both are present: at least a little (mechanistic 2, relational 4). The relational side is seen more.'
    """

    mechanistic: Answer = None
    relational: Answer = None

    def __post_init__(self) -> None:
        for answer in (self.mechanistic, self.relational):
            if answer is not None:
                check_answer(answer)

    @property
    def point(self) -> tuple[int, int] | None:
        """Where the pair stands, (mechanistic, relational); nothing unless both sides have a number."""
        if isinstance(self.mechanistic, int) and isinstance(self.relational, int):
            return self.mechanistic, self.relational
        return None

    @property
    def both(self) -> int | None:
        """How much both sides are present together: the smaller of the two."""
        return min(self.point) if self.point else None

    @property
    def lean(self) -> int | None:
        """Relational less mechanistic, from -4 to 4. It says which side is seen more, not which is better."""
        return self.point[1] - self.point[0] if self.point else None

    @property
    def words(self) -> str:
        """Where the pair stands, in plain and neutral words."""
        return _point_in_words(self) if self.point else _gap_in_words(self)


def _point_in_words(rating: Rating) -> str:
    mechanistic, relational = rating.point
    more, less = ("relational", "mechanistic") if rating.lean > 0 else ("mechanistic", "relational")
    low, high = sorted(rating.point)
    if high == 1:
        return "Neither is present (1 and 1)."
    if not rating.lean:
        return f"Both are present: {STEPS[low - 1]} ({mechanistic} and {relational})."
    if low == 1:
        return f"The {more} side is present: {STEPS[high - 1]} ({high}). The {less} side is not present (1)."
    return (
        f"Both are present: at least {STEPS[low - 1]} (mechanistic {mechanistic}, relational {relational}). "
        f"The {more} side is seen {MORE[high - low - 1]}."
    )


def _gap_in_words(rating: Rating) -> str:
    answers = {side: getattr(rating, side) for side in SIDES}
    unsure = [side for side, answer in answers.items() if answer == NOT_SURE]
    blank = [side for side, answer in answers.items() if answer is None]
    if len(blank) == 2:
        return "The square is empty. The point goes where your two answers meet."
    if len(unsure) == 2:
        return "You are not sure about either side, so the square stays empty. That is an answer, too."
    if unsure and blank:
        return f"You are not sure about the {unsure[0]} side. The {blank[0]} side is not rated yet."
    if unsure:
        return f"You are not sure about the {unsure[0]} side, so the square stays empty. That is an answer, too."
    return f"The {blank[0]} side is not rated yet. The point appears when both sides have a number."


def vocabulary() -> dict[str, str]:
    """Return the words for every rating there can be, so that a screen needs none of its own.

    Returns
    -------
    dict
        The key is the two answers, mechanistic first, with a space between; a blank is empty.

    Examples
    --------
    >>> words = vocabulary()
    >>> len(words), words["4 4"]
    (49, 'Both are present: quite a lot (4 and 4).')
    """
    answers = (None, *range(1, len(STEPS) + 1), NOT_SURE)
    ratings = [Rating(*two) for two in product(answers, repeat=2)]
    return {f"{r.mechanistic or ''} {r.relational or ''}": r.words for r in ratings}
