"""Show under each entry of the list of all sources what rests on it."""

from __future__ import annotations

from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from docutils import nodes

from ...data import rows_by_source
from ...markup import render
from ...words import t
from ..navigation import label as short_title
from ..tables import tables_of
from .domain import source_of, sources_domain
from .nodes import Written

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LONGEST = 32


def show_uses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put under each entry of the list of sources all pages and rows that rest on it."""
    env, domain = app.env, sources_domain(app.env)
    keys = {place: key for key, (page, place) in domain.places().items() if page == docname}
    if not keys:
        return
    rows, titles = rows_by_source(tables_of(app)), _titles(app)
    pages: dict[str, list[str]] = {}
    for page, cited in sorted(domain.cited_by_page().items()):
        for one in cited:
            pages.setdefault(one, []).append(page)
    for entry in doctree.findall(nodes.citation):
        key = next((keys[name] for name in entry["ids"] if name in keys), None)
        if key is None:
            continue
        cited_on = [(short_title(env, page), page) for page in pages.get(key, []) if page != docname]
        groups = [(t("sources.text"), cited_on)]
        for table, citing in groupby(rows.get(key, []), key=lambda row: row.table):
            groups.append((titles[table], together(env, [(row.label, row.shown) for row in citing])))
        shown = [(title, _links(app, docname, items)) for title, items in groups if items]
        source = source_of(app, key)
        for link in entry.findall(nodes.reference) if source.language else ():
            if link.astext() == source.title:
                # The HTML writer makes a lang attribute of this class.
                link["classes"].append(f"language-{source.language}")
        # The entry begins with its label, in words.
        for label in list(entry.findall(nodes.label)):
            entry.remove(label)
        if shown:
            entry += Written(html=str(render("site/sources/uses.html", groups=shown)))


def together(env: BuildEnvironment, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put the rows that one page shows together: its name and their number, at the first of them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for label, shown in rows:
        page = shown.partition("#")[0]
        found.setdefault(page if page in env.found_docs else label, []).append((label, shown))
    merged = []
    for page, same in found.items():
        name = short_title(env, page) if page in env.found_docs else page
        merged.append(same[0] if len(same) == 1 else (f"{name} ({len(same)})", same[0][1]))
    return merged


def _links(app: Sphinx, docname: str, items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    linked = []
    for label, shown in items:
        page, _, anchor = shown.partition("#")
        known = not page or page in app.env.found_docs
        uri = app.builder.get_relative_uri(docname, page) if page and known else ""
        label = shorten(label, LONGEST, placeholder=" …")
        linked.append((label, f"{uri}#{anchor}" if anchor and known else uri))
    return linked


def _titles(app: Sphinx) -> dict[str, str]:
    tables = tables_of(app)
    return {name: str(tables.description(name).get("title", name)) for name in tables}


def setup(app: Sphinx) -> None:
    """Connect the event, once marks have their numbers."""
    app.connect("doctree-resolved", show_uses)
