"""Every kind of bad input, told by file, row, column and value, and all of it at once."""

from __future__ import annotations

import hashlib
import pickle
from datetime import date

import pytest

from livingwell_learning.data import DataError, Problem, check, validate

from .conftest import EVENTS, SITES, TODAY, B, D, E, L, S


def test_a_sound_package_has_no_problem(orchard):
    assert orchard.problems() == []
    assert check(orchard.path, TODAY) is None


def test_the_folder_above_the_data_may_be_named(orchard, where):
    orchard.replace("sites.csv", "120", "many")
    assert where(validate(orchard.path.parent, TODAY)) == [(S, 2, "trees", "many")]


def test_nothing_is_written(orchard):
    def state():
        files = [path for path in orchard.path.parent.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files}

    orchard.replace("sites.csv", "120", "many")
    before = state()
    orchard.problems()
    assert state() == before


def test_an_id_that_changes_is_missed_where_it_was_used(orchard, where):
    orchard.replace("sites.csv", "south,", "south-west,")
    assert where(orchard.problems()) == [(E, 2, "places", "south")]


def test_each_check_is_of_what_the_files_hold_now(orchard, where):
    lost, kind = (E, 2, "site", "north"), (S, 2, "kind", "orchard")
    for _ in range(2):
        assert orchard.problems() == []
        orchard.replace("sites.csv", "north,", "north-west,")
        assert lost in where(orchard.problems())
        orchard.replace("sites.csv", "north-west,", "north,")
        constraints = orchard.descriptor["resources"][0]["schema"]["fields"][2]["constraints"]
        constraints["enum"] = ["meadow", "garden"]
        orchard.describe()
        assert where(orchard.problems()) == [kind]
        constraints["enum"] = ["orchard", "garden"]
        orchard.describe()
        assert orchard.problems() == []
        # The same rows stand in other lines.
        orchard.replace("sites.csv", "id,name", "\nid,name")
        orchard.replace("sites.csv", "120", "1200")
        assert (S, 3, "trees", "1200") in where(orchard.problems())
        orchard.write("sites.csv", SITES)


def test_a_ragged_row_is_said_once_beside_its_other_mistakes(orchard, where):
    orchard.write("events.csv", EVENTS + "mown,2019,nroth\nmown,2019,nroth,,letter,x,y\n")
    assert where(orchard.problems()) == [
        (E, 4, "places", ""),
        (E, 4, "site", "nroth"),
        (E, 5, None, "x"),
        (E, 5, "id", "mown"),
        (E, 5, "site", "nroth"),
    ]


def test_a_row_without_an_id_is_said_once(orchard, where):
    orchard.replace("lines.csv", "gate,", ",")
    assert where(orchard.problems()) == [(L, 2, "id", "")]
    orchard.replace("events.csv", "pruned,", ",")
    assert where(orchard.problems()) == [(E, 3, "id", ""), (L, 2, "id", "")]


def test_rows_are_lines_of_the_file_after_a_cell_of_several_lines(orchard, where):
    orchard.replace("sites.csv", "North Orchard", '"North\nOrchard\n\nof old"')
    orchard.replace("sites.csv", "garden,,", "garden,many,")
    orchard.write("sites.csv", (orchard.path / "sites.csv").read_text() + "south,Twice,,,,\n")
    problems = orchard.problems()
    assert where(problems) == [(S, 6, "trees", "many"), (S, 7, "id", "south")]
    assert problems[1].rule == "is already in line 6"


def test_rows_are_lines_with_windows_line_ends(orchard, where):
    orchard.write("sites.csv", SITES.replace("\n", "\r\n").replace("garden,,", "garden,many,"))
    assert where(orchard.problems()) == [(S, 3, "trees", "many")]


def test_columns_in_another_order_are_no_problem(orchard):
    orchard.write("lines.csv", "days,id,checked\n90,gate,2024-05-01\n")
    assert orchard.problems() == []


