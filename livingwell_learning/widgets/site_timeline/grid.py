"""Lay events out in rows of columns: a row a place, a column a year or some years, with marks and numbers in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .picture import STEPS, Axis

if TYPE_CHECKING:
    from .events import Event, Place

MOST = 16
"""How many columns a phone has room for, each wide enough to touch."""


@dataclass(frozen=True)
class Columns:
    """Some years side by side; what lies before them stands apart.

    Examples
    --------
    >>> Columns.over([2014, 2019])
    Columns(first=2014, step=1, count=6)
    >>> Columns.over([1800, 2019]).years(1)
    (1820, 1839)
    """

    first: int
    step: int
    count: int

    @classmethod
    def over(cls, years: Iterable[int]) -> Columns:
        """Return the columns for some years: a few early ones get none where most lie much later."""
        ordered = sorted(years)
        if not ordered:
            return cls(2000, 1, 1)
        first, last = Axis.over(ordered).bend or ordered[0], ordered[-1]
        step = next(step for step in STEPS if last // step - first // step < MOST)
        return cls(first // step * step, step, last // step - first // step + 1)

    def at(self, year: int) -> int:
        """Return the column of a year, from 0; below 0 for what lies before all of them."""
        return (year - self.first) // self.step

    def years(self, column: int) -> tuple[int, int]:
        """Return the first and the last year of a column."""
        first = self.first + column * self.step
        return first, first + self.step - 1

    @property
    def all(self) -> list[tuple[int, int]]:
        """Every column's first and last year."""
        return [self.years(column) for column in range(self.count)]


@dataclass(frozen=True)
class Cell:
    """The events of one place in one column: those with a mark each, and those that are a number together."""

    marked: tuple[Event, ...] = ()
    counted: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Row:
    """One place: its steps by name, what lies before the columns, and a cell a column."""

    place: Place
    steps: tuple[tuple[Event, str], ...]
    early: tuple[Event, ...]
    cells: tuple[Cell, ...]
    events: tuple[Event, ...]


def lay_out(
    events: list[Event],
    places: list[Place],
    columns: Columns,
    counted: set[str],
    steps: dict[tuple[str, str], str],
) -> list[Row]:
    """Return a row for each place.

    Parameters
    ----------
    events
        All events, in their order.
    places
        The rows.
    columns
        The years that have a column.
    counted
        Strands whose events are a number a cell.
    steps
        What an event stands for as a step of a place, by place and event; it always has a mark.
    """
    found = []
    for place in places:
        here = [event for event in events if place.id in event.places]
        cells: list[tuple[list[Event], list[Event]]] = [([], []) for _ in range(columns.count)]
        for event in here:
            at = columns.at(event.date.year)
            if at >= 0:
                cells[at][event.strand in counted and (place.id, event.id) not in steps].append(event)
        named = tuple((event, steps[place.id, event.id]) for event in here if (place.id, event.id) in steps)
        early = tuple(event for event in here if columns.at(event.date.year) < 0)
        filled = tuple(Cell(tuple(marked), tuple(others)) for marked, others in cells)
        found.append(Row(place, named, early, filled, tuple(here)))
    return found
