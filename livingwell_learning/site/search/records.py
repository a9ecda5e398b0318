"""What can be found: the sections of pages, the rows of tables, and the sources, each with the place that shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...data import fields_of, read_column
from ...words import t
from .pages import Page
from .tokens import tokens

if TYPE_CHECKING:
    from ...data import DataPackage, Source

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


def tables_searched(tables: DataPackage) -> list[Mapping[str, Any]]:
    """Return the descriptions of the tables whose rows are found by themselves."""
    return [described for name in tables if (described := tables.description(name)).get(KIND)]


def rows_shown(tables: DataPackage) -> Iterator[tuple[str, str, Record]]:
    """Give page, anchor and record of each row that is found by itself, as the tables describe them."""
    for resource in tables_searched(tables):
        label = resource.get("labelField", "id")
        columns = [field["name"] for field in fields_of(resource) if _is_text(resource, field)]
        apart = TITLED.findall(resource.get(NAMED, ""))
        words = {name: _words_of(tables, resource, name) for name in dict.fromkeys([*columns, *apart])}
        for row in tables.table(resource["name"]).records():
            page, _, anchor = str(resource.get("shownAt", "")).format_map(row).partition("#")
            cells = {name: words[name](row[name]) for name in columns}
            if NAMED in resource:
                title = str(resource[NAMED].format_map({name: words[name](row[name]) for name in apart}))
            else:
                title, apart = str(cells.get(label) or row[label]), [label]
            said = " ".join(_sentence(cell) for name, cell in cells.items() if cell and name not in apart)
            yield page, anchor, Record(page, anchor, resource[KIND], title, said)


def _words_of(tables: DataPackage, resource: Mapping[str, Any], column: str) -> Callable[[Any], str]:
    """Return what puts the cells of a column into words for readers."""
    named, told = _names_of(tables, resource, column), read_column(tables, resource["name"], column)
    return lambda cell: named(cell) or told.words(cell)


def _is_text(resource: Mapping[str, Any], field: Mapping[str, Any]) -> bool:
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


def _names_of(tables: DataPackage, resource: Mapping[str, Any], column: str) -> Callable[[Any], str]:
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
    label, values = str(tables.description(target).get("labelField", "id")), tables.table(target).values
    names = dict(zip(values["id"], values[label], strict=True))
    return lambda cell: ", ".join(
        str(names.get(key, key)) for key in (cell if isinstance(cell, tuple) else (cell,)) if key
    )


def _sentence(text: str) -> str:
    text = text.replace(" | ", ", ")
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def records_of(
    pages: Mapping[str, Page],
    rows: Sequence[tuple[str, str, Record]],
    sources: Mapping[str, Source],
    places: Mapping[str, tuple[str, str]],
) -> list[Record]:
    """Return everything that can be found, in the order of the pages.

    Parameters
    ----------
    pages
        The finished pages by name, in the order of the book.
    rows
        What :func:`rows_shown` gives.
    sources, places
        The book's sources, and page and anchor of each, by its key.
    """
    found = {name: _sections(name, page) for name, page in pages.items()}
    alone = {key for key, count in Counter((row.kind, page) for page, _, row in rows).items() if count == 1}
    for page, anchor, row in rows:
        whole = (row.kind, page) in alone and not anchor
        placed = row if whole else _place(row, pages.get(page), found.get(page, []), anchor)
        found.setdefault(page, []).append(placed)
    for key, (page, anchor) in places.items():
        if key in sources and page in pages:
            found[page].append(_source(page, anchor, sources[key]))
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
    wanted = _spaced(row.title)
    if wanted in _spaced(page.title):
        return Record(row.page, "", row.kind, row.title, row.text)
    for section in reversed([section for section in sections if not section.kind]):
        if wanted.strip() and wanted in _spaced(f"{section.title} {section.text}"):
            return Record(row.page, section.anchor, row.kind, row.title, row.text)
    return Record(row.page, "", row.kind, row.title, row.text)


@lru_cache(maxsize=1024)
def _spaced(text: str) -> str:
    """Return the words of a text, each between spaces; those of a section are looked through for many rows."""
    return f" {' '.join(tokens(text))} "


def _source(page: str, anchor: str, source: Source) -> Record:
    told = dict.fromkeys([source.author, source.publisher, source.date])
    return Record(page, anchor, t("search.source"), source.title, " ".join(_sentence(part) for part in told if part))
