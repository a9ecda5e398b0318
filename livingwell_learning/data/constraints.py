"""Check the values of tables against their schema with Frictionless."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .cells import FORMATS
from .descriptions import TEXTS, Description, fields_of, foreign_keys, foreign_target, keys_of, texts_in
from .problems import Problem
from .reading import Table
from .translator import Translator

if TYPE_CHECKING:
    from frictionless import Package, Resource

EVERY_ERROR = 1_000_000
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


def _refused(kind: type[Package] | type[Resource], description: dict[str, Any]) -> Sequence[str]:
    """Return why Frictionless refuses a description, in one line each."""
    schema = description.get("schema")
    named = {*description, *(schema if isinstance(schema, dict) else ())}
    # Only these make it read what stands elsewhere, which may be another tomorrow.
    if isinstance(schema, str) or named & {"profile", "profiles", "$schema"}:
        return _refusals(kind, description)
    return _known_refusals(kind, json.dumps(description))


# While somebody writes, the same descriptions are judged again and again.
@lru_cache(maxsize=256)
def _known_refusals(kind: type[Package] | type[Resource], description: str) -> Sequence[str]:
    return _refusals(kind, json.loads(description))


def _refusals(kind: type[Package] | type[Resource], description: dict[str, Any]) -> Sequence[str]:
    from frictionless import FrictionlessException

    try:
        kind.from_descriptor(description)
    except FrictionlessException as error:
        return tuple(" ".join(reason.note.split()) for reason in error.to_errors())
    except UNFORESEEN as error:
        return (f"{type(error).__name__}, {' '.join(str(error).split())}",)
    return ()


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
    named = {table.name: table for table in tables}
    aimed = {(aim[0], name) for table in tables for aim in _aims(table.resource) for name in aim[1]}
    asked = {table.name: _asked(table, named, {name for to, name in aimed if to == table.name}) for table in tables}
    return [problem for table in tables for problem in _found(Question.of(table, named, asked))]


@dataclass(frozen=True)
class Question:
    """A table, and of others the columns that its keys lead to: where all that is the same, so is the answer."""

    content: bytes
    table: Table = field(compare=False)
    tables: Mapping[str, Table] = field(compare=False)
    resources: list[dict[str, Any]] = field(compare=False)

    @classmethod
    def of(cls, table: Table, tables: Mapping[str, Table], asked: Mapping[str, dict[str, Any]]) -> Question:
        """Ask about one of the tables, given what Frictionless is to compare of each."""
        aims: dict[str, set[str]] = {}
        for key in asked[table.name]["schema"].get("foreignKeys", ()):
            if (aim := foreign_target(key, table.name)) and aim[0] != table.name:
                aims.setdefault(aim[0], set()).update(aim[1])
        resources = [asked[table.name], *(_columns(asked[name], columns) for name, columns in aims.items())]
        parts: list[Any] = [resources, table.file, table.resource, table.lines, table.texts, sorted(table.unread)]
        for name, columns in aims.items():
            other = tables[name]
            parts += [other.file, [(column, other.texts[column]) for column in sorted(columns)]]
            parts.append(sorted(cell for cell in other.unread if cell[1] in columns))
        content = hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass")).digest()
        return cls(content, table, tables, resources)


def _columns(asked: dict[str, Any], columns: set[str]) -> dict[str, Any]:
    """Return some columns of a table, without its keys."""
    fields = asked["schema"]["fields"]
    kept = [at for at, field in enumerate(fields) if at == 0 or field["name"] in columns]
    data = [[row[at] for at in kept] for row in asked["data"]]
    return {"name": asked["name"], "data": data, "schema": {"fields": [fields[at] for at in kept]}}


# Frictionless takes its time: while somebody writes, it is asked about the tables alone that a change touches.
@lru_cache(maxsize=128)
def _found(question: Question) -> Sequence[Problem]:
    from frictionless import Package

    table = question.table
    package = Package.from_descriptor({"name": "data", "resources": question.resources})
    translate = Translator(table, question.tables)
    try:
        report = package.resources[0].validate(limit_errors=EVERY_ERROR)
    except UNFORESEEN as unforeseen:
        rule = f"The table cannot be checked: {type(unforeseen).__name__}, {' '.join(str(unforeseen).split())}"
        return (Problem(table.file, None, None, "", rule, SCHEMA_REMEDY),)
    for error in [*report.errors, *(mistake for task in report.tasks for mistake in task.errors)]:
        translate(error)
    return tuple(translate.found)


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
