"""A description of the tables that cannot be used is told, and hides nothing else."""

from __future__ import annotations

import pytest

from livingwell_learning.data.constraints import Translator

from .conftest import D, E, L


def change(descriptor, path, value):
    *steps, last = path
    for step in steps:
        descriptor = descriptor[step]
    descriptor[last] = value


FIELDS = ("resources", 2, "schema", "fields")
DESCRIPTIONS = {
    "no tables": (("resources",), [], ("resources", ""), "There is no list of tables"),
    "list of words": (("resources", 2), "lines", ("resources", ""), "Table 3 of the list has no name"),
    "name twice": (("resources", 2, "name"), "events", ("resources", "events"), "names two tables"),
    "no path": (("resources", 2, "path"), "", ("path", ""), "The table lines has no path"),
    "path outside": (
        ("resources", 2, "path"),
        "../lines.csv",
        ("path", "../lines.csv"),
        "is no path for the",
    ),
    "unknown type": ((*FIELDS, 0, "type"), "strng", ("resources", "lines"), "has a description that cannot"),
    "unknown constraint": (
        (*FIELDS, 0, "constraints"),
        {"minimum": 2},
        ("resources", "lines"),
        "has a description",
    ),
    "key of no column": (
        ("resources", 2, "schema", "primaryKey"),
        ["x"],
        ("resources", "lines"),
        "has a descr",
    ),
    "list of no table": (
        (*FIELDS, 0, "listOf"),
        "trees.id",
        ("listOf", "trees.id"),
        "is what the column id of",
    ),
    "list of no column": (
        (*FIELDS, 0, "listOf"),
        "sites.x",
        ("listOf", "sites.x"),
        "is what the column id of",
    ),
    "key to no table": (
        ("resources", 1, "schema", "foreignKeys", 0, "reference", "resource"),
        "trees",
        ("foreignKeys", "trees.id"),
        "is what a foreign key of events points to",
    ),
    "key to no column": (
        ("resources", 1, "schema", "foreignKeys", 0, "reference", "fields"),
        "x",
        ("foreignKeys", "sites.x"),
        "is what a foreign key of events points to",
    ),
    "licence": (("resources", 2, "licenses"), "MIT", ("resources", "lines"), "has a description that cannot"),
    "check of no column": (
        ("resources", 2, "checkedField"),
        "seen",
        ("checkedField", "seen"),
        "is not a column",
    ),
}


@pytest.mark.parametrize("case", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_description_that_cannot_be_used(orchard, where, case):
    path, value, (column, shown), rule = case
    change(orchard.descriptor, path, value)
    orchard.describe()
    problems = [problem for problem in orchard.problems() if problem.file == D]
    assert where(problems) == [(D, None, column, shown)]
    assert problems[0].rule.startswith(rule)


def test_a_description_that_cannot_be_used_does_not_hide_what_else_is_wrong(orchard, where):
    change(orchard.descriptor, (*FIELDS, 0, "type"), "strng")
    orchard.describe()
    orchard.replace("events.csv", "2019-05,north", "2019-15,nroth")
    orchard.replace("lines.csv", "2024-05-01", "2020-05-01")
    assert where(orchard.problems()) == [
        (D, None, "resources", "lines"),
        (E, 2, "date", "2019-15"),
        (E, 2, "site", "nroth"),
        (L, 2, "checked", "2020-05-01"),
    ]


def test_every_error_of_frictionless_has_words_of_its_own():
    from frictionless.checks import baseline

    counts = {"hash-count", "byte-count", "field-count", "row-count"}
    header = {"unmatched-header", "blank-header", "blank-label", "extra-label", "missing-label", "incorrect-label"}
    shape = {"duplicate-label", "blank-row", "extra-cell", "missing-cell", "source-error"}
    kinds = {error.type for error in baseline.Errors} - counts - header - shape
    assert len(kinds) > 4
    assert [kind for kind in kinds if not hasattr(Translator, "_" + kind.replace("-", "_"))] == []
