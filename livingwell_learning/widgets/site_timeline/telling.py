"""Read what a timeline tells beside its events: the named steps of a place, and a story of it all in a few steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...data import read_values, sentences
from ..describing import categories, described

if TYPE_CHECKING:
    from ...data import DataPackage, Source
    from .events import Event

SHORT = "short"
"""Property of a step in the descriptor: its name in a word or two, for a picture."""


@dataclass(frozen=True)
class Told:
    """One step of a story: words with their sources, and the years, places and events that the picture shows to it."""

    title: str
    text: str
    first: int
    last: int
    places: tuple[str, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]


def read_steps(tables: DataPackage) -> dict[tuple[str, str], str]:
    """Return the short name of each step that an event was for a place; none where there is no table ``milestones``."""
    if not described(tables, "milestones"):
        return {}
    labels = read_values(tables, "milestones", "milestone")
    told = categories(tables, "milestones", "milestone")
    return {
        (row["place"], row["event"]): told.get(row["milestone"], {}).get(SHORT, labels[row["milestone"]])
        for row in tables.milestones.to_dict("records")
    }


def read_told(tables: DataPackage, table: str, events: list[Event]) -> list[Told]:
    """Return the steps of a story in their order.

    Raises
    ------
    ValueError
        When there is no such table.
    """
    if not described(tables, table):
        message = f"told is {table!r}, which is no table of this data package."
        raise ValueError(sentences(message, "Name a table with the columns of a story, or leave it out."))
    known = {event.id: event for event in events}
    rows = sorted(getattr(tables, table).to_dict("records"), key=lambda row: int(row["order"]))
    return [
        Told(
            row["title"],
            row["text"],
            int(row["first"]),
            int(row["last"]),
            tuple(row["places"]),
            tuple(known[event] for event in row["events"] if event in known),
            tuple(tables.cite(*row["sources"])),
        )
        for row in rows
    ]
