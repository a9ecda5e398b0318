"""Say in plain words what Frictionless finds in a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .problems import Problem, did_you_mean, sentences
from .reading import Table

if TYPE_CHECKING:
    from frictionless import Error, errors

LIMITS: dict[str, tuple[str, str]] = {
    "minimum": ("is less than {limit}", "Write {limit} or more."),
    "maximum": ("is more than {limit}", "Write {limit} or less."),
    "exclusiveMinimum": ("is not more than {limit}", "Write more than {limit}."),
    "exclusiveMaximum": ("is not less than {limit}", "Write less than {limit}."),
    "minLength": ("has fewer than {limit} characters", "Write at least {limit}."),
    "maxLength": ("has more than {limit} characters", "Shorten it to {limit} or fewer."),
}


class Translator:
    """Turn the errors of one table into problems, each said once."""

    def __init__(self, table: Table, tables: Mapping[str, Table]) -> None:
        self.table, self.tables = table, tables
        self.fields = {field["name"]: field for field in table.fields}
        self.found: list[Problem] = []

    def __call__(self, error: Error) -> None:
        """Add the problem that an error stands for, unless another has said it."""
        how: Callable[[Any], None] = getattr(self, "_" + error.type.replace("-", "_"), self._other)
        how(error)

    def _add(self, line: int | None, column: str | None, value: str, rule: str, remedy: str) -> None:
        self.found.append(Problem(self.table.file, line, column, value, rule, remedy))

    def _line(self, number: int) -> int:
        return self.table.lines[number - 2]

    def _cell(self, number: int, column: str) -> str | None:
        """Return the text of a cell, ``None`` where the reading of the table has said what is wrong with it."""
        at = number - 2
        return None if (at, column) in self.table.unread else self.table.texts[column][at]

    def _said(self, line: int, columns: Sequence[str]) -> bool:
        return any(problem.line == line and problem.column in columns for problem in self.found)

    def _type_error(self, error: errors.CellError) -> None:
        kind = self.fields[error.field_name].get("format", "default")
        what = f"is not of the format {kind}" if kind != "default" else "is not of the type of this column"
        self._add(self._line(error.row_number), error.field_name, error.cell, what, "Write it as the other rows do.")

    def _constraint_error(self, error: errors.CellError) -> None:
        line, column, field = self._line(error.row_number), error.field_name, self.fields[error.field_name]
        value = self._cell(error.row_number, column)
        match = re.match(r'constraint "(\w+)"', error.note)
        name = match[1] if match else ""
        limit = field.get("constraints", {}).get(name)
        if value is None:
            return
        if name == "required":
            what = field.get("title") or column
            self._add(line, column, "", "The cell is empty, and it is required", f"Fill it in: {what}.")
        elif name == "enum":
            remedy = sentences(did_you_mean(value, map(str, limit)), f"Use one of: {', '.join(map(str, limit))}.")
            self._add(line, column, value, "is not one of the words for this column", remedy)
        elif name == "pattern":
            remedy = field.get("description") or "Compare it with the other rows."
            self._add(line, column, value, f"does not have the form of this column, {limit}", remedy)
        elif name in LIMITS:
            rule, remedy = (text.format(limit=limit) for text in LIMITS[name])
            self._add(line, column, value, rule, remedy)
        else:
            self._other(error)

    def _unique_error(self, error: errors.CellError) -> None:
        self._repeated(error, [error.field_name])

    def _primary_key(self, error: errors.RowError) -> None:
        key = self.table.resource["schema"]["primaryKey"]
        columns = [key] if isinstance(key, str) else list(key)
        line = self._line(error.row_number)
        if self._said(line, [*columns, ", ".join(columns)]):
            return
        if any(self._cell(error.row_number, column) is None for column in columns):
            return
        if re.search(r"\d+$", error.note):
            self._repeated(error, columns)
        else:
            rule = "The cell is empty, and the row needs it to be found"
            self._add(line, ", ".join(columns), "", rule, "Give the row an id of its own.")

    def _repeated(self, error: errors.RowError, columns: list[str]) -> None:
        number = re.search(r"(\d+)$", error.note)
        first = self._line(int(number[1])) if number else 1
        value = " ".join(self._cell(error.row_number, column) or "" for column in columns)
        rule, remedy = (
            f"is already in line {first}",
            "Each row needs its own: change one, or remove the repeated row.",
        )
        self._add(self._line(error.row_number), ", ".join(columns), value, rule, remedy)

    def _foreign_key(self, error: errors.ForeignKeyError) -> None:
        line, columns = self._line(error.row_number), ", ".join(error.field_names)
        target = self.tables[error.reference_name or self.table.name]
        value = " ".join(self._cell(error.row_number, column) or "" for column in error.field_names)
        known = [text for _, text in target.cells(error.reference_field_names[0])]
        name = ", ".join(error.reference_field_names)
        article = "an" if name[0] in "aeio" else "a"
        rule = f"is not {article} {name} in {target.file.rsplit('/', 1)[-1]}"
        remedy = sentences(did_you_mean(value, known), f"Correct it, or add the row to {target.file}.")
        self._add(line, columns, value, rule, remedy)

    def _other(self, error: Error) -> None:
        number = getattr(error, "row_number", None)
        line = self._line(number) if isinstance(number, int) and number > 1 else None
        rule = error.message.rstrip(".")
        self._add(line, getattr(error, "field_name", None), "", rule, "Compare it with datapackage.json.")
