"""Lay out the empty square of a tally sheet: a column and a row a step, and one apart for "not sure"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grid:
    """The places of a tally, by the answers to the two sides.

    Parameters
    ----------
    steps
        How many steps an answer has.

    Examples
    --------
    >>> Grid(3).columns, Grid(3).rows
    (['1', '2', '3', '0'], ['0', '3', '2', '1'])
    """

    steps: int

    @property
    def columns(self) -> list[str]:
        """Answers to the first side from left to right; ``0`` stands for "not sure"."""
        return [*map(str, range(1, self.steps + 1)), "0"]

    @property
    def rows(self) -> list[str]:
        """Answers to the second side from the top down."""
        return self.columns[::-1]
