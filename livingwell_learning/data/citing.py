"""Where the rows of a table are shown, and what each is called: the way from a source to every row that cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .descriptions import filled
from .package import REFERENCES

if TYPE_CHECKING:
    from .package import DataPackage


@dataclass(frozen=True)
class CitingRow:
    """A row that cites a source.

    Parameters
    ----------
    table
        Name of the table.
    label
        The row in a few words, from the column that the table's ``labelField`` names.
    shown
        Page and anchor, such as ``places/all#event-a``, from the table's ``shownAt``; empty where it has none.
    """

    table: str
    label: str
    shown: str


def rows_by_source(tables: DataPackage) -> dict[str, list[CitingRow]]:
    """Return, for each source key, every row that cites it, in the order of the tables.

    Parameters
    ----------
    tables
        The data package. Two properties of a table are our own: ``labelField`` names the column that says
        what a row is, the key if it is not given, and ``shownAt`` is the place where the book shows a row,
        with columns in braces, such as ``places/all#event-{id}``.
    """
    found: dict[str, list[CitingRow]] = {}
    for name in tables:
        table = tables.table(name)
        cited = [field["name"] for field in table.fields if field.get("listOf") == REFERENCES]
        columns = list(table.values)
        label = str(table.resource.get("labelField") or ("id" if "id" in columns else columns[0]))
        shown = str(table.resource.get("shownAt", ""))
        for row in table.records():
            citing = CitingRow(name, str(row[label]), filled(shown, row))
            for key in dict.fromkeys(key for column in cited for key in row.get(column, ())):
                found.setdefault(key, []).append(citing)
    return found
