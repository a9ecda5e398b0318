"""Check tables against their schema with Frictionless, and say in plain words what it finds."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .files import Row, Table, fields_of, foreign_keys, foreign_target
from .problems import Problem, did_you_mean, sentences

if TYPE_CHECKING:
    from frictionless import Error, Package, Resource, errors

EVERY_ERROR = 1_000_000
TYPES = {
    "integer": ("is not a whole number", "Write digits only, for example 12."),
    "number": ("is not a number", "Write digits with a full stop for the decimals, for example 12.5."),
    "boolean": ("is neither true nor false", "Write true or false."),
    "date": ("is not a day in the calendar", "Write it as 2023-05-31."),
    "year": ("is not a year", "Write four digits, for example 2023."),
    "yearmonth": ("is not a month of a year", "Write it as 2023-05."),
}
LIMITS: dict[str, tuple[str, str]] = {
    "minimum": ("is less than {limit}", "Write {limit} or more."),
    "maximum": ("is more than {limit}", "Write {limit} or less."),
    "exclusiveMinimum": ("is not more than {limit}", "Write more than {limit}."),
    "exclusiveMaximum": ("is not less than {limit}", "Write less than {limit}."),
    "minLength": ("has fewer than {limit} characters", "Write at least {limit}."),
    "maxLength": ("has more than {limit} characters", "Shorten it to {limit} or fewer."),
}
UNFORESEEN = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, re.error)
KEPT = ("name", "title", "description", "licenses", "sources")
SCHEMA_REMEDY = "Correct the description of the table in datapackage.json."


def schema_problems(descriptor: dict[str, Any], file: str) -> list[Problem]:
    """Return what Frictionless cannot accept in the description of the tables.

    Parameters
    ----------
    descriptor
        The content of ``datapackage.json``.
    file
        What problems call it.

    Returns
    -------
    list[Problem]
        Each with the name of the table as its value, where it is known.
    """
    from frictionless import Package, Resource

    found: list[Problem] = []
    resources = descriptor["resources"]
    for resource in resources:
        for note in _refused(Resource, _plain(resource, [["unused"]])):
            rule = f"has a description that cannot be used: {note}"
            found.append(Problem(file, None, "resources", resource["name"], rule, SCHEMA_REMEDY))
    if not found:
        for note in _refused(Package, {**descriptor, "resources": [{"name": "all", "data": [["unused"]]}]}):
            rule = f"The data package cannot be used: {note}"
            found.append(Problem(file, None, None, "", rule, SCHEMA_REMEDY))
    return found


def _refused(kind: type[Package] | type[Resource], description: dict[str, Any]) -> list[str]:
    """Return why Frictionless refuses a description, in one line each."""
    from frictionless import FrictionlessException

    try:
        kind.from_descriptor(description)
    except FrictionlessException as error:
        return [" ".join(reason.note.split()) for reason in error.to_errors()]
    except UNFORESEEN as error:
        return [f"{type(error).__name__}, {' '.join(str(error).split())}"]
    return []


def table_problems(tables: Sequence[Table]) -> list[Problem]:
    """Return every error that Frictionless finds in the tables, in plain words.

    Parameters
    ----------
    tables
        All tables that can be read; foreign keys to any other table are left out.

    Returns
    -------
    list[Problem]
        What breaks a type, a constraint, a key or the shape of the table.
    """
    from frictionless import Package

    named = {table.name: table for table in tables}
    resources = [_plain(table.resource, _grid(table), named) for table in tables]
    if not resources:
        return []
    package = Package.from_descriptor({"name": "data", "resources": resources})
    found: list[Problem] = []
    for table, resource in zip(tables, package.resources, strict=True):
        translate = Translator(table, named)
        try:
            report = resource.validate(limit_errors=EVERY_ERROR)
        except UNFORESEEN as error:
            rule = f"The table cannot be checked: {type(error).__name__}, {' '.join(str(error).split())}"
            found.append(Problem(table.file, None, None, "", rule, SCHEMA_REMEDY))
            continue
        for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]:
            translate(error)
        found += translate.found
    return found


def _grid(table: Table) -> list[list[str]]:
    return [table.header, *(row.cells for row in table.rows)]


def _plain(resource: dict[str, Any], data: list[list[str]], tables: dict[str, Table] | None = None) -> dict[str, Any]:
    """Reduce a resource to its name, its cells and the part of its schema that Frictionless knows."""
    schema = copy.deepcopy(resource.get("schema"))
    if isinstance(schema, dict):
        for field in fields_of({"schema": schema}):
            if field.get("format") == "edtf":
                del field["format"]
        unique = len(set(data[0])) == len(data[0])
        schema["fieldsMatch"] = "equal" if unique else "exact"
        if tables is not None:
            schema.pop("foreignKeys", None)
            if usable := [key for key in foreign_keys(resource) if _resolves(key, resource["name"], tables)]:
                schema["foreignKeys"] = usable
    plain = {"data": data} | {name: resource[name] for name in KEPT if name in resource}
    return {**plain, "schema": schema} if schema is not None else plain


def _resolves(key: object, name: str, tables: dict[str, Table]) -> bool:
    aim = foreign_target(key, name)
    return aim is not None and aim[0] in tables and set(aim[1]) <= set(tables[aim[0]].header)


class Translator:
    """Turn the errors of one table into problems, each said once."""

    def __init__(self, table: Table, tables: dict[str, Table]) -> None:
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
        return 1 if number < 2 else self.table.rows[number - 2].line

    def _row(self, error: errors.RowError) -> Row:
        return self.table.rows[error.row_number - 2]

    def _cell(self, number: int, column: str) -> str | None:
        cells = self.table.rows[number - 2].cells
        return dict(zip(self.table.header, cells, strict=False)).get(column)

    def _said(self, line: int, columns: Sequence[str]) -> bool:
        return any(problem.row == line and problem.column in columns for problem in self.found)

    def _extra_label(self, error: errors.LabelError) -> None:
        if not error.label:
            return self._add(1, None, "", f"Column {error.field_number} has no name", "Name it or remove it.")
        if self.table.header.count(error.label) > 1:
            return self._duplicate_label(error)
        missing = set(self.fields) - set(self.table.header)
        remedy = "Remove it, or describe it in datapackage.json."
        rule = "is not a column of this table"
        return self._add(1, error.label, error.label, rule, sentences(did_you_mean(error.label, missing), remedy))

    _blank_label = _extra_label

    def _incorrect_label(self, error: errors.LabelError) -> None:
        if error.label not in self.fields:
            self._extra_label(error)

    def _missing_label(self, error: errors.LabelError) -> None:
        if error.field_name not in self.table.header:
            rule, remedy = "The column is missing", "Add it to the header and to every row."
            self._add(1, error.field_name, "", rule, remedy)

    def _duplicate_label(self, error: errors.LabelError) -> None:
        if not self._said(1, [error.label]):
            self._add(1, error.label, error.label, "names two columns", "Rename or remove one of them.")

    def _source_error(self, _: Error) -> None:
        self._add(None, None, "", "The file is empty", f"Start it with the header: {','.join(self.fields)}")

    _blank_header = _source_error

    def _blank_row(self, error: errors.RowError) -> None:
        self._add(self._line(error.row_number), None, "", "The row is empty", "Delete it.")

    def _extra_cell(self, error: errors.CellError) -> None:
        line, columns = self._line(error.row_number), len(self.table.header)
        if not any(problem.row == line and "more cells" in problem.rule for problem in self.found):
            count = len(error.cells)
            rule = f"stands in a row with more cells than the header: {count} instead of {columns}"
            remedy = "Put a cell that holds a comma in double quotation marks, or remove the extra cell."
            self._add(line, None, error.cell, rule, remedy)

    def _missing_cell(self, error: errors.CellError) -> None:
        line = self._line(error.row_number)
        if not any(problem.row == line and "fewer cells" in problem.rule for problem in self.found):
            counts = f"{len(error.cells)} instead of {len(self.table.header)}"
            rule = f"The row has fewer cells than the header: {counts}"
            self._add(line, error.field_name, "", rule, "Add the missing commas, also for cells that stay empty.")

    def _type_error(self, error: errors.CellError) -> None:
        kind = self.fields[error.field_name].get("type", "string")
        rule, remedy = TYPES.get(kind, (f"is not of the type {kind}", "Write it as the other rows do."))
        self._add(self._line(error.row_number), error.field_name, error.cell, rule, remedy)

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
        if self._said(line, [*columns, ", ".join(columns)]) or not any(self._row(error).cells):
            return
        if re.search(r"\d+$", error.note):
            self._repeated(error, columns)
        else:
            rule = "The cell is empty, and the row needs it to be found"
            self._add(line, ", ".join(columns), "", rule, "Give the row an id of its own.")

    def _repeated(self, error: errors.RowError, columns: list[str]) -> None:
        first = self._line(int(re.search(r"(\d+)$", error.note)[1]))
        value = " ".join(self._cell(error.row_number, column) or "" for column in columns)
        rule, remedy = (
            f"is already in row {first}",
            "Each row needs its own: change one, or remove the repeated row.",
        )
        self._add(self._line(error.row_number), ", ".join(columns), value, rule, remedy)

    def _foreign_key(self, error: errors.ForeignKeyError) -> None:
        line, columns = self._line(error.row_number), ", ".join(error.field_names)
        target = self.tables[error.reference_name or self.table.name]
        value = " ".join(error.field_cells)
        known = [text for _, text in target.cells(error.reference_field_names[0])]
        name = ", ".join(error.reference_field_names)
        article = "an" if name[0] in "aeio" else "a"
        rule = f"is not {article} {name} in {target.file.rsplit('/', 1)[-1]}"
        remedy = sentences(did_you_mean(value, known), f"Correct it, or add the row to {target.file}.")
        self._add(line, columns, value, rule, remedy)

    def _other(self, error: Error) -> None:
        line = self._line(error.row_number) if hasattr(error, "row_number") else None
        rule = error.message.rstrip(".")
        self._add(line, getattr(error, "field_name", None), "", rule, "Compare it with datapackage.json.")
