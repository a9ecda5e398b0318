"""Foretell how high a row stands on a phone, so that it can wait unlaid until a reader comes near."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ...words import t
from .rows import About, Fact, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .rows import Row

UNIT = 4.0
"""Height in rem that the style gives to each of what ``data-lw-many`` counts."""
HEAD = CELL = ENTRY = 4.5
MEANING = 2.0
CHARACTER = 0.05
"""Heights in rem of a heading, of an empty cell, of the frames of an entry and of what a row means, and of a
character. They are measured at a width of 320 px and rounded up: too much room leaves a gap for a moment, but too
little lets rows overlap."""


def room(row: Row, places: Iterable[str]) -> int:
    """Return the height of a row in rem, rather too high than too low, with a cell for each of ``places``."""
    cells = [row.cells.get(place, []) for place in places]
    head = HEAD + (MEANING + CHARACTER * len(row.means) if row.means else 0)
    return ceil(head + sum(CELL + sum(ENTRY + CHARACTER * characters(entry) for entry in cell) for cell in cells))


def characters(entry: About | Fact | Step) -> int:
    """Return how many characters of an entry are on show while its sources are closed."""
    match entry:
        case About(summary=summary, entries=entries):
            return len(summary) + sum(len(label) + len(value or t("common.not_recorded")) for label, value in entries)
        case Fact(text=text, when=when, note=note, label=label):
            return len(text) + len(when) + len(note) + len(label)
        case Step(event=event, note=note, since=since):
            longest = max(map(len, since.values()), default=0)
            return len(event.title) + len(event.date.words) + len(note) + longest
