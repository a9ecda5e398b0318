"""No claim without a source: who gives a figure, or names a person or a body, must cite or be answered for."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from ...data import REFERENCES, rows_by_source
from ..tables import lacking, tables_of
from .domain import sources_domain
from .nodes import Mark, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
FIGURE = re.compile(r"(?<![\w#])(?:£\s?)?\d(?:[\d,.]*\d)?")
NEEDS = (REFERENCES,)
"""Without it a book has nothing to cite, and no passage is asked for its source."""
NAMED = ("people", "organisations")
UNCITED = "uncited"
LISTS = (nodes.bullet_list, nodes.enumerated_list)
WORDS = (nodes.paragraph, nodes.title, nodes.caption, nodes.term, nodes.attribution, nodes.rubric, nodes.line)
APART = (nodes.literal, nodes.math, nodes.reference, addnodes.pending_xref, nodes.footnote_reference, nodes.raw)
HEADED = (nodes.section, nodes.table, nodes.topic, nodes.sidebar, nodes.Admonition)
SILENT = re.compile(r"<(script|style|svg|code|pre|a)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
CELL = "cell"


def note_uncited(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the line of each passage that makes a claim for which no source answers."""
    env = app.env
    metadata = env.metadata[env.docname]
    if metadata.get(UNCITED) or metadata.get("livingwell_source") or lacking(app, NEEDS):
        return
    tables = tables_of(app)
    names = {str(name) for table in NAMED if table in tables for name in tables.table(table).values["name"]}
    found = [(line, claim) for passage, line in _passages(doctree) if (claim := claim_in(passage, names))]
    metadata["livingwell_uncited"] = sorted(found)


def _passages(doctree: nodes.document) -> Iterator[tuple[nodes.Element, int]]:
    """Give each passage for which no citation answers, with its line."""
    line = 0
    for node in doctree.findall(nodes.Element):
        if next((up for up in _up(node) if isinstance(up, nodes.table)), None) is None:
            line = node.line or line  # the parser gives the cells of a table lines of another place
        if any(part.get("livingwell_made") or isinstance(part, nodes.system_message) for part in (node, *_up(node))):
            continue  # made of tables, which name their own sources, or a message to the editor
        if isinstance(node, WORDS):
            if not _answered(node, doctree):
                yield node, line
        elif not isinstance(node, nodes.raw):
            continue
        elif isinstance(node.parent, nodes.TextElement) or _in_cell(node):
            continue  # a tag inside a paragraph, or a figure, which names its own sources
        elif "html" in node.get("format", "").split() and not _cites(_before(node), doctree):
            yield node, line


def _answered(node: nodes.Element, doctree: nodes.document) -> bool:
    """Whether a source answers for a passage: in it, in its footnotes, around it, or in what leads into its list."""
    return any(_cites(place, doctree) for place in (node, *_around(node)))


def _around(node: nodes.Element) -> Iterator[nodes.Element | None]:
    parent = node.parent
    if isinstance(node, nodes.title) and isinstance(parent, HEADED):
        yield node.parent  # a heading or a caption sums up what stands under it
    elif isinstance(node, nodes.caption | nodes.legend) or isinstance(parent, nodes.legend | nodes.block_quote):
        yield parent
        yield _before(parent)
    elif isinstance(node, nodes.term):
        yield parent  # a term, and what it means
    elif isinstance(parent, nodes.entry):
        yield parent.parent  # a cell, in its row
    list_ = next((up for up in _up(node) if isinstance(up, LISTS)), None)
    if list_ is not None:
        yield _before(list_)


def _up(node: nodes.Node) -> Iterator[nodes.Element]:
    while node.parent is not None:
        node = node.parent
        yield node


def _before(node: nodes.Element) -> nodes.Element | None:
    """Return the paragraph right before a list, a quotation or a piece of HTML, which leads into it."""
    at = node.parent.index(node)
    lead = node.parent[at - 1] if at else None
    return lead if isinstance(lead, nodes.paragraph) else None


def _cites(node: nodes.Element | None, doctree: nodes.document) -> bool:
    if node is None:
        return False
    notes = (doctree.ids.get(ref.get("refid", "")) for ref in node.findall(nodes.footnote_reference))
    return any(map(_names_source, (node, *(note for note in notes if isinstance(note, nodes.footnote)))))


def _names_source(node: nodes.Element) -> bool:
    return any(True for _ in node.findall(lambda inner: isinstance(inner, Mark | Named)))


def _in_cell(node: nodes.Element) -> bool:
    return any(isinstance(up, nodes.container) and CELL in up["classes"] for up in _up(node))


def claim_in(passage: nodes.Element, names: set[str]) -> str:
    """Return the first figure or name in a passage, outside of links and code; empty where there is none."""
    if isinstance(passage, nodes.raw):
        text = unescape(SILENT.sub(" ", passage.astext()))
    else:
        text = " ".join(t.astext() for t in passage.findall(nodes.Text) if not _apart(t, passage))
    figure = FIGURE.search(text)
    return figure[0] if figure else next((name for name in sorted(names) if name in text), "")


def _apart(text: nodes.Node, passage: nodes.Element) -> bool:
    """Whether words stand in code, or in a link, whose target answers for them."""
    for node in _up(text):
        if node is passage:
            return False
        if isinstance(node, APART):
            return True
    return False


def check_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each passage without a source, and of each source that nothing cites."""
    for docname, metadata in sorted(env.metadata.items()):
        for line, claim in metadata.get("livingwell_uncited", []):
            LOGGER.warning(
                "this passage says %r and names no source. Cite one with {cite:p}`key`, lead into its list "
                "with a sentence that does, or name in the front matter the source of the whole page", claim,
                location=(docname, line), type="livingwell",
            )  # fmt: skip
    cited = {key for keys in sources_domain(env).cited_by_page().values() for key in keys}
    cited |= rows_by_source(tables_of(app)).keys()
    for key in tables_of(app).source_keys:
        if key not in cited:
            LOGGER.warning(
                "references.bib: nothing cites the source %r. Cite it on a page or in a row, or take it out",
                key, type="livingwell",
            )  # fmt: skip


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    app.connect("doctree-read", note_uncited, priority=650)  # once the front matter is read
    app.connect("env-check-consistency", check_sources)
