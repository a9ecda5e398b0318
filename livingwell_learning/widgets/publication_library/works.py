"""Read works and their sources from the tables into what the template shows, and put them in order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...data import parse_date
from ...words import t

if TYPE_CHECKING:
    from ...data import DataPackage, EventDate, Source

ORDERS = ("book", "date", "title")
"""Each order that a reader can ask for."""


@dataclass(frozen=True)
class Work:
    """One publication, as the template shows it; what is empty or ``None`` is not known."""

    id: str
    place: int
    title: str
    subtitle: str
    kind: str
    authors: str
    publisher: str
    date: EventDate | None
    what: str
    in_report: bool
    unknown: str
    read_at: tuple[Source, ...]
    sources: tuple[Source, ...]


def read_works(tables: DataPackage) -> list[Work]:
    """Return the works in the order of their table; a page without an address is no place to read a work."""
    works = []
    for at, row in enumerate(tables.publications.to_dict("records")):
        pages = tables.cite(*row.get("read_at", ()))
        works.append(
            Work(
                place=int(row.get("order", at)),
                date=parse_date(row["date"]) if row["date"] else None,
                in_report=row["in_report"] is True,
                read_at=tuple(page for page in pages if page.url),
                sources=tuple(tables.cite(*row["sources"])),
                **{name: row[name] for name in ("id", "title", "kind", "publisher", "what")},
                **{name: row.get(name, "") for name in ("subtitle", "authors", "unknown")},
            )
        )
    return sorted(works, key=lambda work: work.place)


def ranks(works: list[Work]) -> dict[str, dict[str, int]]:
    """Return the place of each work, counted from 0, in each of the orders."""
    dated = [(work.date, at, work) for at, work in enumerate(works) if work.date]
    orders = {
        "book": works,
        "date": [work for _, _, work in sorted(dated)] + [work for work in works if not work.date],
        "title": sorted(works, key=lambda work: folded(work.title)),
    }
    return {work.id: {order: listed.index(work) for order, listed in orders.items()} for work in works}


def folded(text: str) -> str:
    """Return letters and digits only, without accents and capitals.

    Examples
    --------
    >>> folded("Été, again!")
    'ete again'
    """
    plain = (c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c for c in plain if c.isalnum() or c.isspace()).strip()


def summary(works: list[Work], named: str) -> str:
    """Say how many works there are, how many the report names, and of how many the date or the address is not known."""
    if not works:
        return t("library.empty")
    parts = [t("library.named", named=named.lower(), count=sum(work.in_report for work in works))]
    if undated := sum(not work.date for work in works):
        parts.append(t("library.undated", count=undated))
    if nowhere := sum(not work.read_at for work in works):
        parts.append(t("library.nowhere", count=nowhere))
    return t("library.all", count=len(works), parts=", ".join(parts))


def status(shown: int, works: int) -> str:
    """Say how many works the filters leave; nothing where they leave all."""
    if shown == works:
        return ""
    return t("library.shown" if shown else "library.none_shown", count=shown, all=works)
