"""Where the rows of a table are shown, and what each is called: the way from a source to every row that cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .package import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .package import DataPackage


@dataclass(frozen=True)
class CitedRow:
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


def rows_by_source(tables: DataPackage) -> dict[str, list[CitedRow]]:
    """Return, for each source key, every row that cites it, in the order of the tables.

    Parameters
    ----------
    tables
        The data package. Two properties of a table are our own: ``labelField`` names the column that says
        what a row is, the key if it is not given, and ``shownAt`` is the place where the book shows a row,
        with columns in braces, such as ``places/all#event-{id}``.
    """
    found: dict[str, list[CitedRow]] = {}
    for resource, row, keys in _rows(tables):
        row_of = CitedRow(
            resource["name"],
            str(row[resource.get("labelField", "id")]),
            resource.get("shownAt", "").format_map(row),
        )
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(row_of)
    return found


def _rows(tables: DataPackage) -> Iterator[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]]:
    for resource in tables.descriptor.get("resources", []):
        fields = resource.get("schema", {}).get("fields", [])
        cited = [field["name"] for field in fields if field.get("listOf") == REFERENCES]
        for row in tables[resource["name"]].to_dict("records"):
            yield resource, row, tuple(key for name in cited for key in row[name])
