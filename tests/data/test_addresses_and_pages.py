"""Addresses lead only where a reader may be sent, and a page that a table names is there."""

from __future__ import annotations

import pytest

from livingwell_learning.data import DataError, load, page_names, validate

from .conftest import TODAY, D, E, S, field


def described(orchard, name, **more):
    fields = orchard.descriptor["resources"][0]["schema"]["fields"]
    fields.append(field(name, **more))
    orchard.describe()


def with_cells(orchard, column, *cells):
    first, *rows = (orchard.path / "sites.csv").read_text().splitlines()
    rows = [f'{row},"{cell}"' for row, cell in zip(rows, cells, strict=True)]
    orchard.write("sites.csv", "\n".join([f"{first},{column}", *rows, ""]))


GOOD = ("https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org", "tel:+441234", "sms:85258")
BAD = {
    "javascript:alert(1)": "is an address that would run a program",
    "JAVASCRIPT:alert(1)": "is an address that would run a program",
    "data:text/html;base64,xx": "is an address that would run a program",
    "vbscript:x": "is an address that would run a program",
    "file:///etc/passwd": "has an address of the kind file:",
    "ftp://example.org/": "has an address of the kind ftp:",
    "blob:https://example.org/1": "has an address of the kind blob:",
    "example.org/page": "is not a whole address",
    "//example.org/page": "is not a whole address",
    "https://": "is not a whole address",
    "https:example.org": "is not a whole address",
    "https://example.org/a b": "is not a whole address",
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_a_page_may_lead_to_is_read(orchard, address):
    described(orchard, "link", format="uri")
    with_cells(orchard, "link", address, "")
    assert orchard.problems() == []
    assert load(orchard.path).sites.link.tolist() == [address, ""]


@pytest.mark.parametrize("address", BAD)
def test_any_other_address_is_refused_in_its_cell_by_check_and_load(orchard, where, address):
    described(orchard, "link", format="uri")
    with_cells(orchard, "link", "", address)
    problems = orchard.problems()
    assert where(problems) == [(S, 3, "link", address)]
    assert problems[0].rule == BAD[address]
    with pytest.raises(DataError):
        _ = load(orchard.path).sites


@pytest.mark.parametrize("place", ["licenses", "sources"])
@pytest.mark.parametrize("whole", [True, False])
def test_addresses_of_the_description_are_addresses_too(orchard, where, place, whole):
    at = orchard.descriptor if whole else orchard.descriptor["resources"][0]
    at[place] = [{"name": "MIT", "title": "A title", "path": "javascript:alert(1)"}]
    orchard.describe()
    assert where(orchard.problems()) == [(D, None, "path", "javascript:alert(1)")]


@pytest.fixture
def book(orchard, tmp_path):
    """Give the orchard a book of two pages, and a column that names one."""
    for name in ("index.md", "places/north.md", "places/.ipynb_checkpoints/old-checkpoint.md", "_static/site.css"):
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n")
    return tmp_path / "book"


def test_pages_are_known_by_their_files(book, tmp_path):
    assert page_names(book) == {"index", "places/north"}
    assert page_names(tmp_path / "no-book") is None


def test_a_page_that_a_table_names_must_be_there(orchard, book, where):
    described(orchard, "page", pointsTo="pages")
    with_cells(orchard, "page", "places/north", "places/nroth")
    assert validate(orchard.path, TODAY) == []
    problems = validate(orchard.path, TODAY, page_names(book))
    assert where(problems) == [(S, 3, "page", "places/nroth")]
    assert str(problems[0]).endswith(
        "is no page of the book. Did you mean 'places/north'? Write its path below book/, without the ending."
    )


def test_the_page_that_shows_the_rows_must_be_there(orchard, book, where):
    orchard.descriptor["resources"][1]["shownAt"] = "places/all#event-{id}"
    orchard.descriptor["resources"][2]["shownAt"] = "#line-{id}"
    orchard.describe()
    assert where(validate(orchard.path, TODAY, page_names(book))) == [(D, None, "shownAt", "places/all")]


def test_each_row_that_is_shown_on_a_page_of_its_own_must_have_it(orchard, book, where):
    orchard.descriptor["resources"][0]["shownAt"] = "places/{id}#top"
    orchard.descriptor["resources"][1]["shownAt"] = "places/{site}"
    orchard.describe()
    orchard.replace("events.csv", "2019-05,north", "2019-05,nroth")
    assert where(validate(orchard.path, TODAY, page_names(book))) == [
        (E, 2, "site", "nroth"),
        (S, 3, "id", "places/south"),
    ]


PROPERTIES = {
    "missingValues": ({"schema": {"missingValues": ["", "n/a"]}}, "missingValues"),
    "dialect": ({"dialect": {"delimiter": ";"}}, "dialect"),
    "groupChar": ({"field": {"type": "integer", "groupChar": ","}}, "groupChar"),
    "decimalChar": ({"field": {"type": "number", "decimalChar": ","}}, "decimalChar"),
    "bareNumber": ({"field": {"type": "number", "bareNumber": False}}, "bareNumber"),
    "date format": ({"field": {"type": "date", "format": "%d/%m/%Y"}}, "format"),
    "any date format": ({"field": {"type": "date", "format": "any"}}, "format"),
    "edtf of a number": ({"field": {"type": "integer", "format": "edtf"}}, "format"),
    "type": ({"field": {"type": "datetime"}}, "type"),
    "missing values of a column": ({"field": {"type": "string", "missingValues": ["-"]}}, "missingValues"),
}


@pytest.mark.parametrize(("change", "column"), PROPERTIES.values(), ids=PROPERTIES)
def test_what_the_reader_cannot_honour_is_refused_when_checked(orchard, change, column):
    resource = orchard.descriptor["resources"][2]
    resource["schema"] |= change.get("schema", {})
    resource |= {name: value for name, value in change.items() if name not in ("schema", "field")}
    resource["schema"]["fields"][0] |= change.get("field", {})
    orchard.describe()
    problems = [problem for problem in orchard.problems() if problem.file == D]
    assert [problem.column for problem in problems] == [column]
