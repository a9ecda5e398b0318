"""Check the values of tables against their schema with Frictionless, and say in plain words what it finds."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .cells import FORMATS
from .descriptions import TEXTS, Description, fields_of, foreign_keys, foreign_target, keys_of, texts_in
from .problems import Problem, did_you_mean, sentences
from .reading import Table

if TYPE_CHECKING:
    from frictionless import Error, Package, Resource, errors

EVERY_ERROR = 1_000_000
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
ASKED = ("name", "type", "format", "constraints", "trueValues", "falseValues")
LINE = "line of the file"
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
        What breaks a constraint or a key; types and shape are known from the reading of the table.
    """
    from frictionless import Package

    named = {table.name: table for table in tables}
    aimed = {(aim[0], name) for table in tables for aim in _aims(table.resource) for name in aim[1]}
    resources = [_asked(table, named, {name for to, name in aimed if to == table.name}) for table in tables]
    if not resources:
        return []
    package = Package.from_descriptor({"name": "data", "resources": resources})
    found: list[Problem] = []
    for table, resource in zip(tables, package.resources, strict=True):
        translate = Translator(table, named)
        try:
            report = resource.validate(limit_errors=EVERY_ERROR)
        except UNFORESEEN as unforeseen:
            rule = f"The table cannot be checked: {type(unforeseen).__name__}, {' '.join(str(unforeseen).split())}"
            found.append(Problem(table.file, None, None, "", rule, SCHEMA_REMEDY))
            continue
        for error in [*report.errors, *(mistake for task in report.tasks for mistake in task.errors)]:
            translate(error)
        found += translate.found
    return found


def _plain(resource: Description, data: list[list[str]]) -> dict[str, Any]:
    """Reduce a resource to what Frictionless knows of it."""
    schema = copy.deepcopy(resource.get("schema"))
    if isinstance(schema, dict):
        for field in fields_of({"schema": schema}):
            if str(field.get("format")) in FORMATS:
                del field["format"]
    plain = {"data": data} | {name: resource[name] for name in KEPT if name in resource}
    return {**plain, "schema": schema} if schema is not None else plain


def _asked(table: Table, tables: Mapping[str, Table], aimed: set[str]) -> dict[str, Any]:
    """Return a table as Frictionless compares it: the typed values of the columns of which something is asked."""
    keys = keys_of(table.resource) | aimed
    fields = [
        {name: value for name, value in field.items() if name in ASKED and str(value) not in FORMATS}
        for field in table.fields
        if field["name"] in table.texts
        and (field["name"] in keys or field.get("constraints") or field.get("format") in TEXTS)
    ]
    lists = {field["name"] for field in table.fields if field.get("listOf")}
    names = [str(field["name"]) for field in fields]
    columns = [table.texts[name] if name in lists else table.values[name] for name in names]
    rows = zip(table.lines, *columns, strict=True)
    # The line goes along so that no row is blank: Frictionless asks nothing of a row that is.
    data = [[LINE, *names], *([value if value != "" else None for value in row] for row in rows)]
    schema: dict[str, Any] = {"fields": [{"name": LINE, "type": "any"}, *fields]}
    given = table.resource.get("schema")
    primary = given.get("primaryKey") if isinstance(given, dict) else None
    if primary and set(texts_in(primary)) <= set(names):
        schema["primaryKey"] = primary
    if usable := [key for key in foreign_keys(table.resource) if _resolves(key, table.name, tables)]:
        schema["foreignKeys"] = usable
    return {"name": table.name, "data": data, "schema": schema}


def _aims(resource: Description) -> list[tuple[str, list[str]]]:
    found = (foreign_target(key, str(resource["name"])) for key in foreign_keys(resource))
    return [aim for aim in found if aim]


def _resolves(key: Any, name: str, tables: Mapping[str, Table]) -> bool:
    aim = foreign_target(key, name)
    own = set(texts_in(key.get("fields"))) if isinstance(key, dict) else set()
    return (
        aim is not None
        and aim[0] in tables
        and set(aim[1]) <= set(tables[aim[0]].texts)
        and own <= set(tables[name].texts)
    )


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
