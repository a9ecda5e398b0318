"""Tables as people really save them: what a spreadsheet does to a file is read, or told once with its remedy."""

# ruff: noqa: RUF001  signs that look alike are what these tests are about

from __future__ import annotations

import pytest

from livingwell_learning.data import DataError, load

from .conftest import EVENTS, LINES, SITES, E, L, S, only


def test_what_excel_saves_as_csv_utf_8_is_read_as_it_is(orchard):
    sites = SITES.replace("North Orchard", "Orléans’ Orchard").replace(",true", ",TRUE")
    orchard.write("sites.csv", "\ufeff" + sites.replace("\n", "\r\n"))
    orchard.write("events.csv", "\ufeff" + EVENTS.replace("\n", "\r\n"))
    assert orchard.problems() == []
    read = load(orchard.path).sites
    assert read.id.tolist() == ["north", "south"]
    assert read.name[0] == "Orléans’ Orchard"
    assert read.open[0]


def test_a_cell_of_several_lines_ends_its_lines_the_same_way_everywhere(orchard):
    orchard.write("sites.csv", SITES.replace("North Orchard", '"North\nOrchard"').replace("\n", "\r\n"))
    assert load(orchard.path).sites.name[0] == "North\nOrchard"


ABOVE = {
    "a hint for Excel": ("sep=,", 1),
    "a title": ("Places of the orchard", 1),
    "a title padded with commas": ("Places,,,,,", 1),
    "a note": ("# made by hand", 1),
    "two lines": ("Places of the orchard\nsep=,", 2),
}


@pytest.mark.parametrize(("above", "count"), ABOVE.values(), ids=ABOVE)
def test_what_stands_above_a_header_is_named_and_the_table_still_checked(orchard, above, count):
    orchard.write("sites.csv", f"{above}\n" + SITES.replace("120", "many"))
    *lines, cell = orchard.problems()
    assert [(p.file, p.line, p.value) for p in lines] == [
        (S, at, text.strip(",")) for at, text in enumerate(above.split("\n"), start=1)
    ]
    assert {p.rule for p in lines} == {"stands above the header, which must be the first line"}
    assert (cell.line, cell.column) == (2 + count, "trees")
    with pytest.raises(DataError, match="stands above the header"):
        _ = load(orchard.path).sites


HEADERS = {
    "spaces around names": (
        " id , name ,kind,trees,hectares,open",
        ("' id ', ' name '", "have spaces around them", "Write id, name, with nothing around it."),
    ),
    "one space": (
        "id,name,kind,trees,hectares,open ",
        ("'open '", "has a space around it", "Write open, with nothing around it."),
    ),
    "capitals": (
        "ID,name,kind,trees,hectares,open",
        ("'ID'", "is not written as the column is", "Write id, with nothing around it."),
    ),
    "a name misspelt": (
        "id,nmae,kind,trees,hectares,open",
        ("'nmae'", "is not a column of this table", "Did you mean 'name'? Correct it, or describe"),
    ),
    "a name replaced": (
        "id,name,kind,apples,hectares,open",
        ("'apples'", "is not a column of this table", "Is it 'trees', which is missing?"),
    ),
    "a name cut": (
        "id,name,trees,hectares,open",
        ("", "The header has 5 names, and the rows have 6 cells: 'kind' is missing", "Write the header as: id,name,"),
    ),
    "two names cut": (
        "id,name,hectares,open",
        ("", "The header has 4 names, and the rows have 6 cells: 'kind', 'trees' are missing", "Write the header as:"),
    ),
    "a name added": (
        "id,name,colour,kind,trees,hectares,open",
        ("'colour'", "is not a column of this table, and the rows have no cell for it", "Remove it from the header."),
    ),
    "a comma added": (
        "id,name,kind,trees,hectares,open,",
        ("", "is not a column of this table, and the rows have no cell for it", "Remove it from the header."),
    ),
    "semicolons": (
        "id;name;kind;trees;hectares;open",
        ("", "The columns are separated by semicolons, and commas are needed", "Save the table again with commas"),
    ),
    "tabs": (
        "id\tname\tkind\ttrees\thectares\topen",
        ("", "The columns are separated by tabs, and commas are needed", "Save the table again with commas"),
    ),
    "none": ("", ("north,North", "is where the header should stand", "Write above it: id,name,kind,trees,hectares")),
}


