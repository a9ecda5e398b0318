"""What has changed in the book, in its editors' words: a list on a page, and a feed for who follows it.

The history in git names every change, in the words of those who made it for each other; a reader wants to know of the
few that matter, and why. So the feed is a table, ``changes``: without it there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ...markup import render
from ...words import day
from ..tables import tables_of
from .foot import reference_of
from .settings import address_of, base_of, is_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE, FILE, MOST = "changes", "feed.xml", 40


def changes_of(app: Sphinx) -> list[dict[str, Any]]:
    """Return the rows of the table, newest first; none where the book has no such table."""
    tables = tables_of(app)
    if TABLE not in tables:
        return []
    return sorted(tables.table(TABLE).records(), key=lambda row: row["day"], reverse=True)


def address(app: Sphinx) -> str:
    """Return the address of the feed, or nothing where there is none."""
    return base_of(app.config) + FILE if base_of(app.config) and TABLE in tables_of(app) else ""


class Changes(SphinxDirective):
    """List what has changed in the book, newest first: ``{changes}``; nothing where it has no such table."""

    def run(self) -> list[nodes.Node]:
        """Return the list, each change with a link to the page that shows it."""
        app, here = self.env.app, self.env.docname
        rows = [
            {**row, "words": day(row["day"]), "href": app.builder.get_relative_uri(here, row["page"])}
            for row in changes_of(app)
        ]
        if not rows:
            return []
        return [nodes.raw("", str(render("site/ends/changes.html", rows=rows)), format="html", livingwell_made=True)]


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the feed."""
    if error or app.builder.format != "html" or not is_on(app.config) or not address(app):
        return
    rows, book = changes_of(app)[:MOST], reference_of(app, app.config.root_doc)
    entries = [{**row, "address": address_of(app, row["page"]), "updated": f"{row['day']}T00:00:00Z"} for row in rows]
    feed = render(
        "site/ends/feed.xml", here=address(app), home=base_of(app.config), title=app.config.html_title,
        author=book.author if book else app.config.html_title, language=app.config.language or "en", entries=entries,
    )  # fmt: skip
    (Path(app.outdir) / FILE).write_text(f"{feed}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the directive and connect the event."""
    app.add_directive("changes", Changes)
    app.connect("build-finished", write, priority=650)
