"""Find and read the files of a data package, one problem at a time and never an exception for bad content."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from .problems import Problem

DESCRIPTOR = "datapackage.json"
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Row:
    """The cells of one row and the line on which it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A table as it stands in its file, before any cell is given a type."""

    resource: dict[str, Any]
    file: str
    header: list[str]
    rows: list[Row]

    @property
    def name(self) -> str:
        """The name that the data package gives it."""
        return self.resource["name"]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the schema says of each column."""
        return fields_of(self.resource)

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """Yield the line and the text of each cell of a column that has text."""
        if column in self.header:
            at = self.header.index(column)
            for row in self.rows:
                if at < len(row.cells) and row.cells[at]:
                    yield row.line, row.cells[at]


def fields_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a resource's schema; an empty list where it has none."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    named = fields if isinstance(fields, list) else []
    return [field for field in named if isinstance(field, dict) and isinstance(field.get("name"), str)]


def foreign_keys(resource: dict[str, Any]) -> list[Any]:
    """Return the foreign keys of a resource as they are written."""
    schema = resource.get("schema")
    keys = schema.get("foreignKeys") if isinstance(schema, dict) else None
    return keys if isinstance(keys, list) else []


def foreign_target(key: object, name: str) -> tuple[str, list[str]] | None:
    """Return the table and the columns that a foreign key of a table points to, if it says so."""
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(reference, dict):
        return None
    table, columns = reference.get("resource") or name, reference.get("fields")
    columns = [columns] if isinstance(columns, str) else columns
    if not isinstance(table, str) or not isinstance(columns, list) or not columns:
        return None
    return (table, columns) if all(isinstance(column, str) for column in columns) else None


def find_descriptor(path: str | Path | None = None) -> Path:
    """Find the nearest ``data/datapackage.json``.

    Parameters
    ----------
    path
        A descriptor, a folder that holds one, or a place below a folder whose ``data`` holds one;
        the working folder if it is not given.

    Returns
    -------
    Path
        The descriptor's absolute path.

    Raises
    ------
    FileNotFoundError
        When there is none; the message names each place where it looked.

    Examples
    --------
    >>> find_descriptor("/nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: No data/datapackage.json was found. Looked for: /nowhere/datapackage.json, ...
    """
    start = Path.cwd() if path is None else Path(path).expanduser().resolve()
    if start.is_file() and start.suffix == ".json":
        return start
    looked = [start / DESCRIPTOR, *(folder / "data" / DESCRIPTOR for folder in (start, *start.parents))]
    for candidate in looked:
        if candidate.is_file():
            return candidate
    places = ", ".join(map(str, looked))
    raise FileNotFoundError(f"No data/{DESCRIPTOR} was found. Looked for: {places}")


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """Read a UTF-8 file; note what is wrong and return ``None`` if it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        problems.append(Problem(file, None, None, "", "The file is missing", "Put it back, or correct its name."))
        return None
    if raw.startswith(BOM):
        rule = "The file starts with a byte order mark"
        problems.append(Problem(file, 1, None, "", rule, "Save it as plain UTF-8, “without BOM” in some editors."))
        raw = raw[len(BOM) :]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        rule = f"The file is not UTF-8: byte {error.start} (0x{raw[error.start]:02x}) cannot be read"
        problems.append(Problem(file, line, None, "", rule, "Save the file again with the encoding UTF-8."))
        return None


def read_json(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Read a JSON object; note what is wrong and return ``None`` if it cannot be read."""
    if (text := read_text(path, file, problems)) is None:
        return None
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        rule = f"The JSON cannot be read: {error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
        remedy = "Look here and on the line before for a comma, quotation mark or bracket too many or too few."
        problems.append(Problem(file, error.lineno, None, "", rule, remedy))
        return None
    if isinstance(value, dict):
        return value
    problems.append(
        Problem(file, 1, None, "", "The file does not hold a JSON object", "Start it with { and end with }.")
    )
    return None


def read_rows(text: str, file: str, problems: list[Problem]) -> list[Row] | None:
    """Split CSV into rows that know their line; note what is wrong, and return ``None`` if it cannot be."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        rule = f"The row cannot be read: {error}"
        remedy = 'Put the whole cell in double quotation marks, and write "" for each one inside it.'
        problems.append(Problem(file, line, None, "", rule, remedy))
        return None
    return rows


def split_header(rows: list[Row]) -> tuple[list[Row], Row, list[Row]]:
    """Part the rows of a file into empty ones above the header, the header, and the rows below it.

    Examples
    --------
    >>> split_header([Row(1, []), Row(2, ["id"]), Row(3, ["a"])])
    ([Row(line=1, cells=[])], Row(line=2, cells=['id']), [Row(line=3, cells=['a'])])
    """
    at = next((at for at, row in enumerate(rows) if any(row.cells)), 0)
    return rows[:at], rows[at] if rows else Row(1, []), rows[at + 1 :]


def safe_path(resource: dict[str, Any]) -> str | None:
    """Return the resource's path if it stays inside the folder of the descriptor."""
    path = resource.get("path")
    if not isinstance(path, str) or not path:
        return None
    pure = PurePosixPath(path)
    return None if pure.is_absolute() or ".." in pure.parts or "://" in path or "\\" in path else path


def fingerprint(*folders: str | Path) -> str:
    """Return 16 hexadecimal digits that change when a file in the folders does.

    Parameters
    ----------
    *folders
        Folders to read, or single files; ``__pycache__`` is passed over.

    Returns
    -------
    str
        The start of a SHA-256 over the relative paths and the bytes of the files.

    Examples
    --------
    >>> fingerprint()
    'e3b0c44298fc1c14'
    """
    digest = hashlib.sha256()
    for number, folder in enumerate(map(Path, folders)):
        if not folder.exists():
            raise FileNotFoundError(f"There is nothing to fingerprint at {folder}")
        files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
        named = {(path.relative_to(folder).as_posix() if path != folder else path.name): path for path in files}
        for name in sorted(named):
            if "__pycache__" not in PurePosixPath(name).parts:
                raw = named[name].read_bytes()
                digest.update(f"{number}\0{name}\0{len(raw)}\0".encode())
                digest.update(raw)
    return digest.hexdigest()[:16]
