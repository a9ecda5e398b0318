"""What ``datapackage.json`` says of the tables: where to find it, and what it asks for that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from .cells import FORMATS, READERS, CellError, read_cell
from .problems import Problem

Description = Mapping[str, Any]
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TYPES = ("string", "any", *READERS)
PAGES = "pages"
"""What a column ``pointsTo`` whose cells are pages of the book."""


def fields_of(resource: Description) -> list[dict[str, Any]]:
    """Return the fields of a resource's schema; an empty list where it has none."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    named = fields if isinstance(fields, list) else []
    return [field for field in named if isinstance(field, dict) and isinstance(field.get("name"), str)]


def foreign_keys(resource: Description) -> list[Any]:
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


def keys_of(resource: Description) -> set[str]:
    """Return the columns whose texts are compared with others: primary and foreign keys, values that are unique."""
    schema = resource.get("schema")
    listed = [schema.get("primaryKey")] if isinstance(schema, dict) else []
    listed += [key.get("fields") for key in foreign_keys(resource) if isinstance(key, dict)]
    return {name for columns in listed for name in texts_in(columns)}


def texts_in(value: object) -> list[str]:
    """Return a text, or the texts of a list, as a list; nothing of what is neither."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def safe_path(resource: Description) -> str | None:
    """Return the resource's path if it stays inside the folder of the descriptor."""
    path = resource.get("path")
    if not isinstance(path, str) or not path or "\0" in path:
        return None
    pure = PurePosixPath(path)
    return None if pure.is_absolute() or ".." in pure.parts or "://" in path or "\\" in path else path


def filled(pattern: str, cells: Mapping[str, object]) -> str:
    """Return a place such as ``places/{place}#fact-{id}`` with the cells of a row in its braces.

    Examples
    --------
    >>> filled("places/{place}#fact-{id}", {"place": "orchard", "id": "first"})
    'places/orchard#fact-first'
    """
    return PLACEHOLDER.sub(lambda name: str(cells[name[1]]), pattern)


def description_problems(resource: Description, columns: Mapping[str, set[str] | None], file: str) -> list[Problem]:
    """Return what a description asks for that does not exist, or that tables here cannot be.

    Parameters
    ----------
    resource
        What the descriptor says of a table.
    columns
        The columns of every table by its name, ``None`` for one that cannot be read.
    file
        What problems call the descriptor.

    Returns
    -------
    list[Problem]
        One for each name that leads nowhere, and each property that the reader could not honour.
    """
    found: list[Problem] = []
    name, own = resource["name"], {field["name"] for field in fields_of(resource)}

    def add(column: str, value: object, rule: str, remedy: str) -> None:
        found.append(Problem(file, None, column, str(value), rule, remedy))

    def exists(table: str, column: str) -> bool:
        if table == name:
            return column in own
        there = columns.get(table)
        return table in columns and (there is None or column in there)

    for field in fields_of(resource):
        target = field.get("listOf")
        table, _, column = str(target).rpartition(".")
        if target and not str(target).endswith(".bib") and not exists(table, column):
            rule = f"is what the column {field['name']} of {name} lists, and there is no such column"
            add("listOf", target, rule, "Write the name of a table, a full stop and the name of its column.")
    for key in foreign_keys(resource):
        if (aim := foreign_target(key, name)) is None:
            rule = f"A foreign key of {name} does not say which columns it points to"
            add("foreignKeys", "", rule, "Give it fields, and a reference with a resource and fields.")
            continue
        for column in aim[1]:
            if not exists(aim[0], column):
                rule = f"is what a foreign key of {name} points to, and there is no such column"
                add("foreignKeys", f"{aim[0]}.{column}", rule, "Write the name of a table and of its columns.")
    for role in ("checkedField", "confirmedField", "checkWithinField", "labelField"):
        if resource.get(role) is not None and str(resource[role]) not in own:
            add(role, resource[role], f"is not a column of {name}", "Write the name of one of its columns.")
    for column in PLACEHOLDER.findall(str(resource.get("shownAt", ""))):
        if column not in own:
            rule = f"stands in braces and is not a column of {name}"
            add("shownAt", column, rule, "Put the name of one of its columns there.")
    for column, value, rule, remedy in _unreadable(resource):
        add(column, value, rule, remedy)
    return found


def _unreadable(resource: Description) -> Iterator[tuple[str, object, str, str]]:
    """Yield each property by which a cell would mean something else than what the reader takes it for."""
    schema = resource.get("schema")
    given = schema.get("missingValues", [""]) if isinstance(schema, dict) else [""]
    if given != [""]:
        rule = f"are other missingValues of {resource['name']} than an empty cell"
        yield "missingValues", given, rule, "Leave the cells empty that have no value, and leave missingValues out."
    dialect = resource.get("dialect")
    if dialect not in (None, {}):
        rule = f"is a dialect of {resource['name']}, and tables are read with commas, and quotation marks, alone"
        yield "dialect", dialect, rule, "Save the table that way, and leave the dialect out."
    for field in fields_of(resource):
        kind, where = field.get("type", "string"), f"of the column {field['name']} of {resource['name']}"
        if isinstance(kind, str) and kind in UNREAD:
            yield "type", kind, f"is a type {where} that is not read", f"Use one of: {', '.join(TYPES)}."
        shape = field.get("format", "default")
        if not isinstance(shape, str) or shape not in (*FORMATS, "default", *(TEXTS if kind == "string" else ())):
            yield "format", shape, f"is a format {where} that is not read", f"Use {', '.join(FORMATS)} or none."
        elif shape in FORMATS and kind not in ("string", "any"):
            yield "format", shape, f"is a format {where}, which is no text", "Give it the type string or any."
        if field.get("missingValues", [""]) != [""]:
            yield "missingValues", field["missingValues"], f"are missingValues {where}", "Leave cells empty instead."
        for option, usual in (("groupChar", ""), ("decimalChar", "."), ("bareNumber", True)):
            if field.get(option, usual) not in (usual, None):
                rule, remedy = f"is a {option} {where}, and numbers are read as 1234.5 alone", "Leave it out."
                yield option, field[option], rule, remedy


UNREAD = ("object", "array", "list", "datetime", "time", "duration", "geopoint", "geojson")
TEXTS = ("email", "uuid", "binary")


def address_problems(descriptor: Description, file: str) -> list[Problem]:
    """Return the addresses of licences, sources and the package itself that no page may lead to."""
    found: list[Problem] = []

    def look(value: object, inside: str) -> None:
        if isinstance(value, list):
            for item in value:
                look(item, inside)
        elif isinstance(value, dict):
            for key, item in value.items():
                link = key == "homepage" or (key == "path" and inside in ("licenses", "sources", "contributors"))
                if link and isinstance(item, str) and item:
                    try:
                        read_cell(item, {"format": "uri"})
                    except CellError as error:
                        found.append(Problem(file, None, key, item, error.rule, error.remedy))
                elif key != "schema":
                    look(item, key)

    look(descriptor, "")
    return found
