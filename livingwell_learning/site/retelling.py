"""Say which section of the source report a page retells, and keep count of the sections covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .original import OriginalWords
from .poem import Poem
from .tables import lacking, tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
TABLE = "outline"
NEEDS = (TABLE,)
"""Without it no section of a report is counted."""


def outline(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the sections of the source report by id."""
    tables = tables_of(app)
    given = tables.table(TABLE).records() if TABLE in tables else []
    return {row["id"]: row for row in given}


class Retold(SphinxDirective):
    """Mark the text that follows as the retelling of a section: ``{retold} section-id``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return an anchor for the section and the offer of its own words; an unknown section is a warning."""
        section, known = self.arguments[0], outline(self.env.app)
        if section not in known:
            said = f"the report's outline has no section {section!r}; it has {', '.join(known)}. "
            LOGGER.warning(
                "%s",
                lacking(self.env.app, NEEDS) or f"{said}Correct the id or add a row to outline.csv",
                location=self.get_location(),
                type="livingwell",
            )
            return []
        self.env.metadata[self.env.docname].setdefault("livingwell_retold", []).append(section)
        return [
            OriginalWords(section=section, heading=known[section]["heading"]),
            nodes.target("", "", ids=[f"section-{section}"]),
        ]


def place(app: Sphinx, doctree: nodes.document) -> None:
    """Move each offer of the report's own words to the end of its passage, where it interrupts nobody."""
    for offer in list(doctree.findall(OriginalWords)):
        around, at = offer.parent, offer.parent.index(offer)
        following = around.children[at + 1 :]
        ends = (n for n, node in enumerate(following) if isinstance(node, nodes.section | OriginalWords))
        passage = following[: next(ends, len(following))]
        around.remove(offer)
        # A poem has its own place, which shows it whole or says where it is.
        if not any(list(node.findall(Poem)) for node in passage):
            around.insert(at + len(passage), offer)
    if left := list(doctree.findall(OriginalWords)):
        left[-1]["last"] = True


def check_coverage(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each section of the report that no page retells, or that another page than the planned one does."""
    pages: dict[str, list[str]] = {}
    for docname, metadata in env.metadata.items():
        for section in metadata.get("livingwell_retold", []):
            pages.setdefault(section, []).append(docname)
    for section, row in outline(app).items():
        if row["page"] not in pages.get(section, []):
            LOGGER.warning(
                "outline.csv: section %r should be retold on page %r, and is on %s. "
                "Mark the place with the retold directive or correct the page in the table",
                section,
                row["page"],
                ", ".join(pages.get(section, [])) or "none",
                type="livingwell",
            )


def setup(app: Sphinx) -> None:
    """Register the directive and the check."""
    app.add_directive("retold", Retold)
    app.connect("doctree-read", place)
    app.connect("env-check-consistency", check_coverage)
