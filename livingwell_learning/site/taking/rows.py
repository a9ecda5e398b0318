"""The rows of the book's tables that a figure shows, as files that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...data import DataPackage


def rows_as_csv(tables: DataPackage, name: str, ids: Iterable[str]) -> bytes:
    """Return some rows of a table as CSV, each as it stands there, with the keys of its sources.

    Parameters
    ----------
    tables
        The data package.
    name
        Name of the table.
    ids
        Values of its key.

    Returns
    -------
    bytes
        UTF-8 that begins with a byte order mark, without which Excel takes it for another encoding.
    """
    description = tables.description(name)
    wanted = set(ids)
    with (tables.folder / description["path"]).open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    at = header.index(_key(description))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *(row for row in rows if row[at] in wanted)])
    return BOM_UTF8 + out.getvalue().encode()


def title_of(tables: DataPackage, name: str) -> str:
    """Return what the description calls a table."""
    return str(tables.description(name).get("title") or name)


def _key(description: Any) -> str:
    key = description.get("schema", {}).get("primaryKey", "id")
    return str(key[0] if isinstance(key, list) else key)
