"""Check what a schema cannot say: lists of keys, pages of the book, and checks that have grown old."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from .descriptions import PAGES, PLACEHOLDER, filled
from .problems import Problem, did_you_mean, sentences
from .reading import Table

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


def freshness_problems(table: Table, today: date) -> list[Problem]:
    """Return the rows of which too little is known by now, and the days that lie in the future.

    A table asks for this with ``checkedField`` and ``checkWithinField``: the columns that hold the day on which a
    row was last read or checked, and the number of days for which that counts. ``confirmedField`` names a third,
    the day on which a person confirmed the row; the later of the two days counts.
    """
    checked, within = table.resource.get("checkedField"), table.resource.get("checkWithinField")
    confirmed = table.resource.get("confirmedField")
    limits, persons = dict(table.cells(str(within))), dict(table.cells(str(confirmed)))
    names = dict(table.cells(next(iter(table.texts), "")))
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


def page_problems(table: Table, pages: Collection[str], described: str) -> list[Problem]:
    """Return the cells and the places of rows that name a page which the book does not have.

    A column asks for this with ``"pointsTo": "pages"``, and a table with ``shownAt``, the place of its rows.

    Parameters
    ----------
    table
        The table to check.
    pages
        The pages of the book by their path without ending, such as ``places/all``.
    described
        What problems call the descriptor.

    Returns
    -------
    list[Problem]
        One for each cell, or one for the table where ``shownAt`` names a page of its own.
    """
    found: list[Problem] = []
    rule = "is no page of the book"
    told: set[tuple[int, str]] = set()
    for field in table.fields:
        if field.get("pointsTo") == PAGES:
            for line, cell in table.cells(field["name"]):
                told.add((line, cell))
                if cell not in pages:
                    remedy = sentences(did_you_mean(cell, pages), "Write its path below book/, without the ending.")
                    found.append(Problem(table.file, line, field["name"], cell, rule, remedy))
    shown, _, _ = str(table.resource.get("shownAt", "")).partition("#")
    columns = PLACEHOLDER.findall(shown)
    if shown and not columns and shown not in pages:
        remedy = sentences(did_you_mean(shown, pages), f"Correct the place where rows of {table.name} are shown.")
        found.append(Problem(described, None, "shownAt", shown, rule, remedy))
    if columns and set(columns) <= set(table.texts):
        for at, line in enumerate(table.lines):
            cells = {column: table.texts[column][at] for column in columns}
            page = filled(shown, cells)
            if page not in pages and (line, page) not in told and all(cells.values()):
                remedy = sentences(did_you_mean(page, pages), "Add the page, or correct shownAt in datapackage.json.")
                found.append(Problem(table.file, line, ", ".join(columns), page, rule, remedy))
    return found
