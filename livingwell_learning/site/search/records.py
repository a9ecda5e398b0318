"""What can be found: the sections of pages, the rows of tables, and the sources, each with the place that shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...data import fields_of, read_column
from ...words import t
from .pages import Page
from .tokens import tokens

if TYPE_CHECKING:
    from ...data import DataPackage

KIND = "searchedAs"
"""Property of a table: what one of its rows is called among the results, such as "Event"."""
NAMED = "searchedTitle"
"""Property of a table: what a row is called among the results, such as "{place}: {kind}"; else its label."""
COLUMNS = "searchedColumns"
"""Property of a table: the columns that a search looks through, where these are not all that hold text."""
TITLED = re.compile(r"\{(\w+)\}")
AUTHORS_OWN = ("id", "order", "page")


@dataclass(frozen=True)
class Record:
    """One thing that a search can find.

    Parameters
    ----------
    page
        Name of the page that shows it, such as ``places/all``; empty for what every page shows.
    anchor
        The exact place on that page; empty for its head.
    kind
        What it is, such as "Event"; empty for a section of a page.
    title, text
        What it is called, and what it says.
    """

    page: str
    anchor: str
    kind: str
    title: str
    text: str


def tables_searched(tables: DataPackage) -> list[dict[str, Any]]:
    """Return the descriptions of the tables whose rows are found by themselves."""
    return [resource for resource in tables.descriptor.get("resources", []) if resource.get(KIND)]


def rows_shown(tables: DataPackage) -> Iterator[tuple[str, str, Record]]:
    """Give page, anchor and record of each row that is found by itself, as the tables describe them."""
    for resource in tables_searched(tables):
        label = resource.get("labelField", "id")
        columns = [field["name"] for field in fields_of(resource) if _is_text(resource, field)]
        words = {name: read_column(tables, resource["name"], name) for name in columns}
        names: dict[str, Callable[[Any], str]] = {name: _names_of(tables, resource, name) for name in columns}
        for row in tables[resource["name"]].to_dict("records"):
            page, _, anchor = (
                str(resource.get("shownAt", ""))
                .format_map({str(name): cell for name, cell in row.items()})
                .partition("#")
            )
            cells = {name: names[name](row[name]) or words[name].words(row[name]) for name in columns}
            if NAMED in resource:
                title, apart = _named(tables, resource, row), TITLED.findall(resource[NAMED])
            else:
                title, apart = str(cells.get(label) or row[label]), [label]
            said = " ".join(_sentence(cell) for name, cell in cells.items() if cell and name not in apart)
            yield page, anchor, Record(page, anchor, resource[KIND], title, said)


def _named(tables: DataPackage, resource: dict[str, Any], row: Mapping[Any, Any]) -> str:
    """Return the title that a table makes of the columns of a row, in words for readers."""
    table = resource["name"]
    told = {
        name: _names_of(tables, resource, name)(row[name]) or read_column(tables, table, name).words(row[name])
        for name in TITLED.findall(resource[NAMED])
    }
    return str(resource[NAMED].format_map(told))


def _is_text(resource: dict[str, Any], field: Mapping[str, Any]) -> bool:
    """Whether readers would look for the words of a column: no keys of rows, no sources, no links, no listed values."""
    listed = field.get("categories") or field.get("constraints", {}).get("enum")
    checked = (resource.get("checkedField"), resource.get("checkWithinField"))
    if COLUMNS in resource:
        return field["name"] in (resource.get("labelField"), *resource[COLUMNS])
    return (
        field.get("type", "string") in ("string", "any")
        and field["name"] not in (*AUTHORS_OWN, *checked)
        and field.get("listOf") != "references.bib"
        and not listed
    )


def _names_of(tables: DataPackage, resource: dict[str, Any], column: str) -> Callable[[Any], str]:
    """Return what turns the keys of a column into the names of the rows that they stand for."""
    targets = {
        key["fields"][0]: key["reference"]["resource"]
        for key in resource.get("schema", {}).get("foreignKeys", [])
        if len(key["fields"]) == 1
    }
    for field in fields_of(resource):
        if field.get("listOf", "").endswith(".id"):
            targets[field["name"]] = field["listOf"].removesuffix(".id")
    target = targets.get(column)
    if not target:
        return lambda cell: ""
    described = {item["name"]: item for item in tables.descriptor["resources"]}[target]
    names = dict(zip(tables[target]["id"], tables[target][described.get("labelField", "id")], strict=True))
    return lambda cell: ", ".join(
        str(names.get(key, key)) for key in (cell if isinstance(cell, tuple) else (cell,)) if key
    )


def _sentence(text: str) -> str:
    text = text.replace(" | ", ", ")
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def records_of(pages: Mapping[str, Page], tables: DataPackage, sources: Mapping[str, tuple[str, str]]) -> list[Record]:
    """Return everything that can be found, in the order of the pages.

    Parameters
    ----------
    pages
        The finished pages by name, in the order of the book.
    tables
        The book's tables.
    sources
        Page and anchor of each source, by its key.
    """
    found = {name: _sections(name, page) for name, page in pages.items()}
    rows = list(rows_shown(tables))
    alone = {key for key, count in Counter((row.kind, page) for page, _, row in rows).items() if count == 1}
    for page, anchor, row in rows:
        whole = (row.kind, page) in alone and not anchor
        placed = row if whole else _place(row, pages.get(page), found.get(page, []), anchor)
        found.setdefault(page, []).append(placed)
    known = tables.sources.to_dict("index")
    for key, (page, anchor) in sources.items():
        if key in known and page in pages:
            found[page].append(_source(page, anchor, known[key]))
    return [record for part in found.values() for record in part]


def _sections(name: str, page: Page) -> list[Record]:
    return [
        Record(name, section.anchor if at else "", "", section.title, section.text)
        for at, section in enumerate(page.sections)
        if section.title
    ]


def _place(row: Record, page: Page | None, sections: list[Record], anchor: str) -> Record:
    """Return a row with the anchor that its page has for it: its own, else that of the section that tells of it."""
    if page is None or anchor in page.anchors:
        return row
    wanted = " ".join(tokens(row.title))
    if f" {wanted} " in f" {' '.join(tokens(page.title))} ":
        return Record(row.page, "", row.kind, row.title, row.text)
    for section in reversed([section for section in sections if not section.kind]):
        if wanted and f" {wanted} " in f" {' '.join(tokens(section.title + ' ' + section.text))} ":
            return Record(row.page, section.anchor, row.kind, row.title, row.text)
    return Record(row.page, "", row.kind, row.title, row.text)


def _source(page: str, anchor: str, source: Mapping[Any, str]) -> Record:
    told = [source.get("author", ""), source.get("publisher", ""), source.get("date", "")]
    text = " ".join(_sentence(part) for part in dict.fromkeys(told) if part and part == part)
    return Record(page, anchor, t("search.source"), source["title"], text)
