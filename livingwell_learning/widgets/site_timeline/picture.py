"""Place the marks of the picture: one row a place, one mark an event, on a time axis that all rows share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .events import Event, Place

LEFT, RIGHT = 1.5, 98.5
EARLY = 15.0
"""Where the later years start, in per cent, when a few early events are drawn closer together."""
DOT = 3.6
"""Room for a dot, in per cent of a phone's width, so that marks never touch."""
LANE, PAD = 11, 6
TICKS = 6
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Mark:
    """One event in one row; ``width`` is 0 for a dot."""

    index: int
    x: float
    width: float
    y: int
    strand: int
    uncertain: bool


@dataclass(frozen=True)
class Row:
    """One place with its marks in the order of the events, and how high it is."""

    place: Place
    marks: tuple[Mark, ...]
    height: int


@dataclass(frozen=True)
class Axis:
    """From dates to per cent; the years before ``bend`` share the narrow strip on the left."""

    first: int
    last: int
    bend: int | None

    @classmethod
    def over(cls, years: Iterable[int]) -> Axis:
        """Return the axis for some years.

        Examples
        --------
        >>> Axis.over([2014, 2019])
        Axis(first=2010, last=2020, bend=None)
        >>> Axis.over([1971, *[2012] * 5, *range(2012, 2020)]).bend
        2010
        """
        ordered = sorted(years)
        if not ordered:
            return cls(2000, 2001, None)
        first, last = ordered[0] // 5 * 5, ordered[-1] + 1
        bend = ordered[len(ordered) // 10] // 5 * 5
        # A long quiet start would leave little room for the years in which most happens.
        if bend - first > (last - bend) / 2 and bisect_left(ordered, bend):
            return cls(ordered[0] // 10 * 10, last, bend)
        return cls(first, last, None)

    def x(self, when: float) -> float:
        """Return where a moment stands, in per cent."""
        start, left = (self.first, LEFT) if self.bend is None else (self.bend, EARLY)
        if self.bend is not None and when < self.bend:
            return round(LEFT + (when - self.first) / (self.bend - self.first) * (EARLY - LEFT), 1)
        return round(left + (when - start) / (self.last - start) * (RIGHT - left), 1)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Round years and where they stand."""
        start = self.first if self.bend is None else self.bend
        step = next(step for step in STEPS if (self.last - start) / step <= TICKS)
        years = list(range(-(-start // step) * step, self.last + 1, step))
        return [(year, self.x(year)) for year in ([self.first] if self.bend is not None else []) + years]


def moment(day: date) -> float:
    """Return a day as a number of years."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def draw(events: list[Event], places: list[Place], strands: list[str], axis: Axis) -> list[Row]:
    """Return a row for each place; the marks know their event by its number in the list."""
    numbered = list(enumerate(events))
    return [_row(place, [item for item in numbered if place.id in item[1].places], strands, axis) for place in places]


def _row(place: Place, events: list[tuple[int, Event]], strands: list[str], axis: Axis) -> Row:
    dots, spans = [], []
    for index, event in events:
        start, end = axis.x(moment(event.date.start)), axis.x(moment(event.date.end))
        span = event.date.precision in ("year", "interval")
        width = round(max(end - start, DOT / 2), 1) if span else 0
        x = start if span else round((start + end) / 2, 1)
        strand = strands.index(event.strand)
        (spans if span else dots).append((x, width, index, strand, event.date.uncertain))
    marks: list[Mark] = []
    below = 0
    # Exact dates lie above, whole years below: each kind is packed into as few lanes as it needs.
    for group in (dots, spans):
        ends: list[float] = []
        for x, width, index, strand, uncertain in sorted(group):
            lane = next((i for i, end in enumerate(ends) if end <= x), len(ends))
            ends[lane:] = [x + (width + 0.8 if width else DOT), *ends[lane + 1 :]]
            marks.append(Mark(index, x, width, PAD + (below + lane) * LANE, strand, uncertain))
        below += len(ends)
    marks.sort(key=lambda mark: mark.index)
    return Row(place, tuple(marks), max(below, 1) * LANE + PAD // 2)
