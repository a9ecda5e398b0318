"""Read events, places and sources from the tables into what the template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...data import parse_date

if TYPE_CHECKING:
    from ...data import DataPackage, EventDate, Source

WHOLE = "programme"
"""Kind of the row in ``sites`` that stands for the programme as a whole and not for a place."""


@dataclass(frozen=True)
class Place:
    """A row of the timeline: a place, or the programme as a whole."""

    id: str
    name: str
    whole: bool


@dataclass(frozen=True)
class Event:
    """One happening, as the template shows it."""

    id: str
    date: EventDate
    title: str
    what: str
    theme: str
    strand: str
    places: tuple[str, ...]
    note: str
    conflict: str
    sources: tuple[Source, ...]

    @property
    def times(self) -> list[tuple[str, str]]:
        """Machine date and words of the date; two of each for an interval, which ``time`` cannot hold."""
        if self.date.precision != "interval":
            return [(self.date.iso, self.date.words)]
        machine = [parse_date(part).iso for part in self.date.text.split("/")]
        words = self.date.words.split(" to ")
        return list(zip(machine[-len(words) :], words, strict=True))


def read_places(tables: DataPackage) -> list[Place]:
    """Return the places in the order of their table, and the programme as a whole last."""
    rows = tables.sites.to_dict("records")
    places = [Place(row["id"], row["name"], row["kind"] == WHOLE) for row in rows]
    return sorted(places, key=lambda place: place.whole)


def read_events(tables: DataPackage) -> list[Event]:
    """Return the events, oldest first."""
    events = [
        Event(
            sources=tuple(tables.cite(*row["sources"])),
            date=parse_date(row["date"]),
            **{name: row[name] for name in ("id", "title", "what", "theme", "strand", "places", "note", "conflict")},
        )
        for row in tables.events.to_dict("records")
    ]
    return sorted(events, key=lambda event: event.date)


def by_year(events: list[Event], order: str) -> list[tuple[int, list[Event]]]:
    """Return the events in groups, one a year that has any, in the order asked for."""
    groups: dict[int, list[Event]] = {}
    for event in events if order == "oldest" else reversed(events):
        groups.setdefault(event.date.year, []).append(event)
    return list(groups.items())