@pytest.mark.parametrize(("header", "told"), HEADERS.values(), ids=HEADERS)
def test_a_header_that_went_wrong_is_one_problem_and_hides_nothing_else(orchard, header, told):
    orchard.write("sites.csv", "\n".join([header, *SITES.splitlines()[1:], ""]).removeprefix("\n"))
    value, rule, remedy = told
    problem = only(orchard.problems())
    assert (problem.file, problem.line) == (S, 1)
    assert value.strip("'") in problem.value
    assert problem.rule.startswith(rule)
    assert problem.remedy.startswith(remedy)
    with pytest.raises(DataError) as caught:
        _ = load(orchard.path).sites
    assert caught.value.problems == (problem,)
    if "separated" not in rule and "should stand" not in rule:
        orchard.write("sites.csv", (orchard.path / "sites.csv").read_text().replace("orchard,120", "orchard,many"))
        assert [(p.line, p.column) for p in orchard.problems()[1:]] == [(2, "trees")]


def test_a_file_with_semicolons_throughout_is_one_problem(orchard):
    orchard.write("events.csv", "sep=;\n" + EVENTS.replace(",", ";"))
    assert (only(orchard.problems()).file, only(orchard.problems()).line) == (E, 2)


def test_columns_and_rows_that_a_spreadsheet_adds_at_the_end_are_one_problem_each(orchard):
    orchard.write("lines.csv", "id,checked,days,,,\ngate,2024-05-01,90,,,\n,,,,,\n,,,,,\n,,,,,\n")
    columns, rows = orchard.problems()
    assert columns.rule == "3 columns have no name: numbers 4, 5, 6"
    assert columns.remedy == "Delete them: their cells are empty."
    assert (rows.line, rows.rule) == (3, "This row and the 2 below it are empty")


def test_rows_that_all_have_a_cell_too_many_are_one_problem(orchard):
    orchard.write("lines.csv", "id,checked,days\n" + "".join(f"gate{at},2024-05-01,90,x\n" for at in range(50)))
    assert only(orchard.problems()).rule == "Every row has 4 cells, and the header 3 names"


