"""Note in a table that a person has confirmed a row, and find the rows that still wait for it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .descriptions import safe_path
from .files import BOM, find_descriptor, read_bytes, read_json
from .problems import DataError, Problem, did_you_mean, sentences
from .records import read_records

CELL = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')
END = re.compile(r"\r\n|\r|\n")


class ConfirmError(ValueError):
    """A row cannot be confirmed; the message says why and what to do. Nothing was written."""


@dataclass(frozen=True)
class Line:
    """A row that a person can confirm.

    Parameters
    ----------
    table, key, label
        Its table, its key, and what it is called.
    confirmed
        The day on which a person confirmed it; empty while nobody has.
    """

    table: str
    key: str
    label: str
    confirmed: str


@dataclass(frozen=True)
class _Sheet:
    """A table whose rows can be confirmed: its text, and the place in it of each row's day."""

    path: Path
    raw: bytes
    lines: dict[str, Line]
    spans: dict[str, tuple[int, int]]


def confirmable(folder: str | Path) -> list[Line]:
    """Return the rows that a person can confirm, in the order of their tables.

    A table asks for this with ``confirmedField`` in ``datapackage.json``: the column that holds the day.

    Parameters
    ----------
    folder
        The folder of the data, or the one above it.

    Returns
    -------
    list[Line]
        Every row of such tables; those with no day in ``confirmed`` wait for it.

    Raises
    ------
    DataError
        When such a table cannot be read.
    """
    return [line for sheet in _sheets(folder) for line in sheet.lines.values()]


def confirm(folder: str | Path, keys: Sequence[str], day: date | None = None) -> list[Line]:
    """Write into some rows that a person confirmed them; every other byte of the file stays as it was.

    Parameters
    ----------
    folder
        The folder of the data, or the one above it.
    keys
        The keys of the rows, which stand in one table. Either all of them are written or none.
    day
        The day on which a person did it; today if it is not given.

    Returns
    -------
    list[Line]
        The rows as they were before, one for each key.

    Raises
    ------
    ConfirmError
        When a key is unknown, the keys stand in several tables, or the day lies in the future.
    DataError
        When a table cannot be read.
    """
    day = day or date.today()
    if day > date.today():
        raise ConfirmError(f"{day} lies in the future. Give the day on which it was done.")
    with _turn(find_descriptor(folder).parent):
        sheets = _sheets(folder)
        known = {key: sheet for sheet in sheets for key in sheet.lines}
        if not known:
            raise ConfirmError("No table here has rows to confirm: datapackage.json names no confirmedField.")
        for key in keys:
            if key not in known:
                hint = did_you_mean(key, known)
                raise ConfirmError(sentences(f"There is no line '{key}'.", hint, f"The lines are: {', '.join(known)}."))
        wanted = list(dict.fromkeys(keys))
        sheet = known[wanted[0]]
        if any(known[key] is not sheet for key in wanted):
            raise ConfirmError("These lines stand in more than one table. Confirm those of one table at a time.")
        text = sheet.raw.decode("utf-8")
        for start, end in sorted((sheet.spans[key] for key in wanted), reverse=True):
            text = f"{text[:start]}{day.isoformat()}{text[end:]}"
        _replace(sheet.path, sheet.raw, text.encode("utf-8"))
        return [sheet.lines[key] for key in wanted]


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Let one command at a time write in a folder, where the system can."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows; the last look before writing stays
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Put the new content in the place of the old in one step; the old stays whole if anything fails."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, name)
        if path.read_bytes() != before:
            raise ConfirmError(f"{path.name} was changed by somebody else just now. Nothing was written: try again.")
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sheets(folder: str | Path) -> list[_Sheet]:
    descriptor = find_descriptor(folder)
    root = descriptor.parent
    problems: list[Problem] = []
    content = read_json(descriptor, f"{root.name}/{descriptor.name}", problems) or {}
    listed = content.get("resources")
    sheets = [
        _sheet(root, item, problems)
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict) and isinstance(item.get("confirmedField"), str)
    ]
    if problems:
        raise DataError(problems)
    return [sheet for sheet in sheets if sheet is not None]


def _sheet(root: Path, resource: dict[str, Any], problems: list[Problem]) -> _Sheet | None:
    name = safe_path(resource)
    file, path = f"{root.name}/{name}", (root / (name or "")).resolve()
    if (raw := read_bytes(path, file, problems)) is None:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        rule = f"The table cannot be read: {error}"
        problems.append(Problem(file, None, None, "", rule, "Save it as plain UTF-8 under this name."))
        return None
    start = len(BOM.decode("utf-8")) if raw.startswith(BOM) else 0
    if read_records(text[start:], file, problems) is None:
        return None
    rows = [row for row in _spans(text, start) if any(a < b for a, b in row)]
    header = [_value(text, span) for span in rows[0]] if rows else []
    key = _primary(resource)
    columns = [key, str(resource.get("labelField") or key), str(resource["confirmedField"])]
    for column in columns:
        if column not in header:
            rule = "The column is missing"
            problems.append(Problem(file, 1, column, "", rule, "Add it to the header and to every row."))
            return None
    at, called, day = (header.index(column) for column in columns)
    lines, spans = {}, {}
    for row in rows[1:]:
        if len(row) == len(header):
            values = [_value(text, span) for span in row]
            lines[values[at]] = Line(str(resource.get("name", "")), values[at], values[called], values[day])
            spans[values[at]] = row[day]
    return _Sheet(path, raw, lines, spans)


def _primary(resource: dict[str, Any]) -> str:
    schema = resource.get("schema")
    key = schema.get("primaryKey") if isinstance(schema, dict) else None
    key = key[0] if isinstance(key, list) and key else key
    return key if isinstance(key, str) else "id"


def _spans(text: str, at: int) -> Iterator[list[tuple[int, int]]]:
    """Yield for each record of a CSV text the start and the end of each of its cells."""
    row: list[tuple[int, int]] = []
    while at < len(text) or row:
        cell = CELL.match(text, at)
        assert cell is not None
        row.append(cell.span())
        at = cell.end()
        if text.startswith(",", at):
            at += 1
            continue
        yield row
        row = []
        end = END.match(text, at)
        at = end.end() if end else len(text)


def _value(text: str, span: tuple[int, int]) -> str:
    cell = text[slice(*span)]
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
