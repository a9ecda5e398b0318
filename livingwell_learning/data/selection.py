"""Choose rows of a table by conditions that write values as the CSV does."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from .cells import CellError, read_cell
from .problems import did_you_mean, sentences

if TYPE_CHECKING:
    from .reading import Table

QUOTES = str.maketrans({"“": '"', "”": '"'})


class ConditionError(LookupError):
    """Conditions that cannot be read, or that no row meets; the message says which and what to write."""


def select_rows(table: Table, conditions: str = "") -> list[dict[str, Any]]:
    r"""Return the rows of a table that meet every condition.

    Parameters
    ----------
    table
        The table as it was read.
    conditions
        Such as ``place=york kind="NHS trust" in_report=true``: values as the CSV writes them, in double quotation
        marks where they hold spaces. Several values of one column mean any of them; a list of keys meets a value
        that it holds; nothing after ``=`` means an empty cell.

    Returns
    -------
    list[dict]
        Typed values by column, in the order of the column ``order`` where there is one, else in that of the file.

    Raises
    ------
    ConditionError
        When a condition cannot be read, names no column, or asks for a value that no row has.
    """
    wanted: dict[str, dict[str, object]] = {}
    for part in _split(conditions):
        name, equals, text = part.partition("=")
        if not equals or name not in table.values:
            rule = f"{part!r} is no condition of {table.name}."
            question = did_you_mean(name, table.values) if equals else ""
            raise ConditionError(
                sentences(rule, question, f"Write column=value, with a column of: {', '.join(table.values)}.")
            )
        wanted.setdefault(name, {})[text] = _value(table, name, text)
    rows = table.records()
    for name, values in wanted.items():
        for text, value in values.items():
            if not any(_meets(row[name], value) for row in rows):
                known = {item for cell in table.texts[name] for item in (cell, *cell.split())}
                remedy = sentences(did_you_mean(text, known), "Correct the condition, or add the row.")
                raise ConditionError(f"No row of {table.name} has {name}={_quoted(text)}. {remedy}")
    chosen = [
        row for row in rows if all(any(_meets(row[name], value) for value in wanted[name].values()) for name in wanted)
    ]
    if not chosen:
        what = f"meets all of: {conditions}" if wanted else "is there"
        raise ConditionError(f"No row of {table.name} {what}. Correct the conditions, or add the row.")
    return sorted(chosen, key=_order) if "order" in table.values else chosen


def _split(conditions: str) -> list[str]:
    reader = shlex.shlex(conditions.translate(QUOTES), posix=True)
    reader.whitespace_split, reader.commenters, reader.quotes, reader.escape = True, "", '"', ""
    try:
        return list(reader)
    except ValueError:
        rule = f"A quotation mark is never closed in: {conditions}."
        raise ConditionError(f'{rule} Write it before and after the value, as in kind="two words".') from None


def _value(table: Table, name: str, text: str) -> object:
    field = next((field for field in table.fields if field["name"] == name), {})
    if field.get("listOf"):
        return text
    try:
        return read_cell(text, field)
    except CellError as error:
        raise ConditionError(f"{name}={_quoted(text)} of {table.name} {error}") from None


def _meets(cell: object, value: object) -> bool:
    if isinstance(cell, tuple):
        return value in cell or (not cell and value == "")
    return type(cell) is type(value) and cell == value


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _order(row: dict[str, Any]) -> tuple[bool, Any]:
    return row["order"] in (None, ""), row["order"]
