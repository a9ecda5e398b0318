"""Search without a server: an index made from the finished pages and the tables, loaded only when somebody searches."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...markup import json_script
from ...words import current, only, t
from ..sources.domain import sources_domain
from ..tables import tables_of
from .a_to_z import AToZ, page_of
from .index import pack, write
from .pages import Page, read_page
from .records import records_of, rows_shown
from .terms import groups_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
MODULES = (HERE / "search.mjs", HERE / "find.mjs", HERE / "minisearch" / "minisearch.mjs")
NAME = "search"
FOLDER = f"_static/{NAME}"
BUILDERS = ("html", "dirhtml")
SAID = ("loading", "failed", "lines_first", "places", "near", "none", "more", "more_sources")


@lru_cache(maxsize=4096)
def _read(stamp: str, path: Path, elsewhere: frozenset[str]) -> Page:
    return read_page(path.read_text(encoding="utf-8"), elsewhere)


def finished_pages(app: Sphinx, elsewhere: dict[str, set[str]]) -> dict[str, Page]:
    """Return every page of the book as it stands in the output, written in this build or in an earlier one."""
    pages = {}
    for name in _in_order(app):
        path = Path(app.outdir) / app.builder.get_target_uri(name)
        path = path / "index.html" if path.is_dir() else path
        if path.exists():
            stamp = hashlib.sha256(path.read_bytes()).hexdigest()
            pages[name] = _read(stamp, path, frozenset(elsewhere.get(name, ())))
    return pages


def _in_order(app: Sphinx) -> list[str]:
    included = app.env.toctree_includes
    order: dict[str, None] = {}

    def follow(name: str) -> None:
        if name not in order:
            order[name] = None
            for child in included.get(name, []):
                follow(child)

    follow(str(app.config.root_doc))
    return [name for name in [*order, *sorted(app.env.found_docs)] if name in app.env.found_docs]


def write_index(app: Sphinx, error: Exception | None) -> None:
    """Make the index from all finished pages, so that it is whole after a build of a few of them."""
    if error or app.builder.name not in BUILDERS:
        return
    tables = tables_of(app)
    elsewhere: dict[str, set[str]] = {}
    rows = list(rows_shown(tables))
    for page, anchor, _ in rows:
        if anchor:
            elsewhere.setdefault(page, set()).add(anchor)
    pages = finished_pages(app, elsewhere)
    sources = {source.key: source for source in tables.cite(*tables.source_keys)}
    records = records_of(pages, rows, sources, sources_domain(app.env).places())
    told = {name: (app.builder.get_target_uri(name), page.title) for name, page in pages.items()}
    common = frozenset(str(current().entry("search.common")).split())
    source = t("search.source")
    parts = {
        "index.json": [r for r in records if r.kind != source],
        "rest.json": [r for r in records if r.kind == source],
    }
    files = {name: body for part, held in parts.items() for name, body in pack(held, told, common, part).items()}
    folder = Path(app.outdir) / FOLDER
    write(folder, files)
    for module in MODULES:
        shutil.copy(module, folder / module.name)


def drop_stock_search(app: Sphinx) -> None:
    """Keep Sphinx from making its own search, which stores the words and puts them into the address."""
    app.builder.search = False  # type: ignore[attr-defined]


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give the page that holds the search."""
    yield NAME, {}, f"{NAME}.html"


def hand_over(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template of the search what its module says and knows before it has loaded anything."""
    tables = tables_of(app)
    context["lw_a_to_z"] = lambda: page_of(app)
    context["lw_search"] = lambda: json_script({"said": only(*(f"search.{key}" for key in SAID)), **groups_of(tables)})


def setup(app: Sphinx) -> None:
    """Register the directive and connect the events."""
    app.add_directive("a-to-z", AToZ)
    app.connect("builder-inited", drop_stock_search)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", hand_over)
    app.connect("build-finished", write_index)
