"""Read what the book knows of its report: the outline, the pairs, and how many statements they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..data import DataError, Problem
from ..data.files import DESCRIPTOR, find_descriptor, read_json, read_rows, read_text, safe_path
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
    problems: list[Problem] = []
    data = find_descriptor(folder).parent
    described = read_json(data / DESCRIPTOR, f"{data.name}/{DESCRIPTOR}", problems) or {}
    listed = [item for item in described.get("resources") or [] if isinstance(item, dict)]
    paths = {item.get("name"): safe_path(item) for item in listed}
    file = f"{data.name}/{paths.get('outline') or 'outline.csv'}"
    sections = sorted(_table(data, paths.get("outline") or "outline.csv", problems), key=_order)
    wrong = [row for row in sections if row.get("form") and row["form"] not in FORMS]
    for row in wrong:
        problems.append(Problem(file, None, "form", row["form"], "is no form", f"Write {', '.join(FORMS)}."))
    if not sections and not problems:
        problems.append(Problem(file, None, None, "", "The outline has no section", "Add a row for each section."))
    pairs = sorted(_table(data, paths["pairs"], problems) if paths.get("pairs") else [], key=_order)
    statements = _table(data, paths["statements"], problems) if paths.get("statements") else []
    if problems:
        raise DataError(problems)
    counts = Counter((row.get("pair", ""), row.get("side", "")) for row in statements)
    named = {
        pair[side]: (pair["id"], side)
        for pair in pairs
        for side in dict.fromkeys(side for _, side in counts)
        if pair.get(side)
    }
    return Outline(tuple(map(_row, sections)), named, counts)


def _row(cells: dict[str, str]) -> Row:
    starts, form, author = (cells.get(column, "") for column in ("starts", "form", "author"))
    return Row(cells.get("id", ""), cells.get("heading", ""), starts, form or "prose", author)


def _order(cells: dict[str, str]) -> int:
    order = cells.get("order", "")
    return int(order) if order.isdecimal() else 0


def _table(data: Path, path: str, problems: list[Problem]) -> list[dict[str, str]]:
    file = f"{data.name}/{path}"
    text = read_text(data / path, file, problems)
    rows = read_rows(text, file, problems) if text is not None else None
    if not rows:
        return []
    header, *body = rows
    return [dict(zip(header.cells, row.cells, strict=False)) for row in body if any(row.cells)]