def test_a_check_lasts_to_its_last_day(orchard):
    orchard.replace("lines.csv", "2024-05-01", "2024-03-03")
    assert orchard.problems() == []
    assert len(validate(orchard.path, date(2024, 6, 2))) == 1


def test_today_is_the_day_if_none_is_given(orchard, where):
    orchard.replace("lines.csv", "2024-05-01", "2001-01-01")
    assert where(validate(orchard.path)) == [(L, 2, "checked", "2001-01-01")]


def test_a_source_that_no_row_cites_is_no_problem(orchard):
    orchard.replace("events.csv", "almanac letter", "almanac")
    assert orchard.problems() == []


def test_files_that_are_missing_or_not_named(orchard, where):
    (orchard.path / "sites.csv").unlink()
    (orchard.path / "more").mkdir()
    orchard.write("more/extra.csv", "id\n")
    orchard.write("notes.csv", "id\n")
    orchard.write("README.md", "# Data\n")
    problems = orchard.problems()
    assert where(problems) == [
        ("data/more/extra.csv", None, None, ""),
        ("data/notes.csv", None, None, ""),
        (S, None, None, ""),
    ]
    assert [problem.rule for problem in problems] == [
        "The file is not described in datapackage.json",
        "The file is not described in datapackage.json",
        "The file is missing",
    ]


def test_a_missing_table_does_not_hide_what_else_is_wrong(orchard, where):
    (orchard.path / "sites.csv").unlink()
    orchard.replace("events.csv", "2019-05", "2019-15")
    orchard.replace("events.csv", "almanac letter", "nobody")
    assert where(orchard.problems()) == [
        (E, 2, "date", "2019-15"),
        (E, 3, "sources", "nobody"),
        (S, None, None, ""),
    ]


def test_missing_references_are_a_problem_only_if_something_cites_them(orchard, where):
    (orchard.path / "references.bib").unlink()
    assert where(orchard.problems()) == [(B, None, None, "")]
    orchard.descriptor["resources"] = [orchard.descriptor["resources"][0]]
    orchard.describe()
    for name in ("events.csv", "lines.csv"):
        (orchard.path / name).unlink()
    assert orchard.problems() == []


@pytest.mark.parametrize("name", ["sites.csv", "references.bib", "datapackage.json"])
def test_a_file_that_is_not_utf8_is_named_with_its_byte(orchard, where, name):
    raw = (orchard.path / name).read_bytes()
    at = raw.index(b"\n", raw.index(b"\n") + 1) + 3
    (orchard.path / name).write_bytes(raw[:at] + b"\xe9" + raw[at:])
    problems = orchard.problems()
    assert where(problems) == [(f"data/{name}", 3, None, "")]
    cause = "and looks like Windows-1252, the plain “CSV” of Excel"
    assert problems[0].rule == f"The file is not UTF-8, {cause}: byte {at} (0xe9) cannot be read"
    assert "“CSV UTF-8”" in problems[0].remedy


def test_a_byte_order_mark_is_welcome_in_tables_and_sources_and_refused_in_json(orchard, where):
    orchard.write("sites.csv", "\ufeff" + SITES)
    orchard.write("references.bib", "\ufeff" + (orchard.path / "references.bib").read_text(encoding="utf-8"))
    assert orchard.problems() == []
    orchard.write("datapackage.json", "\ufeff" + (orchard.path / "datapackage.json").read_text(encoding="utf-8"))
    assert where(orchard.problems()) == [(D, 1, None, "")]


def test_broken_json_is_named_with_its_line_and_sources_still_checked(orchard, where):
    orchard.write("datapackage.json", '{\n "name": "x",\n "resources": [,]\n}')
    orchard.replace("references.bib", "year = {2019}", "year = {soon}")
    problems = orchard.problems()
    assert where(problems) == [(D, 3, None, ""), (B, 2, "year", "soon-05")]
    assert problems[0].rule.startswith("The JSON cannot be read: ")


