"""Crisis help for the foot of every page: who is there, how else to reach them, and what that rests on."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..data import DateError, parse_date
from ..data.labels import read_column

if TYPE_CHECKING:
    from ..data import DataPackage, Source

LINES, WAYS = "support_lines", "support_ways"
UNDATED = "no date"


def help_blocks(tables: DataPackage) -> list[dict[str, Any]]:
    """Put the support lines into the order in which a person looks for them.

    Parameters
    ----------
    tables
        The data package. ``support_lines`` holds a row a service, ``support_ways`` a row for each other way to reach
        one; without the first there is no help to show.

    Returns
    -------
    list of dict
        ``anchor``, ``nation`` and ``lines``: rows of one nation that follow each other in the order of the table
        stand together. The first block is for everybody and has no anchor. Each line carries its ``ways``, the words
        ``basis`` for what it rests on, and ``day``, the day on which a person confirmed it, else on which pages
        were read.
    """
    if LINES not in tables:
        return []
    nations = read_column(tables, LINES, "nation").labels
    rows = tables[LINES].sort_values("order").to_dict("records")
    ways = _ways(tables)
    blocks = []
    for number, (nation, run) in enumerate(groupby(rows, key=lambda row: row["nation"])):
        lines = [_line(tables, row, ways.get(row["id"], [])) for row in run]
        anchor = f"help-{re.sub(r'[^a-z0-9]+', '-', nation.lower())}" if number else ""
        blocks.append({"anchor": anchor, "nation": nations.get(nation, nation), "lines": lines})
    return blocks


def _line(tables: DataPackage, row: dict[Any, Any], ways: list[dict[str, Any]]) -> dict[str, Any]:
    confirmed = row.get("confirmed") or None
    sources = tables.cite(*row["sources"])
    return {
        **row,
        "ways": ways,
        "cited": [(source, source_words(source)) for source in sources],
        "confirmed": confirmed,
        "day": (confirmed or row["read"]).isoformat(),
        "day_words": day_words(confirmed or row["read"]),
        "basis": f"{_trust(tables, row)} ({age_words(sources)})",
        "changed": bool(row.get("hours_may_have_changed")),
    }


def _trust(tables: DataPackage, row: dict[Any, Any]) -> str:
    labels = read_column(tables, LINES, "confidence").labels if "confidence" in row else {}
    return labels.get(row.get("confidence", ""), "public pages")


def _ways(tables: DataPackage) -> dict[str, list[dict[str, Any]]]:
    if WAYS not in tables:
        return {}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables[WAYS].sort_values("order").to_dict("records"):
        sources = tables.cite(*row["sources"])
        row["cited"] = [(source, source_words(source)) for source in sources]
        row["source_words"] = "; ".join(source_words(source) for source in sources)
        found.setdefault(row["line"], []).append(row)
    return found


def day_words(day: date) -> str:
    """Return a day as people write it.

    Examples
    --------
    >>> day_words(date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{day.day} {day:%B %Y}"


def source_words(source: Source) -> str:
    """Return who says something, and when; both shorter than a reference.

    Examples
    --------
    >>> from livingwell_learning.data import Source
    >>> source_words(Source("a", "A page", "A unit", date="2021-07")), source_words(Source("b", "A page", "A unit"))
    ('A unit, July 2021', 'A unit, no date')
    """
    try:
        when = parse_date(source.date).words if source.date else UNDATED
    except DateError:
        when = source.date
    return f"{source.author or source.publisher or source.title}, {when}"


def age_words(sources: list[Source]) -> str:
    """Return from which years the pages are that something rests on, and whether some give none.

    Examples
    --------
    >>> from livingwell_learning.data import Source
    >>> dated = [Source("a", "A", date="2011"), Source("b", "B", date="2022-08-28")]
    >>> age_words(dated), age_words([*dated, Source("c", "C")]), age_words([Source("c", "C")])
    ('2011 to 2022', '2011 to 2022, and no date', 'no date')
    """
    years = sorted({source.date[:4] for source in sources if source.date})
    dated = " to ".join(years if len(years) < 3 else [years[0], years[-1]])
    undated = any(not source.date for source in sources)
    return ", and ".join(part for part in (dated, UNDATED if undated else "") if part)
