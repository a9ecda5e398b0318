"""Each wording of pages and tables that was mended against its source: the mended one stands, the old one does not."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@functools.cache
def table(file):
    return {row["id"]: row for row in rows_of(ROOT / file)}


@functools.cache
def page(file):
    """The text of a page in one line, so that a phrase is found across its lines."""
    return " ".join((ROOT / file).read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    "row", rows_of(Path(__file__).with_name("corrections.csv")), ids=lambda row: f"{row['file']}-{row['id']}"
)
def test_what_was_mended_stays_mended(row):
    text = table(row["file"])[row["id"]][row["column"]] if row["id"] else page(row["file"])
    assert row["there"] in text
    assert not row["gone"] or row["gone"] not in text
