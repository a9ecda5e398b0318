"""Read what the book knows of its report: the outline, the pairs, and how many statements they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..data import DESCRIPTOR, DataError, DataPackage, Problem, load
from .copy import words

FORMS = ("prose", "pairs", "poem")


@dataclass(frozen=True)
class Row:
    """A section as the outline knows it.

    Parameters
    ----------
    id, heading
        Its key and its heading.
    starts
        The first words of its text, where no heading as in the outline stands at its start.
    form
        ``prose``, ``pairs`` for lists under the names of pairs, or ``poem``.
    author
        Who wrote it, if not the authors of the report.
    """

    id: str
    heading: str
    starts: str = ""
    form: str = "prose"
    author: str = ""


@dataclass(frozen=True)
class Outline:
    """The sections in their order, and the sides of the pairs.

    Parameters
    ----------
    rows
        The sections.
    sides
        Pair and side of each printed name of a side, in the order of the pairs.
    counts
        How many statements each pair and side has; empty where that is not known.
    """

    rows: tuple[Row, ...]
    sides: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def named(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """Pair and side of the words of each printed name."""
        return {words(name): where for name, where in self.sides.items()}


def read_outline(folder: Path) -> Outline:
    """Read the outline of a data package.

    Parameters
    ----------
    folder
        The folder of the project, or of its data.

    Returns
    -------
    Outline
        The outline; without pairs where the package has none.

    Raises
    ------
    FileNotFoundError
        When there is no data package.
    DataError
        When a table is missing or cannot be read.
    """
    tables = load(folder)
    sections = _records(tables, "outline")
    table = tables.table("outline")
    problems = [
        Problem(table.file, line, "form", form, "is no form", f"Write {', '.join(FORMS)}.")
        for line, form in table.cells("form")
        if form not in FORMS
    ]
    if not sections:
        problems.append(
            Problem(table.file, None, None, "", "The outline has no section", "Add a row for each section.")
        )
    if problems:
        raise DataError(problems)
    pairs = _records(tables, "pairs") if "pairs" in tables else []
    statements = _records(tables, "statements") if "statements" in tables else []
    counts = Counter((str(row.get("pair", "")), str(row.get("side", ""))) for row in statements)
    named = {
        str(pair[side]): (str(pair["id"]), side)
        for pair in pairs
        for side in dict.fromkeys(side for _, side in counts)
        if pair.get(side)
    }
    return Outline(tuple(map(_row, sections)), named, counts)


def _records(tables: DataPackage, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in their order."""
    if name not in tables:
        file = f"{tables.folder.name}/{DESCRIPTOR}"
        rule, remedy = f"The table {name} is not described", "Describe it; README.md tells what it holds."
        raise DataError([Problem(file, None, "resources", "", rule, remedy)])
    return sorted(tables.table(name).records(), key=lambda row: _number(row.get("order")))


def _number(order: object) -> int:
    return int(order) if isinstance(order, int) or (isinstance(order, str) and order.isdecimal()) else 0


def _row(cells: dict[str, Any]) -> Row:
    heading, starts, form, author = (str(cells.get(name) or "") for name in ("heading", "starts", "form", "author"))
    return Row(str(cells.get("id") or ""), heading, starts, form or "prose", author)
