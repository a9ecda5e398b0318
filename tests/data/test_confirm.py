"""A person's own confirmation: what it writes, what it refuses, and how it ends the waiting."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.data import ConfirmError, DataError, confirm, confirmable, validate
from livingwell_learning.data.confirm import _spans, _value
from livingwell_learning.data.records import read_records

TABLE = """\
id,checked,days,name,seen
gate,2024-05-01,90,"The ""old"" gate, north",
hedge,2024-05-01,90,"A hedge
of two lines",
wall,2024-05-01,90,Wall,2024-05-30
"""
TODAY = date(2024, 6, 1)


@pytest.fixture
def lines(orchard):
    """The orchard's lines, with a column for the day on which a person confirmed each."""
    resource = orchard.descriptor["resources"][2]
    resource["confirmedField"] = "seen"
    resource["labelField"] = "name"
    resource["schema"]["fields"] += [{"name": "name", "type": "string"}, {"name": "seen", "type": "date"}]
    orchard.describe()
    orchard.write("lines.csv", TABLE)
    return orchard


def stored(lines):
    return (lines.path / "lines.csv").read_bytes()


def test_the_rows_that_wait_are_those_without_a_day(lines):
    assert [(x.key, x.label, x.confirmed) for x in confirmable(lines.path)] == [
        ("gate", 'The "old" gate, north', ""),
        ("hedge", "A hedge\nof two lines", ""),
        ("wall", "Wall", "2024-05-30"),
    ]


@pytest.mark.parametrize("change", [str, lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_only_the_day_is_written_and_every_other_byte_stays(lines, change):
    before = change(TABLE).encode()
    (lines.path / "lines.csv").write_bytes(before)
    assert [x.key for x in confirm(lines.path, ["hedge", "gate"], date(2024, 5, 31))] == ["hedge", "gate"]
    after = before.replace(b'north",', b'north",2024-05-31').replace(b'lines",', b'lines",2024-05-31')
    assert stored(lines) == after
    assert sorted(path.name for path in lines.path.iterdir() if "part" in path.name) == []


def test_a_later_confirmation_replaces_the_one_before(lines):
    assert confirm(lines.path, ["wall"], date(2024, 6, 1))[0].confirmed == "2024-05-30"
    assert stored(lines) == TABLE.replace("2024-05-30", "2024-06-01").encode()


def test_today_is_the_day_if_none_is_given(lines):
    confirm(lines.path, ["gate"])
    assert confirmable(lines.path)[0].confirmed == date.today().isoformat()


def test_an_unknown_line_is_named_with_the_nearest_and_nothing_is_written(lines):
    with pytest.raises(ConfirmError, match=r"no line 'gaet'. Did you mean 'gate'\? The lines are: gate, hedge, wall"):
        confirm(lines.path, ["hedge", "gaet"], TODAY)
    assert stored(lines) == TABLE.encode()


def test_a_day_to_come_is_refused(lines):
    with pytest.raises(ConfirmError, match="lies in the future"):
        confirm(lines.path, ["gate"], date.today() + timedelta(days=1))
    assert stored(lines) == TABLE.encode()


def test_tables_that_ask_for_none_have_none(orchard):
    assert confirmable(orchard.path) == []
    with pytest.raises(ConfirmError, match="names no confirmedField"):
        confirm(orchard.path, ["gate"], TODAY)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id,checked,name\ngate,2024-05-01,Gate\n", "column seen"),
        ('id,"checked\n', "cannot be read"),
        (b"id\n\xff", "UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_named_and_left_alone(lines, content, told):
    raw = content if isinstance(content, bytes) else content.encode()
    (lines.path / "lines.csv").write_bytes(raw)
    with pytest.raises(DataError, match=told):
        confirm(lines.path, ["gate"], TODAY)
    assert stored(lines) == raw


def test_a_write_that_fails_leaves_the_table_whole_and_no_litter(lines, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    before = sorted(lines.path.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        confirm(lines.path, ["gate"], TODAY)
    assert stored(lines) == TABLE.encode()
    assert sorted(lines.path.iterdir()) == before


def test_what_somebody_else_wrote_meanwhile_is_not_lost(lines, monkeypatch):
    import shutil

    other = TABLE.replace("Wall", "The wall")
    monkeypatch.setattr(shutil, "copymode", lambda *args: lines.write("lines.csv", other))
    with pytest.raises(ConfirmError, match="changed by somebody else"):
        confirm(lines.path, ["gate"], TODAY)
    assert stored(lines) == other.encode()


def test_the_rights_of_the_file_stay(lines):
    (lines.path / "lines.csv").chmod(0o640)
    confirm(lines.path, ["gate"], TODAY)
    assert (lines.path / "lines.csv").stat().st_mode & 0o777 == 0o640


def test_an_old_reading_names_the_line_and_what_to_do_and_a_confirmation_ends_it(lines):
    day = date(2024, 9, 1)
    old = [problem for problem in validate(lines.path, day) if "lines.csv" in problem.file]
    assert [(x.line, x.column, x.value) for x in old] == [
        (2, "checked", "2024-05-01"),
        (3, "checked", "2024-05-01"),
        (5, "seen", "2024-05-30"),
    ]
    assert "'gate' was known to be right. That is 123 days ago, and it counts for 90" in old[0].rule
    assert old[0].remedy.endswith("livingwell confirm gate")
    confirm(lines.path, ["gate", "hedge", "wall"], day)
    assert [problem for problem in validate(lines.path, day) if "lines.csv" in problem.file] == []


def test_a_confirmation_to_come_is_a_problem(lines, where):
    lines.replace("lines.csv", "2024-05-30", "2030-05-30")
    assert where(validate(lines.path, TODAY)) == [("data/lines.csv", 5, "seen", "2030-05-30")]


CELLS = st.lists(st.lists(st.text(st.sampled_from('a",\n\r é')), min_size=1, max_size=4), min_size=1, max_size=5)


@given(CELLS, st.sampled_from(["\n", "\r\n"]))
def test_cells_are_found_where_the_reader_of_tables_finds_them(rows, end):
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    text = out.getvalue()
    read = read_records(text, "x.csv", [])
    assert read is not None
    mine = [[re.sub("\r\n?", "\n", _value(text, span)) for span in row] for row in _spans(text, 0)]
    assert [row if row != [""] else [] for row in mine] == [row.cells if row.cells != [""] else [] for row in read]
