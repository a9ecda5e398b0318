"""Check a folder of data, and list everything there is to put right at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from .descriptions import address_problems, description_problems, fields_of, safe_path
from .files import DESCRIPTOR, find_descriptor, is_left_behind, read_json
from .package import REFERENCES
from .problems import DataError, Problem, in_order
from .reading import read_table
from .reference_rules import read_references
from .rules import freshness_problems, list_problems, page_problems


def validate(folder: str | Path, today: date | None = None, pages: Collection[str] | None = None) -> list[Problem]:
    """Return every problem in a folder of data; nothing is written.

    Parameters
    ----------
    folder
        The folder that holds ``datapackage.json``, or the one above its ``data``.
    today
        The day on which to judge whether a check is too old; today if it is not given.
    pages
        The pages of the book, as :func:`page_names` gives them; without them no page is looked for.

    Returns
    -------
    list[Problem]
        Sorted by file and line; empty when all is well.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(prefix="data-"))
    >>> [problem.rule for problem in validate(folder)]  # doctest: +ELLIPSIS
    ['There is no datapackage.json in ...']
    """
    root = Path(folder).resolve()
    if not (root / DESCRIPTOR).is_file() and (root / "data" / DESCRIPTOR).is_file():
        root = root / "data"
    found: list[Problem] = []
    described = f"{root.name}/{DESCRIPTOR}"
    if not (root / DESCRIPTOR).exists():
        return [_elsewhere(root, described)]
    descriptor = read_json(root / DESCRIPTOR, described, found)
    resources = _resources(descriptor, described, found) if descriptor is not None else []
    known = _source_keys(root, resources, found)
    if descriptor is None:
        return in_order(found)

    from .constraints import schema_problems, table_problems

    unusable = schema_problems({**descriptor, "resources": resources}, described)
    found += unusable
    found += address_problems(descriptor, described)
    broken = {problem.value for problem in unusable}
    tables = {
        resource["name"]: read_table(
            root, _bare(resource) if resource["name"] in broken else resource, described, found
        )
        for resource in resources
    }
    found += _strays(root, resources)
    readable = [table for table in tables.values() if table is not None]
    found += table_problems([table for table in readable if table.name not in broken])
    for resource in resources:
        for field in fields_of(resource):
            name, _, column = str(field.get("listOf", "")).rpartition(".")
            target = tables.get(name)
            if target is not None and column in target.texts:
                known[f"{name}.{column}"] = {cell for _, cell in target.cells(column)}
    columns = {name: None if table is None else set(table.texts) for name, table in tables.items()}
    for resource in resources:
        found += description_problems(resource, columns, described)
    for table in readable:
        found += list_problems(table, known)
        found += freshness_problems(table, today or date.today())
    told = {(problem.file, problem.line, problem.column) for problem in found}
    for table in readable if pages is not None else []:
        lost = page_problems(table, pages or (), described)
        found += [problem for problem in lost if (problem.file, problem.line, problem.column) not in told]
    return in_order(found)


def _bare(resource: dict[str, Any]) -> dict[str, Any]:
    """Return a resource whose schema cannot be used with the names of its columns alone."""
    names = [{"name": field["name"], "listOf": field.get("listOf")} for field in fields_of(resource)]
    return {**resource, "schema": {"fields": names}}


def _elsewhere(root: Path, described: str) -> Problem:
    """Say that there is no description, where it was looked for, and where the nearest one is."""
    looked = f"{root} and {root / 'data'}" if root.name != "data" else str(root)
    rule = f"There is no {DESCRIPTOR} in {looked}"
    try:
        nearest = find_descriptor(root).parent
    except FileNotFoundError:
        remedy = "Go to the folder that holds book/ and data/, or name it with --root."
        return Problem(described, None, None, "", rule, remedy)
    return Problem(described, None, None, "", rule, f"There is one in {nearest}: go there, or name it with --root.")


def check(folder: str | Path, today: date | None = None, pages: Collection[str] | None = None) -> None:
    """Raise an error that lists every problem in a folder of data, if there is one.

    Parameters
    ----------
    folder, today, pages
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
    if problems := validate(folder, today, pages):
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


def _strays(root: Path, resources: list[dict[str, Any]]) -> list[Problem]:
    named = {safe_path(resource) for resource in resources}
    rule, remedy = "The file is not described in datapackage.json", "Describe it there, or remove it."
    return [
        Problem(f"{root.name}/{path.relative_to(root).as_posix()}", None, None, "", rule, remedy)
        for path in sorted(root.rglob("*.csv"))
        if (name := path.relative_to(root)).as_posix() not in named and not is_left_behind(PurePosixPath(name))
    ]
