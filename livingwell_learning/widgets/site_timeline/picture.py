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

    event: str
    x: float
    width: float
    y: int
    strand: str
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


def draw(events: list[Event], places: list[Place], axis: Axis) -> list[Row]:
    """Return a row for each place; a mark names its event."""
    return [_row(place, [event for event in events if place.id in event.places], axis) for place in places]


def _row(place: Place, events: list[Event], axis: Axis) -> Row:
    spans = [(event, axis.x(moment(event.date.start)), axis.x(moment(event.date.end))) for event in events]
    marks, height = pack(spans)
    return Row(place, marks, height)


def pack(placed: list[tuple[Event, float, float]]) -> tuple[tuple[Mark, ...], int]:
    """Place marks so that none covers another: exact dates above, whole years below, each in as few lanes as it needs.

    Parameters
    ----------
    placed
        Events in their order, each with where it starts and ends, in per cent.

    Returns
    -------
    tuple
        The marks in the order of the events, and the height of all lanes.
    """
    dots: list[tuple[float, float, int, Event]] = []
    spans: list[tuple[float, float, int, Event]] = []
    for index, (event, start, end) in enumerate(placed):
        span = event.date.precision in ("year", "interval")
        width = round(max(end - start, DOT / 2), 1) if span else 0
        x = start if span else round((start + end) / 2, 1)
        (spans if span else dots).append((x, width, index, event))
    marks: list[tuple[int, Mark]] = []
    below = 0
    for group in (dots, spans):
        ends: list[float] = []
        for x, width, index, event in sorted(group, key=lambda item: item[:3]):
            lane = next((i for i, end in enumerate(ends) if end <= x), len(ends))
            ends[lane:] = [x + (width + 0.8 if width else DOT), *ends[lane + 1 :]]
            y = PAD + (below + lane) * LANE
            marks.append((index, Mark(event.id, x, width, y, event.strand, event.date.uncertain)))
        below += len(ends)
    marks.sort(key=lambda item: item[0])
    return tuple(mark for _, mark in marks), max(below, 1) * LANE + PAD // 2
