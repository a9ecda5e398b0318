"""Lay out the timelines from a step that places share, with the step at nought for each, and say the distances."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from ...words import t
from ..site_timeline.picture import LEFT, RIGHT, Mark, pack
from .months import since, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..site_timeline.events import Event

MONTHS = (3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 2400, 6000)
"""How many months may lie between two lines of the scale."""
MINUS = "\N{MINUS SIGN}"
LINES = 4.5
"""How many such distances the scale may hold, so that each line has room for its number and its unit."""


@dataclass(frozen=True)
class Line:
    """A line of the scale, in per cent, and what is written above it."""

    x: float
    words: str
    zero: bool


@dataclass(frozen=True)
class Alignment:
    """All timelines laid out from one step.

    Parameters
    ----------
    lines
        The scale.
    said
        What is said of each place that took the step: when, and from where it is counted.
    taken
        The id of the event that is the step, for each such place.
    bands
        For each such place, the height and the marks of each of its bands.
    """

    lines: tuple[Line, ...]
    said: dict[str, str]
    taken: dict[str, str]
    bands: dict[str, list[tuple[int, tuple[Mark, ...]]]]


def align(steps: dict[str, Event], bands: dict[str, list[list[Event]]]) -> Alignment:
    """Lay out the bands of every place that took a step, on one scale of months around it.

    Parameters
    ----------
    steps
        For each place that took the step, the event that is it.
    bands
        The events of each place, band by band.
    """
    zero = {place: sum(span(event.date)) / 2 + 0.5 for place, event in steps.items()}
    ends = [
        end - zero[place]
        for place in steps
        for band in bands[place]
        for event in band
        for end in (span(event.date)[0], span(event.date)[1] + 1)
    ]
    low, high = min([*ends, -6]), max([*ends, 6])

    def x(month: float) -> float:
        return round(LEFT + (month - low) / (high - low) * (RIGHT - LEFT), 1)

    return Alignment(
        lines=lines(low, high, x),
        said={place: dated(event) for place, event in steps.items()},
        taken={place: event.id for place, event in steps.items()},
        bands={place: [_packed(band, zero[place], x) for band in bands[place]] for place in steps},
    )


def _packed(band: list[Event], zero: float, x: Callable[[float], float]) -> tuple[int, tuple[Mark, ...]]:
    spans = [(event, *span(event.date)) for event in band]
    marks, height = pack([(event, x(first - zero), x(last + 1 - zero)) for event, first, last in spans])
    return height, marks


def lines(low: float, high: float, x: Callable[[float], float]) -> tuple[Line, ...]:
    """Return the lines of a scale of months, each with its number and its unit."""
    size = next(size for size in MONTHS if (high - low) / size <= LINES)
    months = range(ceil(low / size) * size, int(high) + 1, size)
    return tuple(Line(x(month), unit(month, size), month == 0) for month in months)


def unit(month: int, size: int) -> str:
    """Return a number of months with its unit, in years where the scale counts them.

    Examples
    --------
    >>> unit(24, 12), unit(6, 6), unit(0, 12)
    ('2 years', '6 months', '0')
    """
    if month == 0:
        return "0"
    number, word = (month // 12, "years") if size % 12 == 0 else (month, "count")
    return (MINUS if month < 0 else "") + t(f"months.{word}", count=abs(number))


def dated(event: Event) -> str:
    """Say when a step was taken, and from where it is counted if only a span of time is known."""
    first, last = span(event.date)
    return t("comparison.from_the_middle", date=event.date.words) if last > first else event.date.words


def distances(event: Event, steps: dict[str, dict[str, Event]], place: str, own: str = "") -> dict[str, str]:
    """Say how far an event of a place lies from each step that the place took.

    Parameters
    ----------
    event
        The event.
    steps
        For each step, the event of each place that took it.
    place
        The place.
    own
        The step that the event stands for, where it is shown as one; nothing is said of its distance from itself.
    """
    said = {}
    for step, taken in steps.items():
        if place not in taken or step == own:
            continue
        same = t("comparison.same_event" if own else "comparison.step_itself")
        said[step] = same if event.id == taken[place].id else since(event.date, taken[place].date)
    return said
