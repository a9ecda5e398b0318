"""Check what a schema cannot say: lists of keys, vague dates, and checks that have grown old."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from .dates import DateError, parse_date
from .files import Table, foreign_keys, foreign_target
from .problems import Problem, did_you_mean, sentences

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Known = Mapping[str, "Sequence[str] | set[str]"]


def list_problems(table: Table, known: Known) -> list[Problem]:
    """Return the keys in ``listOf`` columns that lead nowhere, or stand twice in one cell.

    Parameters
    ----------
    table
        The table to check.
    known
        For each thing that a list may hold (``sites.id``, ``references.bib``) the keys there are;
        what is not in it could not be read, and is left out.

    Returns
    -------
    list[Problem]
        One for each key.
    """
    found: list[Problem] = []
    for field in table.fields:
        target = field.get("listOf")
        if not isinstance(target, str) or target not in known:
            continue
        keys, name = set(known[target]), field["name"]
        where = f"a key in {target}" if target.endswith(".bib") else _ids(target)
        for line, cell in table.cells(name):
            for key in dict.fromkeys(words := cell.split()):
                if key not in keys:
                    hint = "Put spaces between the keys, nothing else." if re.search("[,;|]", key) else ""
                    remedy = sentences(hint or did_you_mean(key, keys), "Correct it, or add it there.")
                    found.append(Problem(table.file, line, name, key, f"is not {where}", remedy))
                elif words.count(key) > 1:
                    rule = "stands more than once in this cell"
                    found.append(Problem(table.file, line, name, key, rule, "Keep one."))
    return found


def _ids(target: str) -> str:
    table, column = target.rsplit(".", 1)
    return f"{'an' if column[0] in 'aeio' else 'a'} {column} in {table}.csv"


def date_problems(table: Table) -> list[Problem]:
    """Return the dates in EDTF columns that cannot be read, or lie on no calendar."""
    found: list[Problem] = []
    for field in table.fields:
        if field.get("format") != "edtf":
            continue
        for line, cell in table.cells(field["name"]):
            try:
                parse_date(cell)
            except DateError as error:
                value = cell if cell.strip() else ""
                found.append(Problem(table.file, line, field["name"], value, error.rule, error.remedy))
    return found


def freshness_problems(table: Table, today: date) -> list[Problem]:
    """Return the rows of which too little is known by now, and the days that lie in the future.

    A table asks for this with ``checkedField`` and ``checkWithinField``: the columns that hold the day on which a
    row was last read or checked, and the number of days for which that counts. ``confirmedField`` names a third,
    the day on which a person confirmed the row; the later of the two days counts.
    """
    checked, within = table.resource.get("checkedField"), table.resource.get("checkWithinField")
    confirmed = table.resource.get("confirmedField")
    if not {str(checked), str(within)} <= _columns(table):
        return []
    limits, persons = dict(table.cells(str(within))), dict(table.cells(str(confirmed)))
    names = dict(table.cells(table.fields[0]["name"]))
    found: list[Problem] = []
    for line, cell in table.cells(str(checked)):
        known = {str(checked): _day(cell), str(confirmed): _day(persons.get(line, ""))}
        days = {column: day for column, day in known.items() if day is not None}
        for column, day in days.items():
            if day > today:
                rule, remedy = "lies in the future", "Write the day on which it was done."
                found.append(Problem(table.file, line, column, day.isoformat(), rule, remedy))
        try:
            column, last = max(days.items(), key=lambda item: item[1])
            limit = int(limits[line])
        except (KeyError, ValueError):
            continue
        if last <= today and (age := (today - last).days) > limit:
            if confirmed:
                key = names.get(line, "")
                rule = (
                    f"is the last day on which '{key}' was known to be right. That is {age} days ago, "
                    f"and it counts for {limit}"
                )
                remedy = (
                    "Call the service (an emergency number never), or open its own live page. Correct this row where "
                    f"it differs; then run: livingwell confirm {key}"
                )
            else:
                rule = f"was {age} days ago, and a check lasts {limit} days"
                remedy = "Check what this row says against its source, correct it, and write today's date here."
            found.append(Problem(table.file, line, column, last.isoformat(), rule, remedy))
    return found


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def description_problems(table: Table, tables: Mapping[str, Table | None], file: str) -> list[Problem]:
    """Return what a description asks for that does not exist: targets of lists and keys, columns of checks.

    Parameters
    ----------
    table
        The table whose description to check.
    tables
        Every table by its name, ``None`` for one that cannot be read.
    file
        What problems call the descriptor.

    Returns
    -------
    list[Problem]
        One for each name that leads nowhere.
    """
    found: list[Problem] = []

    def exists(name: str, column: str) -> bool:
        aim = tables.get(name)
        return name in tables and (aim is None or column in _columns(aim))

    for field in table.fields:
        target = field.get("listOf")
        if target and not str(target).endswith(".bib") and not exists(*_split(str(target))):
            rule = f"is what the column {field['name']} of {table.name} lists, and there is no such column"
            remedy = "Write the name of a table, a full stop and the name of its column."
            found.append(Problem(file, None, "listOf", str(target), rule, remedy))
    for key in foreign_keys(table.resource):
        if (aim := foreign_target(key, table.name)) is None:
            rule = f"A foreign key of {table.name} does not say which columns it points to"
            remedy = "Give it fields, and a reference with a resource and fields."
            found.append(Problem(file, None, "foreignKeys", "", rule, remedy))
            continue
        name, columns = aim
        for column in columns:
            if not exists(name, column):
                rule = f"is what a foreign key of {table.name} points to, and there is no such column"
                remedy = "Write the name of a table and of its columns."
                found.append(Problem(file, None, "foreignKeys", f"{name}.{column}", rule, remedy))
    for name in ("checkedField", "confirmedField", "checkWithinField", "labelField"):
        column = table.resource.get(name)
        if column is not None and str(column) not in _columns(table):
            rule = f"is not a column of {table.name}"
            found.append(Problem(file, None, name, str(column), rule, "Write the name of one of its columns."))
    for column in PLACEHOLDER.findall(str(table.resource.get("shownAt", ""))):
        if column not in _columns(table):
            rule = f"stands in braces and is not a column of {table.name}"
            remedy = "Put the name of one of its columns there."
            found.append(Problem(file, None, "shownAt", column, rule, remedy))
    return found


def _columns(table: Table) -> set[str]:
    return {field["name"] for field in table.fields}


def _split(target: str) -> tuple[str, str]:
    name, _, column = target.rpartition(".")
    return name, column
