"""Counts of one question and what may be said of them; how much depends on how many people answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .agreement import agreement, far_from_middle, median, spread
from .questions import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .questions import Questions

FLOOR = 5
SQUARE_FROM = 8
WORDS_FROM = 8
ENDS_FROM = 12
SPLIT_SQUARE_FROM = 12
NEAR, APART = 0.6, -0.2
MOST_NAMED = 3
NOT_GIVEN = "not-given"


@dataclass(frozen=True)
class Tally:
    """How many people gave which answer to one pair, now or hoped for.

    Parameters
    ----------
    pair, when, part
        What was rated; the part of a split, or empty for everybody.
    sides
        By side: how many chose each step, lowest first, and last how many were not sure. Only people with an
        answer to every side are counted, so that no second view can be set against this one.
    blank
        By side: how many left it blank.
    square
        For two sides: rows by the answer to the first side, columns by the answer to the second, "not sure" last.
        Nothing where it was not kept. It may count fewer people than the sides: those who came last wait until eight
        of them can join the square, as no two squares may tell those of fewer.
    """

    pair: str
    when: str
    sides: Mapping[str, tuple[int, ...]]
    blank: Mapping[str, int] = field(default_factory=dict)
    square: tuple[tuple[int, ...], ...] | None = None
    part: str = ""

    @property
    def people(self) -> int:
        """How many people are counted."""
        return sum(next(iter(self.sides.values())))

    @property
    def squared(self) -> int:
        """How many people the square counts."""
        return sum(map(sum, self.square or ()))

    @classmethod
    def count(
        cls, questions: Questions, pair: str, when: str, people: Iterable[Mapping[str, Any]], part: str = ""
    ) -> Tally:
        """Count people's answers, each a mapping by pair, when and side."""
        places = questions.steps + 1
        sides = {side: [0] * places for side in questions.sides}
        blank = dict.fromkeys(questions.sides, 0)
        square = [[0] * places for _ in range(places)]
        for answers in people:
            mine = answers.get(pair, {}).get(when, {})
            for side in questions.sides:
                blank[side] += side not in mine
            if any(side not in mine for side in questions.sides):
                continue
            where = [questions.steps if mine[side] == NOT_SURE else mine[side] - 1 for side in questions.sides]
            for side, place in zip(questions.sides, where, strict=True):
                sides[side][place] += 1
            if len(where) == 2:
                square[where[0]][where[1]] += 1
        return cls(
            pair, when, {side: tuple(counts) for side, counts in sides.items()}, blank,
            tuple(map(tuple, square)) if len(questions.sides) == 2 else None, part,
        )  # fmt: skip

    def shown(self, floor: int = FLOOR) -> dict[str, Any]:
        """Return what may be shown, with nothing below the floor.

        Parameters
        ----------
        floor
            The fewest answers that show anything; 5 or more.

        Returns
        -------
        dict
            ``pair``, ``when``, ``part``, ``people``, ``blank`` and, from the floor on, ``sides`` (see
            :func:`side_shown`), ``square``, ``groups`` and ``squared``, how many these count (from 8; a part of a split
            from 12), else ``None``.
        """
        shown: dict[str, Any] = {
            "pair": self.pair, "when": self.when, "part": self.part, "people": self.people,
            "blank": dict(self.blank), "sides": None, "square": None, "squared": None, "groups": None,
        }  # fmt: skip
        if self.people < max(floor, FLOOR):
            return shown
        shown["sides"] = {side: side_shown(counts, floor) for side, counts in self.sides.items()}
        if self.square and self.squared >= max(floor, SPLIT_SQUARE_FROM if self.part else SQUARE_FROM):
            shown.update(square=[list(row) for row in self.square], squared=self.squared, groups=_groups(self.square))
        return shown


def side_shown(counts: tuple[int, ...], floor: int = FLOOR) -> dict[str, Any]:
    """Return what may be said of one side.

    Parameters
    ----------
    counts
        How many chose each step, lowest first, and last how many were not sure.
    floor
        The fewest numbers of which a middle is told.

    Returns
    -------
    dict
        ``counts`` of the steps, ``unsure``, ``numbers`` (how many chose a step); from the floor on ``median`` (the
        two middle answers), ``low`` and ``high``; from 8 numbers ``word``: ``near``, ``most-near`` or ``different``,
        and ``far``, how many stand two steps or more from the median; from 12 ``ends``: whether answers stand at
        both ends. What may not be said is ``None``.

    Notes
    -----
    "Near" asks for van der Eijk's A of 0.6 or more and nobody two steps or more from the median; "at both ends" for
    an A of -0.2 or less. People who answer by chance reach the first in at most 4 of 100 groups of eight or more, and
    the second in 1 to 3. These limits are choices of this library.
    """
    *steps, unsure = counts
    numbers = sum(steps)
    said: dict[str, Any] = {
        "counts": list(steps), "unsure": unsure, "numbers": numbers,
        "median": None, "low": None, "high": None, "word": None, "far": None, "ends": None,
    }  # fmt: skip
    if numbers >= max(floor, FLOOR):
        chosen = [step for step, n in enumerate(steps, start=1) if n]
        said.update(median=list(median(steps)), low=chosen[0], high=chosen[-1])
    if numbers >= max(floor, WORDS_FROM):
        near, far = agreement(steps) >= NEAR, far_from_middle(steps)
        said.update(word=("most-near" if far else "near") if near else "different", far=far)
    if numbers >= max(floor, ENDS_FROM):
        said.update(ends=agreement(steps) <= APART)
    return said


def _groups(square: tuple[tuple[int, ...], ...]) -> dict[str, int]:
    steps = len(square) - 1
    middle = (steps + 1) // 2
    groups = {"both": 0, "first": 0, "second": 0, "neither": 0, "unsure": 0}
    for first, row in enumerate(square, start=1):
        for second, n in enumerate(row, start=1):
            if steps < first or steps < second:
                groups["unsure"] += n
            elif first >= middle and second >= middle:
                groups["both"] += n
            elif first >= middle or second >= middle:
                groups["first" if first >= middle else "second"] += n
            else:
                groups["neither"] += n
    return groups


def differ_most(tallies: Iterable[Tally], floor: int = FLOOR) -> list[dict[str, Any]]:
    """Return up to three sides of different pairs on which people stand furthest from each other.

    Parameters
    ----------
    tallies
        Those of everybody, not of parts.
    floor
        The round's floor.

    Returns
    -------
    list of dict
        ``pair``, ``when``, ``side`` and ``spread``, the average distance between two people in steps; widest first.
        Only sides with 12 numbers or more count, and none where all agree.
    """
    widest = []
    for order, tally in enumerate(tallies):
        apart = [
            (-round(spread(counts[:-1]), 9), order, place, side)
            for place, (side, counts) in enumerate(tally.sides.items())
            if sum(counts[:-1]) >= max(floor, ENDS_FROM)
        ]
        if apart and min(apart)[0] < 0:
            widest.append((*min(apart), tally))
    named = sorted(widest, key=lambda item: item[:3])[:MOST_NAMED]
    return [{"pair": t.pair, "when": t.when, "side": side, "spread": -wide} for wide, _, _, side, t in named]
