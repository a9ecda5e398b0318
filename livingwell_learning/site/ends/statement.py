"""What was tried for access, when, and how it went: ``accessibility-checks``, from a table that the tests fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ...markup import render
from ...words import day, number
from ..tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
TABLE, KINDS = "accessibility_checks", ("done", "missing")


class Checks(SphinxDirective):
    """List the trials that were made, ``{accessibility-checks} done``, or those that were not, ``missing``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list; nothing where the book has no such table."""
        kind, tables = self.arguments[0], tables_of(self.env.app)
        if kind not in KINDS:
            LOGGER.warning(
                "accessibility-checks takes done or missing, and not %r. Correct the word", kind,
                location=self.get_location(), type="livingwell",
            )  # fmt: skip
            return []
        if TABLE not in tables:
            return []
        known = sorted(tables.table(TABLE).records(), key=lambda row: (row["order"] is None, row["order"]))
        rows = [_shown(row) for row in known if bool(row["checked"]) == (kind == "done")]
        if not rows:
            return []
        return [nodes.raw("", str(render("site/ends/statement.html", rows=rows)), format="html", livingwell_made=True)]


def _shown(row: dict[Any, Any]) -> dict[str, Any]:
    shown = {"what": row["what"], "how": row["how"], "words": ""}
    if row["checked"]:
        count = int(row["tried"])
        shown |= {"words": day(row["checked"]), "count": count, "passed": number(count - int(row["failed"]))}
    return shown


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("accessibility-checks", Checks)
