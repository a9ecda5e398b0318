"""Read events, places and sources from the tables into what the template shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...data import parse_date, read_values
from ...words import counted, t
from ..describing import categories, described

if TYPE_CHECKING:
    from ...data import DataPackage, EventDate, Source

TONES = 3


@dataclass(frozen=True)
class Place:
    """A row of the timeline: a place, or all of them as a whole."""

    id: str
    name: str
    whole: bool
    page: str = ""


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


def read_places(tables: DataPackage) -> list[Place]:
    """Return the places in the order of their table, and last what stands for all of them as a whole.

    The property ``wholeKind`` of the table ``sites`` names the kind of that row.
    """
    whole = described(tables, "sites").get("wholeKind")
    rows = tables.sites.to_dict("records")
    places = [Place(row["id"], row["name"], row["kind"] == whole, row.get("page", "")) for row in rows]
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


def read_tones(tables: DataPackage, table: str = "events") -> dict[str, int]:
    """Return how each strand is drawn, from 1 to 3: its ``tone`` in the descriptor, else by its place in the list.

    There the first has 1, the last has 3, and what lies between has 2.
    """
    strands = list(read_values(tables, table, "strand"))
    told = categories(tables, table, "strand")
    places = {strand: 1 if at == 0 else 3 if at == len(strands) - 1 else 2 for at, strand in enumerate(strands)}
    return {strand: min(max(int(told.get(strand, {}).get("tone", places[strand])), 1), TONES) for strand in strands}


@dataclass(frozen=True)
class Group:
    """Events that stand together: openly, or folded behind words that count them."""

    words: str
    events: tuple[Event, ...]


def grouped(
    tables: DataPackage, events: list[Event], whole: Place | None, alone: str | None, tones: dict[str, int]
) -> list[Group]:
    """Return a place's own events, then behind their counts those of its other strands and those of all places.

    A strand is a place's own if it is drawn as the first of them. What a fold is called comes from the descriptor: the
    property ``folded`` of a strand, and ``wholeFolded`` of the table ``sites``. All events are one group where no place
    stands alone.
    """
    if alone is None:
        return [Group("", tuple(events))]
    told, of_all = categories(tables, "events", "strand"), described(tables, "sites").get("wholeFolded")
    here = [event for event in events if alone in event.places]
    labels = read_values(tables, "events", "strand")
    parts = [(labels[strand], told.get(strand, {}).get("folded"), strand) for strand in labels if tones[strand] != 1]
    folds = [(label, forms, [event for event in here if event.strand == strand]) for label, forms, strand in parts]
    folds.append((whole.name if whole else "", of_all, [event for event in events if alone not in event.places]))
    return [
        Group("", tuple(event for event in here if tones[event.strand] == 1)),
        *(Group(said(name, forms, len(found)), tuple(found)) for name, forms, found in folds if found),
    ]


def apart(tables: DataPackage, events: list[Event], whole: Place, elsewhere: str) -> tuple[str, str] | None:
    """Return what leads to the events of all places as a whole, which stand on another page: its words and address."""
    count = sum(whole.id in event.places for event in events)
    words = said(whole.name, described(tables, "sites").get("wholeFolded"), count)
    return (words, f"{elsewhere}?places={whole.id}") if count else None


def said(name: str, forms: dict[str, str] | None, count: int) -> str:
    """Count events in words: those of the descriptor, else the name of what they belong to."""
    return counted(forms, count) if forms else t("timeline.fold", count=count, name=name)


def set_back(
    tables: DataPackage, events: list[Event], counted: set[str], told: set[str]
) -> tuple[list[Event], tuple[str, dict[str, str] | None]]:
    """Return the events that stand behind the others, but for those that are told of, and what they are called."""
    strand = next((strand for strand in read_values(tables, "events", "strand") if strand in counted), "")
    found = [event for event in events if event.strand in counted and event.id not in told]
    forms = categories(tables, "events", "strand").get(strand, {}).get("folded")
    return found, (read_values(tables, "events", "strand").get(strand, ""), forms)


def by_year(events: Iterable[Event], order: str) -> list[tuple[int, list[Event]]]:
    """Return the events in groups, one a year that has any, in the order asked for."""
    groups: dict[int, list[Event]] = {}
    for event in events if order == "oldest" else reversed(list(events)):
        groups.setdefault(event.date.year, []).append(event)
    return list(groups.items())