@pytest.mark.parametrize("text", ["[]", "3", '"x"'])
def test_a_descriptor_that_is_no_object(orchard, where, text):
    orchard.write("datapackage.json", text)
    assert where(orchard.problems()) == [(D, 1, None, "")]


def test_an_empty_folder(tmp_path):
    assert [(p.file, p.rule) for p in validate(tmp_path)] == [
        (f"{tmp_path.name}/datapackage.json", f"There is no datapackage.json in {tmp_path} and {tmp_path / 'data'}")
    ]


def test_empty_tables(orchard, where):
    orchard.write("lines.csv", "")
    orchard.write("events.csv", "id,date,site,places,sources\n")
    problems = orchard.problems()
    assert where(problems) == [(L, None, None, "")]
    assert problems[0].remedy == "Start it with the header: id,checked,days"


def test_what_stands_below_an_empty_first_line_is_checked_with_its_own_line(orchard, where):
    orchard.write("lines.csv", "\n,,\nid,checked,days\ngate,soon,90\n")
    assert where(orchard.problems()) == [(L, 1, None, ""), (L, 2, None, ""), (L, 4, "checked", "soon")]


def test_every_problem_of_every_file_comes_at_once(orchard, where):
    orchard.write("events.csv", EVENTS + "mown,2021-13,nroth,suoth west,almanak\nmown,soon,,,\n")
    orchard.write("sites.csv", SITES + "north,,gardn,-1,wide,yes\nextra,Extra,,,,,more\n")
    orchard.write("lines.csv", "id,checked,days\ngate,2020-01-01,90\nhedge,2030-01-01,90\n")
    orchard.write(
        "references.bib",
        (orchard.path / "references.bib").read_text() + "@misc{almanac, url = {u}}\n@misc{x}",
    )
    orchard.write("stray.csv", "id\n")
    problems = orchard.problems()
    assert set(where(problems)) == {
        (E, 4, "site", "nroth"),
        (E, 4, "places", "suoth"),
        (E, 4, "places", "west"),
        (E, 4, "sources", "almanak"),
        (E, 4, "date", "2021-13"),
        (E, 5, "id", "mown"),
        (E, 5, "sources", ""),
        (E, 5, "date", "soon"),
        (L, 2, "checked", "2020-01-01"),
        (L, 3, "checked", "2030-01-01"),
        (B, 18, "key", "almanac"),
        (B, 19, "title", ""),
        (B, 19, "url", ""),
        (S, 4, "id", "north"),
        (S, 4, "name", ""),
        (S, 4, "kind", "gardn"),
        (S, 4, "trees", "-1"),
        (S, 4, "hectares", "wide"),
        (S, 4, "open", "yes"),
        (S, 5, None, "more"),
        ("data/stray.csv", None, None, ""),
    }
    assert len(problems) == 21
    assert [(p.file, p.line or 0) for p in problems] == sorted((p.file, p.line or 0) for p in problems)
    with pytest.raises(DataError) as caught:
        check(orchard.path, TODAY)
    message = str(caught.value)
    assert caught.value.problems == tuple(problems)
    assert message.startswith("21 problems in the data\n\ndata/events.csv\n  data/events.csv:4")
    assert [line for line in message.splitlines() if line.startswith("  ")] == [f"  {one}" for one in problems]
    assert str(pickle.loads(pickle.dumps(caught.value))) == message


def test_more_problems_than_frictionless_shows_by_itself(orchard):
    rows = "".join(f"p{number},2019,nowhere,,almanac\n" for number in range(1500))
    orchard.write("events.csv", EVENTS + rows)
    assert len(orchard.problems()) == 1500


def test_a_problem_in_words_is_one_line():
    problem = Problem("data/a.csv", 14, "places", "ochard", "is not an id in sites.csv", "Did you mean 'orchard'?")
    assert str(problem) == ("data/a.csv:14, column places: 'ochard' is not an id in sites.csv. Did you mean 'orchard'?")
    long = str(Problem("data/a.csv", None, None, "x\ny" * 100, "is long", "Cut it."))
    assert "\n" not in long
    assert len(long) < 100
