"""What the descriptor calls a column and its values, so that every figure and page uses the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .dates import DateError, parse_date
from .descriptions import fields_of

if TYPE_CHECKING:
    from .package import DataPackage


@dataclass(frozen=True)
class Column:
    """A column as readers meet it: what it is called, and what each of its listed values is called."""

    name: str
    title: str
    labels: dict[str, str]
    format: str = ""

    def words(self, value: object) -> str:
        """Return a value in words; empty where the cell is.

        Examples
        --------
        >>> Column("kind", "Kind", {"nhs": "NHS body"}).words("nhs")
        'NHS body'
        >>> Column("date", "Date", {}, "edtf").words("2018-09?")
        'September 2018 (date inferred)'
        """
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return f"{value.day} {value:%B %Y}"
        if isinstance(value, tuple):
            return ", ".join(self.labels.get(item, item) for item in map(str, value))
        text = "" if value is None or value != value else str(value)
        if text and self.format == "edtf":
            try:
                return parse_date(text).words
            except DateError:
                return text
        return self.labels.get(text, text)


def humanise(value: str) -> str:
    """Turn a key into words.

    Examples
    --------
    >>> humanise("first-steps")
    'First steps'
    """
    words = value.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def read_column(tables: DataPackage, table: str, name: str) -> Column:
    """Return what the descriptor calls a column and its values.

    Parameters
    ----------
    tables
        The data package.
    table, name
        The table and its column.

    Returns
    -------
    Column
        A value's label is taken from ``categories`` (Data Package 2.0), else made from the values that
        the constraint ``enum`` lists; a column without either has no labels.

    Raises
    ------
    KeyError
        When the table has no such column; the message lists the columns.
    """
    fields = {field["name"]: field for field in _fields(tables, table)}
    if name not in fields:
        raise KeyError(f"The table '{table}' has no column '{name}'. Its columns are: {', '.join(fields)}.")
    field = fields[name]
    listed = field.get("categories") or field.get("constraints", {}).get("enum") or []
    labels = {}
    for item in listed:
        value = item["value"] if isinstance(item, dict) else item
        labels[str(value)] = item.get("label", humanise(value)) if isinstance(item, dict) else humanise(str(value))
    return Column(name, field.get("title", humanise(name)), labels, field.get("format", ""))


def read_values(tables: DataPackage, table: str, name: str) -> dict[str, str]:
    """Return the values that readers can choose of a column, each with its label, in the descriptor's order.

    Where the descriptor lists none, the values are those of the table, sorted, with labels made from them.

    Raises
    ------
    KeyError
        When the table has no such column; the message lists the columns.
    """
    listed = read_column(tables, table, name).labels
    return listed or {value: humanise(value) for value in sorted(set(tables[table][name].explode()))}


def _fields(tables: DataPackage, table: str) -> list[dict[str, Any]]:
    return fields_of(tables.description(table)) if table in tables else []
