"""Who of those that joined a closed round is counted in its squares: never so that one tells of too few."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tallies import SPLIT_SQUARE_FROM, SQUARE_FROM, Tally

if TYPE_CHECKING:
    from .questions import Questions


@dataclass(frozen=True)
class Person:
    """One person's answers, as they came in."""

    answers: dict[str, dict[str, dict[str, int | str]]]
    mark: int
    way: str = "box"
    part: str = ""


def admit_to_squares(joined: list[Person], squared: list[Person], parted: list[Person] | None, floor: int) -> None:
    """Let those who joined be squared, too, when nobody can take one square from another and see fewer than it may.

    A square of everybody takes eight or more at once. The parts have squares only together, each with twelve or more
    at once: one part's square, taken from that of everybody, would show the other's.

    Parameters
    ----------
    joined
        Who is counted in the sides.
    squared, parted
        Who is counted in the square of everybody, and in those of the parts, where there is a split; both may grow.
    floor
        The round's floor.
    """
    if len(joined) - len(squared) >= max(floor, SQUARE_FROM):
        squared += [person for person in joined if person not in squared]
    if parted is None:
        return
    coming = Counter(person.part for person in squared if person not in parted)
    if all(coming[person.part] >= max(floor, SPLIT_SQUARE_FROM) for person in squared):
        parted += [person for person in squared if person not in parted]


def counted(
    questions: Questions, pair: str, when: str, people: list[Person], squared: list[Person], part: str = "",
    blank: dict[str, int] | None = None,
) -> Tally:  # fmt: skip
    """Return the counts of people, with a square that counts some of them."""
    whole, square = (
        Tally.count(questions, pair, when, [person.answers for person in some], part) for some in (people, squared)
    )
    return Tally(pair, when, whole.sides, whole.blank if blank is None else blank, square.square, part)
