"""Read a table into a frame, each column with the type that its schema names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import Row, fields_of, read_rows, read_text, safe_path, split_header
from .problems import DataError, Problem

if TYPE_CHECKING:
    import pandas as pd

TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")


def read_frame(folder: Path, resource: dict[str, Any]) -> pd.DataFrame:
    r"""Read one table.

    Parameters
    ----------
    folder
        The folder of the data package.
    resource
        What its descriptor says of the table.

    Returns
    -------
    pandas.DataFrame
        Whole numbers, numbers and booleans may be ``NA``, days are ``datetime.date`` or ``None``, lists are
        tuples, and all else is text, empty where the cell is.

    Raises
    ------
    DataError
        When the file is missing or cannot be read as the schema says.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "forces.csv").write_text("id,order\npower,1\n")
    >>> schema = {"fields": [{"name": "order", "type": "integer"}]}
    >>> read_frame(folder, {"name": "forces", "path": "forces.csv", "schema": schema}).order.sum()
    np.int64(1)
    """
    import pandas as pd

    path = safe_path(resource)
    file = f"{folder.name}/{path}"
    problems: list[Problem] = []
    if path is None:
        raise DataError([Problem(file, None, None, "", "The table has no path inside the data folder", "Give it one.")])
    text = read_text(folder / path, file, problems)
    rows = read_rows(text, file, problems) if text is not None else None
    if rows is None:
        raise DataError(problems)
    _, header, body = split_header(rows)
    body = [row for row in body if any(row.cells)]
    kinds = {field["name"]: field for field in fields_of(resource)}
    columns = {}
    for at, column in enumerate(header.cells):
        field = kinds.get(column, {"name": column, "type": "string"})
        cells = [row.cells[at] if at < len(row.cells) else "" for row in body]
        columns[column] = _column(cells, field, body, file)
    return pd.DataFrame(columns)


def _column(cells: list[str], field: dict[str, Any], rows: list[Row], file: str) -> pd.Series:
    import pandas as pd

    if field.get("listOf"):
        return pd.Series([tuple(cell.split()) for cell in cells], dtype=object)
    kind = field.get("type", "string")
    if kind not in READERS:
        return pd.Series(cells, dtype="str")
    read, dtype = READERS[kind]
    values: list[object] = []
    for row, cell in zip(rows, cells, strict=True):
        try:
            values.append(read(cell, field) if cell else None)
        except ValueError:
            rule = f"cannot be read as {kind}"
            remedy = "Correct it; the check of the data lists everything else there is to put right."
            raise DataError([Problem(file, row.line, field["name"], cell, rule, remedy)]) from None
    return pd.Series(values, dtype=dtype)


def _boolean(cell: str, field: dict[str, Any]) -> bool:
    if cell in field.get("trueValues", TRUE):
        return True
    if cell in field.get("falseValues", FALSE):
        return False
    raise ValueError(cell)


READERS: dict[str, tuple[Callable[[str, dict[str, Any]], object], str | type]] = {
    "integer": (lambda cell, _: int(cell), "Int64"),
    "year": (lambda cell, _: int(cell), "Int64"),
    "number": (lambda cell, _: float(cell), "Float64"),
    "boolean": (_boolean, "boolean"),
    "date": (lambda cell, _: date.fromisoformat(cell), object),
}
