"""A small made-up data package to load, and to break one thing at a time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from livingwell_learning.data import Problem, validate

TODAY = date(2024, 6, 1)
E, S, L = "data/events.csv", "data/sites.csv", "data/lines.csv"
B, D = "data/references.bib", "data/datapackage.json"


def field(name: str, kind: str = "string", *, constraints: dict[str, Any] | None = None, **more: str) -> dict:
    """Describe a column."""
    return {"name": name, "type": kind, **({"constraints": constraints} if constraints else {}), **more}


REQUIRED = {"required": True}
DESCRIPTOR = {
    "name": "orchard",
    "resources": [
        {
            "name": "sites",
            "path": "sites.csv",
            "schema": {
                "fields": [
                    field("id", constraints={"required": True, "unique": True, "pattern": "[a-z-]+"}),
                    field("name", constraints=REQUIRED),
                    field("kind", constraints={"enum": ["orchard", "garden"]}),
                    field("trees", "integer", constraints={"minimum": 0, "maximum": 500}),
                    field("hectares", "number"),
                    field("open", "boolean"),
                ],
                "primaryKey": ["id"],
            },
        },
        {
            "name": "events",
            "path": "events.csv",
            "schema": {
                "fields": [
                    field("id", constraints=REQUIRED),
                    field("date", format="edtf", constraints=REQUIRED),
                    field("site"),
                    field("places", listOf="sites.id"),
                    field("sources", listOf="references.bib", constraints=REQUIRED),
                ],
                "primaryKey": "id",
                "foreignKeys": [{"fields": "site", "reference": {"resource": "sites", "fields": "id"}}],
            },
        },
        {
            "name": "lines",
            "path": "lines.csv",
            "checkedField": "checked",
            "checkWithinField": "days",
            "schema": {
                "fields": [field("id"), field("checked", "date"), field("days", "integer")],
                "primaryKey": ["id"],
            },
        },
    ],
}
SITES = """\
id,name,kind,trees,hectares,open
north,North Orchard,orchard,120,2.5,true
south,South Garden,garden,,,
"""
EVENTS = """\
id,date,site,places,sources
planted,2019-05,north,north south,almanac
pruned,2021-02-04?,,,almanac letter
"""
LINES = """\
id,checked,days
gate,2024-05-01,90
"""
REFERENCES = r"""
@report{almanac,
  title = {{Apples \& Pears}},
  author = {{Orchard Society}},
  publisher = {Orchard Society},
  year = {2019},
  month = may,
  url = {https://example.org/almanac_2019},
  urldate = {2024-05-31},
}

@misc{letter,
  title = {{A letter from Orl\'eans}},
  author = {Dupont, Anne and {The Growers}},
  year = {2021},
  note = {Read in part -- 50\% of it},
}
"""


class Folder:
    """A data package on disk whose files a test can change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.descriptor = copy.deepcopy(DESCRIPTOR)
        self.describe()
        self.write("sites.csv", SITES)
        self.write("events.csv", EVENTS)
        self.write("lines.csv", LINES)
        self.write("references.bib", REFERENCES)

    def describe(self) -> None:
        """Write the descriptor as it now is."""
        self.write("datapackage.json", json.dumps(self.descriptor, indent=1))

    def write(self, name: str, text: str) -> None:
        """Write a file with exactly this text."""
        (self.path / name).write_bytes(text.encode("utf-8"))

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the one place where a file holds a text."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def problems(self) -> list[Problem]:
        """Validate on the day on which nothing is too old."""
        return validate(self.path, TODAY)


@pytest.fixture
def orchard(tmp_path: Path) -> Folder:
    """Give a package without a problem."""
    return Folder(tmp_path / "data")


Where = tuple[str, int | None, str | None, str]


@pytest.fixture
def where() -> Callable[[list[Problem]], list[Where]]:
    """Reduce problems to file, row, column and value."""
    return lambda problems: [(p.file, p.line, p.column, p.value) for p in problems]


def only(problems):
    """Return the one problem there is."""
    assert len(problems) == 1, list(map(str, problems))
    return problems[0]
