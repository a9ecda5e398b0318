"""What a spreadsheet writes comes back the same, and nothing ever raises anything but a list of problems."""

# ruff: noqa: RUF001  signs that look alike are what these tests are about

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from livingwell_learning.data import ConditionError, DataError, load, select_rows, validate

from .conftest import TODAY, Folder, field
from .test_junk import FILES, words

FIELDS = {
    "text": field("text"),
    "whole": field("whole", "integer"),
    "part": field("part", "number"),
    "yes": field("yes", "boolean"),
    "day": field("day", "date"),
    "keys": field("keys", listOf="sheet.text"),
}
typed_text = st.text(st.sampled_from("abc XYZ,;\"'\n\t0123456789.–é£’🌳你-/()?!&<>#%"), max_size=30)
ROWS = st.lists(
    st.tuples(
        typed_text,
        st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
        st.none() | st.floats(-1e300, 1e300),
        st.none() | st.booleans(),
        st.none() | st.dates(),
        st.lists(st.text("abcxyz", min_size=1, max_size=5), max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def write(folder: Path, rows, *, end: str, bom: bool, quoting: int, capitals: bool) -> None:
    """Write rows as a spreadsheet does."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator=end, quoting=quoting)
    sheet.writerow(FIELDS)
    for text, whole, part, yes, day, keys in rows:
        said = "" if yes is None else str(yes).upper() if capitals else str(yes).lower()
        cells = [text, whole, None if part is None else repr(part), said, day, " ".join(keys)]
        sheet.writerow(["" if cell is None else str(cell) for cell in cells])
    (folder / "sheet.csv").write_bytes(("\ufeff" * bom + out.getvalue()).encode("utf-8"))
    (folder / "datapackage.json").write_text(
        json.dumps({"resources": [{"name": "sheet", "path": "sheet.csv", "schema": {"fields": list(FIELDS.values())}}]})
    )


@settings(deadline=None, max_examples=150)
@given(
    ROWS,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.booleans(),
)
def test_what_a_spreadsheet_writes_comes_back_the_same(rows, end, bom, quoting, capitals):
    rows = [row for row in rows if any(value not in ("", None, []) for value in row)]
    assume(rows)
    assume(all(text == "" or (text.strip() and text.lstrip()[:1] not in "-#") for text, *_ in rows))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Python's writer leaves a line feed bare where lines end otherwise, which no spreadsheet does.
        quoting = csv.QUOTE_ALL if end == "\r" else quoting
        write(folder, rows, end=end, bom=bom, quoting=quoting, capitals=capitals)
        read = load(folder / "datapackage.json").table("sheet").records()
        assert [tuple(row.values()) for row in read] == [(*row[:5], tuple(row[5])) for row in rows]
        frame = load(folder / "datapackage.json").sheet
        assert frame.text.tolist() == [row[0] for row in rows]
        assert frame["keys"].tolist() == [tuple(row[5]) for row in rows]


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(FILES), st.binary(max_size=80) | words.map(str.encode), st.integers(0, 200))
@example("sites.csv", b"\xff\xfe", 0)
@example("sites.csv", b'"', 40)
@example("datapackage.json", b"[" * 80, 0)
def test_loading_any_bytes_gives_tables_or_a_list_of_problems_and_never_more_than_check_finds(name, junk, at):
    with tempfile.TemporaryDirectory() as holder:
        orchard = Folder(Path(holder) / "data")
        raw = (orchard.path / name).read_bytes()
        (orchard.path / name).write_bytes(raw[:at] + junk + raw[at:])
        told = {str(problem) for problem in validate(orchard.path, TODAY)}
        try:
            tables = load(orchard.path / "datapackage.json")
        except DataError as error:
            assert {str(problem) for problem in error.problems} <= told
            return
        for table in tables:
            try:
                frame = tables[table]
            except DataError as error:
                assert error.problems
                assert {str(problem) for problem in error.problems} <= told
            else:
                assert len(frame) == len(tables.table(table).records())


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="idnameopentruefalse=\"' north“”,\\\x00#", max_size=40) | st.text(max_size=20))
def test_any_condition_gives_rows_or_says_what_is_wrong_with_it(sites, text):
    try:
        rows = select_rows(sites, text)
    except ConditionError as error:
        assert str(error).endswith((".", '"', "?"))
    else:
        assert rows


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return load(Folder(tmp_path_factory.mktemp("properties") / "data").path).table("sites")


CONDITIONS = {
    "": ["north", "south"],
    "id=north": ["north"],
    "id=north id=south": ["north", "south"],
    "open=true": ["north"],
    "open=TRUE": ["north"],
    'name="North Orchard"': ["north"],
    "name=“North Orchard”": ["north"],
    '"name=North Orchard"': ["north"],
    "trees=120 kind=orchard": ["north"],
    "hectares=2.50": ["north"],
    "trees=": ["south"],
}


@pytest.mark.parametrize(("text", "ids"), CONDITIONS.items())
def test_conditions_take_values_as_the_csv_writes_them(sites, text, ids):
    assert [row["id"] for row in select_rows(sites, text)] == ids


REFUSED = {
    "id=north id=suoth": "No row of sites has id=suoth. Did you mean 'south'? Correct the condition, or add the row.",
    "id=north kind=garden": "No row of sites meets all of: id=north kind=garden. Correct the conditions",
    "open=perhaps": "open=perhaps of sites is neither true nor false. Write true or false.",
    "colour=red": "'colour=red' is no condition of sites. Write column=value, with a column of: id, name, kind",
    "nmae=x": "'nmae=x' is no condition of sites. Did you mean 'name'? Write column=value",
    "north": "'north' is no condition of sites. Write column=value",
    'name="North': 'A quotation mark is never closed in: name="North. Write it before and after the value',
    "name=North Orchard": "'Orchard' is no condition of sites. Write column=value",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items())
def test_a_condition_that_asks_for_nothing_says_so(sites, text, said):
    with pytest.raises(ConditionError) as caught:
        select_rows(sites, text)
    assert str(caught.value).startswith(said)


def test_a_list_meets_the_keys_it_holds_and_days_are_days(tmp_path):
    tables = load(Folder(tmp_path / "data").path)
    assert [row["id"] for row in select_rows(tables.table("events"), "places=south")] == ["planted"]
    assert [row["id"] for row in select_rows(tables.table("events"), "places=")] == ["pruned"]
    assert select_rows(tables.table("lines"), "checked=2024-05-01")[0]["checked"] == date(2024, 5, 1)


def test_a_table_without_rows_says_so(tmp_path):
    orchard = Folder(tmp_path / "data")
    orchard.write("lines.csv", "id,checked,days\n")
    with pytest.raises(ConditionError, match="No row of lines is there"):
        select_rows(load(orchard.path).table("lines"))
