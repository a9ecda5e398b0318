"""The one reading of a table: from its file to typed values, with every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .cells import CellError, read_cell
from .descriptions import Description, fields_of, keys_of, safe_path
from .files import read_text
from .problems import Problem
from .records import Record, read_header, read_records


@dataclass(frozen=True)
class Table:
    """A table as it was read.

    Parameters
    ----------
    resource
        What the descriptor says of it.
    file
        What problems call its file.
    lines
        For each row the line of the file on which it starts.
    texts, values
        For each column that was read, in the order of the file, what stands in its cells and what they mean.
    unread
        The cells of which a problem tells already: the number of the row, from 0, and the column.
    """

    resource: Description
    file: str
    lines: tuple[int, ...]
    texts: dict[str, list[str]]
    values: dict[str, list[object]]
    unread: frozenset[tuple[int, str]]

    @property
    def name(self) -> str:
        """The name that the data package gives it."""
        return str(self.resource["name"])

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the schema says of each column."""
        return fields_of(self.resource)

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """Yield the line and the text of each cell of a column that has text and could be read."""
        for at, (line, text) in enumerate(zip(self.lines, self.texts.get(column, ()), strict=False)):
            if text and (at, column) not in self.unread:
                yield line, text

    def records(self) -> list[dict[str, Any]]:
        """Return the typed values, row by row."""
        return [dict(zip(self.values, row, strict=True)) for row in zip(*self.values.values(), strict=True)]


def read_table(folder: Path, resource: Description, described: str, problems: list[Problem]) -> Table | None:
    r"""Read one table as its description says.

    Parameters
    ----------
    folder
        The folder of the data package.
    resource
        What its descriptor says of the table.
    described
        What problems call the descriptor.
    problems
        The list that gets what is wrong with the file, its header, the shape of its rows and the type of its cells.

    Returns
    -------
    Table or None
        All that could be read; ``None`` where nothing could.

    Examples
    --------
    >>> import tempfile
    >>> folder, found = Path(tempfile.mkdtemp(prefix="data-")), []
    >>> _ = (folder / "forces.csv").write_text("id,order\npower,1\n")
    >>> schema = {"fields": [{"name": "id"}, {"name": "order", "type": "integer"}]}
    >>> read_table(folder, {"name": "forces", "path": "forces.csv", "schema": schema}, "", found).records(), found
    ([{'id': 'power', 'order': 1}], [])
    """
    if (path := safe_path(resource)) is None:
        value = resource.get("path")
        rule = f"is no path for the table {resource['name']}" if value else f"The table {resource['name']} has no path"
        remedy = "Write the name of a CSV file in the same folder."
        problems.append(Problem(described, None, "path", str(value or ""), rule, remedy))
        return None
    file = f"{folder.name}/{path}"
    if (text := read_text(folder / path, file, problems)) is None:
        return None
    fields = {field["name"]: field for field in fields_of(resource)}
    if (records := read_records(text, file, problems)) is None:
        return None
    if (header := read_header(records, list(fields), file, problems)) is None:
        return None
    body = _body(records[header.at + 1 :], len(header.columns), header.columns, file, problems)
    return _typed(resource, file, header.columns, body, fields, problems)


def _body(
    records: Sequence[Record], width: int, columns: Sequence[str | None], file: str, problems: list[Problem]
) -> list[Record]:
    """Return the rows that hold something, and say which are empty, too long or too short."""
    filled = [record for record in records if any(record.cells)]
    empty = [record.line for record in records if not any(record.cells)]
    after = filled[-1].line if filled else 0
    trailing = [line for line in empty if line > after]
    for line in [line for line in empty if line < after] + trailing[:1]:
        many = len(trailing) > 1 and line == trailing[0]
        rule = f"This row and the {len(trailing) - 1} below it are empty" if many else "The row is empty"
        problems.append(Problem(file, line, None, "", rule, "Delete them." if many else "Delete it."))
    widths = {len(record.cells) for record in filled}
    if len(filled) > 1 and len(widths) == 1 and widths != {width}:
        cells = widths.pop()
        rule = f"Every row has {cells} cells, and the header {width} names"
        problems.append(Problem(file, filled[0].line, None, "", rule, "Give each cell a name, and each name a cell."))
        return filled
    for record in filled:
        if len(record.cells) > width:
            rule = f"stands in a row with more cells than the header: {len(record.cells)} instead of {width}"
            remedy = "Put a cell that holds a comma in double quotation marks, or remove the extra cell."
            problems.append(Problem(file, record.line, None, record.cells[width], rule, remedy))
        elif len(record.cells) < width:
            column = columns[len(record.cells)]
            rule = f"The row has fewer cells than the header: {len(record.cells)} instead of {width}"
            remedy = "Add the missing commas, also for cells that stay empty."
            problems.append(Problem(file, record.line, column, "", rule, remedy))
    return filled


def _typed(
    resource: Description,
    file: str,
    columns: Sequence[str | None],
    body: Sequence[Record],
    fields: dict[str, dict[str, Any]],
    problems: list[Problem],
) -> Table:
    texts: dict[str, list[str]] = {}
    values: dict[str, list[object]] = {}
    unread: set[tuple[int, str]] = set()
    keys = keys_of(resource)
    for at, column in enumerate(columns):
        if column is None:
            continue
        field = fields.get(column, {"name": column})
        exact = column in keys or _compared(field)
        nothing = read_cell("", field)
        read: list[object] = []
        for row, record in enumerate(body):
            if at >= len(record.cells):
                unread.add((row, column))
                read.append(nothing)
                continue
            text = record.cells[at]
            try:
                read.append(read_cell(text, field, exact))
            except CellError as error:
                value = text if text.strip() else ""
                problems.append(Problem(file, record.line, column, value, error.rule, error.remedy))
                unread.add((row, column))
                read.append(nothing)
        texts[column] = [record.cells[at] if at < len(record.cells) else "" for record in body]
        values[column] = read
    return Table(resource, file, tuple(record.line for record in body), texts, values, frozenset(unread))


def _compared(field: Description) -> bool:
    """Whether the cells of a column must be one of some words, of one form, or each its own."""
    constraints = field.get("constraints")
    asked = constraints if isinstance(constraints, dict) else {}
    return any(asked.get(name) for name in ("enum", "pattern", "unique")) or bool(field.get("pointsTo"))
