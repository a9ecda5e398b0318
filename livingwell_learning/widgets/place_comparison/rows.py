"""Read places, facts and shared steps into rows that have one cell for each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...data import read_column, read_values
from ..site_timeline.events import WHOLE
from ..site_timeline.picture import draw
from .months import code, since

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
    """A step that a place took, and the event that marks it; ``since`` counts from the first step."""

    event: Event
    note: str
    code: str
    since: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Row:
    """What all places are asked alike: a key, a label, and what is recorded for each place."""

    id: str
    label: str
    cells: dict[str, list[Any]]


@dataclass(frozen=True)
class Strip:
    """One place in the picture: its own work above, its surroundings below, each with its height."""

    place: Place
    bands: tuple[tuple[int, tuple[Mark, ...]], ...]
    years: str


def tone(value: str, values: list[str]) -> int:
    """Return 0 for the first strand, a place's own work; 2 for the last, its surroundings; else 1."""
    at = values.index(value)
    return 2 if at and at == len(values) - 1 else min(at, 1)


def read_about(tables: DataPackage) -> dict[str, About]:
    """Return what is said of each place in short; an entry that is not recorded stays, with no value."""
    shown = [read_column(tables, "sites", name) for name in GLANCE if name in tables.sites]
    return {
        row["id"]: About(
            row.get("summary", ""),
            row.get("page", ""),
            tuple((column.title, column.words(row[column.name])) for column in shown),
            tuple(tables.cite(*row.get("sources", ()))),
        )
        for row in tables.sites.to_dict("records")
        if row["kind"] != WHOLE
    }


def read_facts(tables: DataPackage) -> list[Row]:
    """Return a row for each kind of fact; in a cell, a place's own work stands before its surroundings."""
    strands = read_values(tables, "place_facts", "strand")
    rows = [Row(kind, label, {}) for kind, label in read_values(tables, "place_facts", "kind").items()]
    table = tables.place_facts.sort_values("order", kind="stable")
    by_kind = {row.id: row for row in rows}
    for record in table.to_dict("records"):
        fact = Fact(
            record["text"],
            record["when"],
            record["note"],
            tone(record["strand"], list(strands)),
            strands[record["strand"]],
            tuple(tables.cite(*record["sources"])),
        )
        by_kind[record["kind"]].cells.setdefault(record["place"], []).append(fact)
    for row in rows:
        for cell in row.cells.values():
            cell.sort(key=lambda fact: fact.tone)
    return rows


def read_steps(tables: DataPackage, events: list[Event]) -> list[Row]:
    """Return a row for each shared step; a place has its steps by date, so the first is the one to count from."""
    by_id = {event.id: event for event in events}
    rows = [Row(step, label, {}) for step, label in read_values(tables, "milestones", "milestone").items()]
    by_step = {row.id: row for row in rows}
    found = [(by_id[record["event"]], record) for record in tables.milestones.to_dict("records")]
    found.sort(key=lambda item: item[0].date)
    first = {record["place"]: event for event, record in reversed(found) if rows and record["milestone"] == rows[0].id}
    for event, record in found:
        ago = "" if record["milestone"] == rows[0].id else said(event, first.get(record["place"]))
        step = Step(event, record["note"], code(event.date), ago, tuple(tables.cite(*record["sources"])))
        by_step[record["milestone"]].cells.setdefault(record["place"], []).append(step)
    return rows


def said(event: Event, step: Event | None) -> str:
    """Say how far an event lies from the event of a step."""
    if step is None:
        return ""
    return "the same event" if event.id == step.id else since(event.date, step.date)


def strip(place: Place, events: list[Event], strands: list[str], axis: Axis) -> Strip:
    """Return the marks of one place, with own work and surroundings in bands of their own."""
    mine = [event for event in events if place.id in event.places]
    bands = []
    for around in (False, True):
        band = [event for event in mine if (tone(event.strand, strands) == 2) is around]
        if band:
            drawn = draw(band, [place], strands, axis)[0]
            bands.append((drawn.height, drawn.marks))
    return Strip(place, tuple(bands), years_of([event.date for event in mine]))


def years_of(dates: list[EventDate]) -> str:
    """Return the first and the last year in words; nothing if there is no date."""
    if not dates:
        return ""
    first, last = min(date.year for date in dates), max(date.end.year for date in dates)
    return str(first) if first == last else f"{first} to {last}"
