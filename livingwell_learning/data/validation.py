"""Check a folder of data, and list everything there is to put right at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from .files import DESCRIPTOR, Table, fields_of, read_json, read_rows, read_text, safe_path, split_header
from .package import REFERENCES
from .problems import DataError, Problem, in_order
from .reference_rules import read_references
from .rules import date_problems, description_problems, freshness_problems, list_problems


def validate(folder: str | Path, today: date | None = None) -> list[Problem]:
    """Return every problem in a folder of data; nothing is written.

    Parameters
    ----------
    folder
        The folder that holds ``datapackage.json``, or the one above its ``data``.
    today
        The day on which to judge whether a check is too old; today if it is not given.

    Returns
    -------
    list[Problem]
        Sorted by file and row; empty when all is well.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(prefix="data-"))
    >>> [problem.rule for problem in validate(folder)]
    ['The file is missing']
    """
    root = Path(folder).resolve()
    if not (root / DESCRIPTOR).is_file() and (root / "data" / DESCRIPTOR).is_file():
        root = root / "data"
    found: list[Problem] = []
    described = f"{root.name}/{DESCRIPTOR}"
    descriptor = read_json(root / DESCRIPTOR, described, found)
    resources = _resources(descriptor, described, found) if descriptor is not None else []
    known = _source_keys(root, resources, found)
    if descriptor is None:
        return in_order(found)
    tables = {resource["name"]: _table(root, resource, described, found) for resource in resources}
    found += _strays(root, resources)
    readable = [table for table in tables.values() if table is not None]

    from .tables import schema_problems, table_problems

    unusable = schema_problems({**descriptor, "resources": resources}, described)
    found += unusable
    broken = {problem.value for problem in unusable}
    found += table_problems([table for table in readable if table.name not in broken])
    for table in readable:
        for field in table.fields:
            name, _, column = str(field.get("listOf", "")).rpartition(".")
            target = tables.get(name)
            if target is not None and column in target.header:
                known[f"{name}.{column}"] = {cell for _, cell in target.cells(column)}
    for table in readable:
        found += description_problems(table, tables, described)
        found += list_problems(table, known)
        found += date_problems(table)
        found += freshness_problems(table, today or date.today())
    return in_order(found)


def check(folder: str | Path, today: date | None = None) -> None:
    """Raise an error that lists every problem in a folder of data, if there is one.

    Parameters
    ----------
    folder, today
        As for :func:`validate`.

    Raises
    ------
    DataError
        When there is a problem; its ``problems`` are those of :func:`validate`.

    Examples
    --------
    >>> import tempfile
    >>> check(tempfile.mkdtemp())  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    livingwell_learning.data.problems.DataError: 1 problem in the data
    ...
    """
    if problems := validate(folder, today):
        raise DataError(problems)


def _resources(descriptor: dict[str, Any], file: str, found: list[Problem]) -> list[dict[str, Any]]:
    """Return the descriptions that name a table, each name once."""
    listed = descriptor.get("resources")
    if not isinstance(listed, list) or not listed:
        found.append(Problem(file, None, "resources", "", "There is no list of tables", "Add one to the file."))
        return []
    named: dict[str, dict[str, Any]] = {}
    for number, resource in enumerate(listed, start=1):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name:
            rule = f"Table {number} of the list has no name"
            found.append(Problem(file, None, "resources", "", rule, "Give it a name."))
        elif name in named:
            found.append(Problem(file, None, "resources", name, "names two tables", "Rename one of them."))
        else:
            named[name] = resource
    return list(named.values())


def _source_keys(root: Path, resources: list[dict[str, Any]], found: list[Problem]) -> dict[str, set[str]]:
    """Check the sources, and return their keys under the name of the file that lists cite."""
    path = root / REFERENCES
    cited = any(field.get("listOf") == REFERENCES for resource in resources for field in fields_of(resource))
    if not path.exists() and not cited:
        return {}
    entries = read_references(path, f"{root.name}/{REFERENCES}", found)
    return {} if entries is None else {REFERENCES: {entry.key for entry in entries}}


def _table(root: Path, resource: dict[str, Any], described: str, found: list[Problem]) -> Table | None:
    """Read the table that a resource describes; note what is wrong, and return ``None`` if it cannot be."""
    if (path := safe_path(resource)) is None:
        value = resource.get("path")
        rule = f"is no path for the table {resource['name']}" if value else f"The table {resource['name']} has no path"
        remedy = "Write the name of a CSV file in the same folder."
        found.append(Problem(described, None, "path", str(value or ""), rule, remedy))
        return None
    file = f"{root.name}/{path}"
    text = read_text(root / path, file, found)
    rows = read_rows(text, file, found) if text is not None else None
    if rows is None:
        return None
    above, header, below = split_header(rows)
    rule = "The line is empty, and the header must be the first line"
    found += [Problem(file, row.line, None, "", rule, "Delete it.") for row in above]
    return Table(resource, file, header.cells, below)


def _strays(root: Path, resources: list[dict[str, Any]]) -> list[Problem]:
    named = {safe_path(resource) for resource in resources}
    rule, remedy = "The file is not described in datapackage.json", "Describe it there, or remove it."
    return [
        Problem(f"{root.name}/{path.relative_to(root).as_posix()}", None, None, "", rule, remedy)
        for path in sorted(root.rglob("*.csv"))
        if path.relative_to(root).as_posix() not in named
    ]
