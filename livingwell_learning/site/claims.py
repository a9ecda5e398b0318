"""From each page to its sources and from each source to all that rests on it; no claim without one."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from ..data import rows_by_source
from ..markup import render
from .tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
FIGURE = re.compile(r"(?<![\w#])(?:£\s?)?\d(?:[\d,.]*\d)?")
AROUND = (nodes.block_quote, nodes.list_item)
NAMED = ("people", "organisations")
UNCITED = "uncited"
LABEL = 32


class Uses(nodes.General, nodes.Element):
    """What rests on a source; kept out of the search, which finds each claim on its own page."""


def visit_uses(self: Any, node: Uses) -> None:
    """Write the list."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def skip_uses(self: Any, node: Uses) -> None:
    """Leave the list out of every other format."""
    raise nodes.SkipNode


def cited_on(env: BuildEnvironment, docname: str) -> list[str]:
    """Return the keys that the text of a page cites, each once, in order."""
    references = env.get_domain("cite").citation_refs
    return list(dict.fromkeys(t.key for ref in references if ref.docname == docname for t in ref.targets))


def anchors(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return page and anchor of each source's entry in the list of sources."""
    return {c.key: (c.bibliography_key.docname, c.citation_id) for c in env.get_domain("cite").citations}


def sources_of(app: Sphinx, docname: str) -> str:
    """Return the list of the sources that a page cites; nothing on a page that cites none or lists them all."""
    listed = anchors(app.env)
    keys = [key for key in cited_on(app.env, docname) if listed.get(key, (docname,))[0] != docname]
    if not keys:
        return ""
    entries = []
    for source in tables_of(app).cite(*keys):
        page, anchor = listed[source.key]
        entries.append((f"{app.builder.get_relative_uri(docname, page)}#{anchor}", source))
    return render("site/page_sources.html", entries=entries)


def note_uncited(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the line of each passage that gives a figure, or names a person or a body, and cites nothing."""
    env = app.env
    if env.metadata[env.docname].get(UNCITED) or "cite" not in env.domains:
        return
    tables = tables_of(app)
    names = {name for table in NAMED if table in tables for name in tables[table]["name"]}
    found = [(p.line or 0, claim) for p in _passages(doctree) if (claim := claim_in(p, names))]
    env.metadata[env.docname]["livingwell_uncited"] = found


def _passages(doctree: nodes.document) -> Iterator[nodes.Element]:
    """Give each paragraph for which no citation answers: in it, around it, or in what leads into its list."""
    for paragraph in doctree.findall(nodes.paragraph):
        if not _cites(paragraph) and not _cites(_lead(paragraph)) and not _cites(_around(paragraph)):
            yield paragraph


def _lead(paragraph: nodes.Element) -> nodes.Element | None:
    node: nodes.Element | None = paragraph
    while node is not None and not isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        node = node.parent
    if node is None:
        return None
    before = node.parent.index(node)
    lead = node.parent[before - 1] if before else None
    return lead if isinstance(lead, nodes.paragraph) else None


def _around(paragraph: nodes.Element) -> nodes.Element | None:
    """Return the table row, list item or quotation that a paragraph is part of, which may cite for it."""
    node = paragraph.parent
    return node.parent if isinstance(node, nodes.entry) else node if isinstance(node, AROUND) else None


def _cites(node: nodes.Element | None) -> bool:
    return node is not None and any(
        x.get("refdomain") == "cite" for x in node.findall(lambda n: isinstance(n, nodes.Element))
    )


def claim_in(paragraph: nodes.Element, names: set[str]) -> str:
    """Return the first figure or name in a passage, outside of links and code; empty where there is none."""
    text = " ".join(t.astext() for t in paragraph.findall(nodes.Text) if not _apart(t, paragraph))
    figure = FIGURE.search(text)
    return figure[0] if figure else next((name for name in sorted(names) if name in text), "")


def _apart(text: nodes.Node, paragraph: nodes.Element) -> bool:
    """Whether words stand in code, or in a link, whose target answers for them."""
    node = text.parent
    while node is not None and node is not paragraph:
        if isinstance(node, nodes.literal | nodes.reference | addnodes.pending_xref):
            return True
        node = node.parent
    return False


def check_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each passage without a source, and of each source that nothing cites."""
    for docname, metadata in sorted(env.metadata.items()):
        for line, claim in metadata.get("livingwell_uncited", []):
            LOGGER.warning(
                "this passage says %r and names no source. Cite one with {cite:p}`key`, or lead into its list "
                "with a sentence that does", claim, location=(docname, line), type="livingwell",
            )  # fmt: skip
    cited = {key for docname in env.found_docs for key in cited_on(env, docname)}
    cited |= rows_by_source(tables_of(app)).keys()
    for key in tables_of(app).sources.index:
        if key not in cited:
            LOGGER.warning(
                "references.bib: nothing cites the source %r. Cite it on a page or in a row, or take it out",
                key, type="livingwell",
            )  # fmt: skip


def show_uses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put under each entry of the list of sources all that rests on it."""
    env = app.env
    keys = {anchor: key for key, (page, anchor) in anchors(env).items() if page == docname}
    if not keys:
        return
    rows, titles = rows_by_source(tables_of(app)), _titles(app)
    order = [*env.found_docs]
    pages: dict[str, list[str]] = {}
    for page in sorted(order):
        for key in cited_on(env, page):
            pages.setdefault(key, []).append(page)
    for entry in doctree.findall(nodes.citation):
        key = next((keys[name] for name in entry["ids"] if name in keys), None)
        if key is None:
            continue
        groups = [("Text", [(env.titles[page].astext(), page) for page in pages.get(key, []) if page != docname])]
        for row in rows.get(key, []):
            if groups[-1][0] != titles[row.table]:
                groups.append((titles[row.table], []))
            groups[-1][1].append((row.label, row.shown))
        groups = [(title, _links(app, docname, items)) for title, items in groups if items]
        # Pages cite by author and year, so a number would say nothing.
        for label in list(entry.findall(nodes.label)):
            entry.remove(label)
        entry += Uses(html=str(render("site/source_uses.html", groups=groups)))


def _links(app: Sphinx, docname: str, items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    linked = []
    for label, shown in items:
        page, _, anchor = shown.partition("#")
        known = not page or page in app.env.found_docs
        uri = app.builder.get_relative_uri(docname, page) if page and known else ""
        label = shorten(label, LABEL, placeholder=" …")
        linked.append((label, f"{uri}#{anchor}" if anchor and known else uri))
    return linked


def _titles(app: Sphinx) -> dict[str, str]:
    return {r["name"]: r.get("title", r["name"]) for r in tables_of(app).descriptor.get("resources", [])}


def setup(app: Sphinx) -> None:
    """Connect the checks and the lists."""
    app.add_node(Uses, html=(visit_uses, None), latex=(skip_uses, None), text=(skip_uses, None))
    app.connect("doctree-read", note_uncited)
    app.connect("env-check-consistency", check_sources)
    app.connect("doctree-resolved", show_uses)