ENCODINGS = {
    "utf-16": ("UTF-16", "Save it again as UTF-8: “CSV UTF-8”"),
    "cp1252": ("looks like Windows-1252", "Save it again as UTF-8: “CSV UTF-8”"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_another_encoding_is_one_problem_that_names_it(orchard, encoding):
    text = SITES.replace("North Orchard", "Orléans")
    (orchard.path / "sites.csv").write_bytes(text.encode(encoding))
    problem = only(orchard.problems())
    named, remedy = ENCODINGS[encoding]
    assert named in problem.rule
    assert problem.remedy.startswith(remedy)


JUNK = {
    "blanks": ("  ", "The cell holds only blanks", "Write what belongs there"),
    "no-break spaces": ("\u00a0\u00a0", "The cell holds only blanks", "Write what belongs there"),
    "REF": ("#REF!", "is an error of a spreadsheet", "Write what the cell should hold."),
    "NA": ("#N/A", "is an error of a spreadsheet", "Write what the cell should hold."),
    "NAME": ("#NAME?", "is an error of a spreadsheet", "Write what the cell should hold."),
    "DIV": ("#DIV/0!", "is an error of a spreadsheet", "Write what the cell should hold."),
    "narrow column": ("########", "is an error of a spreadsheet", "Write what the cell should hold."),
    "LibreOffice": ("Err:502", "is an error of a spreadsheet", "Write what the cell should hold."),
    "formula": ("=A1+1", "starts as a formula does", "Begin the cell with something else than '='."),
    "formula that calls": ("@SUM(A1)", "starts as a formula does", "Begin the cell with something else than '@'."),
    "formula after a minus": ("-A1", "starts as a formula does", "Begin the cell with something else than '-'."),
    "garbled apostrophe": ("itâ€™s", "is garbled", "Write: it’s"),
    "garbled pound": ("Â£10", "is garbled", "Write: £10"),
    "garbled accent": ("OrlÃ©ans", "is garbled", "Write: Orléans"),
    "NUL": ("a\0b", "holds a control character (U+0000)", "Delete it"),
    "ESC": ("a\x1b[31mb", "holds a control character (U+001B)", "Delete it"),
    "turned direction": ("a\u202eb", "holds a control character (U+202E)", "Delete it"),
    "lost letter": ("Orl\ufffdans", "holds the sign of a letter that was lost (U+FFFD)", "Delete it"),
    "script": ("javascript:alert(1)", "is an address that would run a program", "Write an address"),
    "script in capitals": (" JaVaScRiPt : alert(1)", "is an address that would run a program", "Write an address"),
    "data address": ("data:text/html,x", "is an address that would run a program", "Write an address"),
}


@pytest.mark.parametrize("case", JUNK.values(), ids=JUNK)
def test_what_no_text_of_a_table_may_be_is_one_problem_in_its_cell(orchard, case):
    text, rule, remedy = case
    orchard.write("sites.csv", SITES.replace("North Orchard", f'"{text}"'))
    problem = only(orchard.problems())
    assert (problem.file, problem.line, problem.column) == (S, 2, "name")
    assert problem.rule.startswith(rule)
    assert problem.remedy.startswith(remedy)
    assert str(problem).isprintable()
    with pytest.raises(DataError):
        _ = load(orchard.path).sites


KEPT = (
    "Orléans – “naïve” café, £10, 50%, ½",
    "Mental health: data",
    "#1 of the year",
    "Err, no",
    "-5 to +5",
    "+44 20 1234",
    "– a dash",
    "Łódź Õ Ñandú ÂGE",
    "MAÇÃ”",
    "data: what counts",
    "你好 🌳",
)


@pytest.mark.parametrize("text", KEPT)
def test_text_that_only_looks_odd_is_kept(orchard, text):
    quoted = text.replace('"', '""')
    orchard.write("sites.csv", SITES.replace("North Orchard", f'"{quoted}"'))
    assert orchard.problems() == []
    assert load(orchard.path).sites.name[0] == text


EXACT = {
    "few words allowed": ("sites.csv", ",orchard,", ", orchard,", (S, 2, "kind", " orchard")),
    "key": ("lines.csv", "gate,", "gate ,", (L, 2, "id", "gate ")),
    "key of another table": ("events.csv", "2019-05,north", "2019-05,north ", (E, 2, "site", "north ")),
    "number": ("sites.csv", "120", " 120", (S, 2, "trees", " 120")),
    "day": ("lines.csv", "2024-05-01", "2024-05-01 ", (L, 2, "checked", "2024-05-01 ")),
}


@pytest.mark.parametrize("case", EXACT.values(), ids=EXACT)
def test_a_space_where_a_word_must_be_exact_is_named_as_a_space(orchard, where, case):
    file, old, new, place = case
    orchard.replace(file, old, new)
    problem = only(orchard.problems())
    assert where([problem]) == [place]
    assert str(problem).endswith("has a space before or after it. Take the space out.")


NUMBERS = {
    "trees": ("1_000", "１２", "1e3", "12.0", "9" * 25, "0x10", "٣"),
    "hectares": ("nan", "inf", "-Infinity", "1_0.5", "1e999", "2,5", "9" * 400),
}


@pytest.mark.parametrize(("column", "text"), [(name, text) for name, texts in NUMBERS.items() for text in texts])
def test_a_number_that_programs_read_and_people_do_not_mean_is_refused(orchard, column, text):
    orchard.replace("sites.csv", {"trees": "120", "hectares": "2.5"}[column], f'"{text}"')
    problem = only(orchard.problems())
    assert (problem.line, problem.column, problem.value) == (2, column, text)


@pytest.mark.parametrize("text", ["20240501", "2024-W18-3", "2024-5-1", "01/05/2024"])
def test_a_day_is_written_in_one_way(orchard, text):
    orchard.replace("lines.csv", "2024-05-01", text)
    assert only(orchard.problems()).remedy == "Write it as 2023-05-31."


def test_capitals_of_a_spreadsheet_are_explained_where_the_description_does_not_allow_them(orchard):
    orchard.descriptor["resources"][0]["schema"]["fields"][5] |= {"trueValues": ["true"], "falseValues": ["false"]}
    orchard.describe()
    orchard.replace("sites.csv", ",true", ",TRUE")
    assert only(orchard.problems()).remedy == (
        "Write true or false. A spreadsheet writes capitals: trueValues and falseValues in datapackage.json can "
        "allow TRUE, too."
    )


def test_a_cell_of_over_131_kb_names_the_mark_that_is_never_closed(orchard):
    orchard.write("sites.csv", SITES.replace("North Orchard", '"' + "long " * 30_000))
    problem = only(orchard.problems())
    assert (problem.line, problem.rule) == (2, "A cell of this row is longer than 131,072 characters")
    assert problem.remedy.startswith("Look for a quotation mark that is never closed")


def test_lines_of_this_test_are_those_of_the_package(orchard):
    assert (orchard.path / "lines.csv").read_text() == LINES
