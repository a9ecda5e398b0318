"""Read places, facts and shared steps into rows that have one cell for each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...data import read_column, read_values
from ...words import t
from ..describing import categories, described
from ..site_timeline.events import TONES, read_tones
from ..site_timeline.picture import draw
from .aligning import distances

if TYPE_CHECKING:
    from ...data import DataPackage, EventDate, Source
    from ..site_timeline.events import Event, Place
    from ..site_timeline.picture import Axis, Mark

GLANCE = ("local_name", "kind", "nation", "lead")
"""Columns of ``sites`` that are shown for each place, where the table has them."""


@dataclass(frozen=True)
class About:
    """What the table of places says of one place."""

    summary: str
    page: str
    entries: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Fact:
    """One fact of one place."""

    text: str
    when: str
    note: str
    tone: int
    label: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Step:
    """A step that a place took, and the event that marks it, with its distance from each of the other steps."""

    event: Event
    note: str
    since: dict[str, str]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Row:
    """What all places are asked alike: a key, a label, what is recorded for each place, and what the row means."""

    id: str
    label: str
    cells: dict[str, list[Any]]
    means: str = ""


@dataclass(frozen=True)
class Strip:
    """One place in the picture: its own work above, its surroundings below, each with its height."""

    place: Place
    bands: tuple[tuple[int, tuple[Mark, ...]], ...]
    years: str


def read_about(tables: DataPackage) -> dict[str, About]:
    """Return what is said of each place in short; an entry that is not recorded stays, with no value."""
    whole = described(tables, "sites").get("wholeKind")
    shown = [read_column(tables, "sites", name) for name in GLANCE if name in tables.sites]
    return {
        row["id"]: About(
            row.get("summary", ""),
            row.get("page", ""),
            tuple((column.title, column.words(row[column.name])) for column in shown),
            tuple(tables.cite(*row.get("sources", ()))),
        )
        for row in tables.sites.to_dict("records")
        if row["kind"] != whole
    }


def _empty(tables: DataPackage, table: str, column: str) -> list[Row]:
    """Return a row without cells for each value of a column; what it means is the value's ``description``."""
    told = categories(tables, table, column)
    values = read_values(tables, table, column)
    return [Row(value, label, {}, told.get(value, {}).get("description", "")) for value, label in values.items()]


def those_with_something_first(rows: list[Row], places: list[str]) -> tuple[list[Row], list[str]]:
    """Return rows in their order, those without anything for any of the places last, and the keys of these."""
    bare = [row.id for row in rows if not any(row.cells.get(place) for place in places)]
    return sorted(rows, key=lambda row: row.id in bare), bare


def read_facts(tables: DataPackage) -> list[Row]:
    """Return a row for each kind of fact; in a cell, a place's own work stands before its surroundings."""
    strands, tones = read_values(tables, "place_facts", "strand"), read_tones(tables, "place_facts")
    rows = _empty(tables, "place_facts", "kind")
    table = tables.place_facts.sort_values("order", kind="stable")
    by_kind = {row.id: row for row in rows}
    for record in table.to_dict("records"):
        strand = record["strand"]
        fact = Fact(
            record["text"],
            record["when"],
            record["note"],
            tones[strand],
            strands[strand],
            tuple(tables.cite(*record["sources"])),
        )
        by_kind[record["kind"]].cells.setdefault(record["place"], []).append(fact)
    for row in rows:
        for cell in row.cells.values():
            cell.sort(key=lambda fact: fact.tone)
    return rows


def read_taken(tables: DataPackage, events: list[Event]) -> dict[str, dict[str, Event]]:
    """Return, for each shared step, the event of each place that took it; the earliest, if it is told twice."""
    by_id = {event.id: event for event in events}
    taken: dict[str, dict[str, Event]] = {step: {} for step in read_values(tables, "milestones", "milestone")}
    found = [(by_id[record["event"]], record) for record in tables.milestones.to_dict("records")]
    for event, record in sorted(found, key=lambda item: item[0].date, reverse=True):
        taken[record["milestone"]][record["place"]] = event
    return taken


def read_steps(tables: DataPackage, events: list[Event]) -> list[Row]:
    """Return a row for each shared step; a place has its steps by date."""
    by_id, taken = {event.id: event for event in events}, read_taken(tables, events)
    rows = _empty(tables, "milestones", "milestone")
    by_step = {row.id: row for row in rows}
    found = [(by_id[record["event"]], record) for record in tables.milestones.to_dict("records")]
    for event, record in sorted(found, key=lambda item: item[0].date):
        step, place = record["milestone"], record["place"]
        far = distances(event, taken, place, own=step)
        cell = by_step[step].cells.setdefault(place, [])
        cell.append(Step(event, record["note"], far, tuple(tables.cite(*record["sources"]))))
    return rows


def bands_of(place: Place, events: list[Event], tones: dict[str, int]) -> list[list[Event]]:
    """Return the events of a place, its own work and its surroundings apart; a band without any is left out."""
    mine = [event for event in events if place.id in event.places]
    apart = [[event for event in mine if (tones[event.strand] == TONES) is around] for around in (False, True)]
    return [band for band in apart if band]


def strip(place: Place, events: list[Event], tones: dict[str, int], axis: Axis) -> Strip:
    """Return the marks of one place, with own work and surroundings in bands of their own."""
    bands = bands_of(place, events, tones)
    drawn = [draw(band, [place], axis)[0] for band in bands]
    dates = [event.date for band in bands for event in band]
    return Strip(place, tuple((row.height, row.marks) for row in drawn), years_of(dates))


def years_of(dates: list[EventDate]) -> str:
    """Return the first and the last year in words; nothing if there is no date."""
    if not dates:
        return ""
    first, last = min(date.year for date in dates), max(date.end.year for date in dates)
    return str(first) if first == last else t("date.range", first=first, last=last)
