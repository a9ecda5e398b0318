"""Words that open on press: the ``gloss`` role, the notes at the end of a page, and the full list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from ..markup import render
from .tables import lacking, tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
TABLE = "glossary"
STOPPED = re.compile(r'(<button type="button" class="lw-term"[^>]*>[^<]*</button>[.,;:!?)\u201d\u2019]+)')
NEEDS = (TABLE,)
"""Without it no word opens."""


class Term(nodes.General, nodes.Inline, nodes.TextElement):
    """A word in running text whose meaning opens on press."""


def rows(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the glossary's rows by id."""
    tables = tables_of(app)
    given = tables.table(TABLE).records() if TABLE in tables else []
    return {row["id"]: row for row in given}


class GlossRole(ReferenceRole):
    """Mark a word of the glossary: ``{gloss}`id``` or ``{gloss}`any words <id>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the marked word, or the plain word with a warning where the glossary lacks it."""
        known = rows(self.env.app)
        row = known.get(self.target)
        if row is None:
            said = f"the glossary has no term {self.target!r}; it has {', '.join(known)}. "
            LOGGER.warning(
                "%s",
                lacking(self.env.app, NEEDS) or f"{said}Correct the id or add a row to glossary.csv",
                location=self.get_location(),
                type="livingwell",
            )
            return [nodes.Text(self.title)], []
        words = self.title if self.has_explicit_title else row["term"]
        self.env.metadata[self.env.docname].setdefault("livingwell_terms", []).append(self.target)
        return [Term(words, words, term=self.target)], []


class GlossaryList(SphinxDirective):
    """List every term of the glossary with its meaning."""

    def run(self) -> list[nodes.Node]:
        """Return a definition list; each term can be linked to as ``#term-<id>``."""
        if missing := lacking(self.env.app, NEEDS):
            LOGGER.warning("%s", missing, location=self.get_location(), type="livingwell")
            return []
        listing = nodes.definition_list(classes=["lw-glossary"])
        for key, row in sorted(rows(self.env.app).items(), key=lambda item: item[1]["term"].lower()):
            item = nodes.definition_list_item()
            term = nodes.term("", row["term"], ids=[f"term-{key}"])
            if row.get("also"):
                term += nodes.inline("", f" also: {row['also'].replace(' | ', ', ')}", classes=["lw-also"])
            item += term
            cited, _ = self.parse_inline("{cite:p}`" + ",".join(row["sources"]) + "`", lineno=self.lineno)
            item += nodes.definition("", nodes.paragraph("", "", nodes.Text(row["definition"] + " "), *cited))
            listing += item
        return [listing]


def say_plainly_in_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the word alone in the title and the contents of a page, where a button would stand inside a link."""
    env = app.env
    for tree in (env.tocs.get(env.docname), env.titles.get(env.docname), env.longtitles.get(env.docname)):
        for term in list(tree.findall(Term)) if tree is not None else []:
            term.replace_self(nodes.Text(term.astext()))


def visit_term(self: Any, node: Term) -> None:
    """Open the button; the note that it opens stands at the end of the page."""
    self.body.append(f'<button type="button" class="lw-term" popovertarget="note-{node["term"]}">')


def depart_term(self: Any, node: Term) -> None:
    """Close the button."""
    self.body.append("</button>")


def keep_stops(html: str) -> str:
    """Keep what ends a sentence on the line of the word before it, which as a button would let it go.

    Parameters
    ----------
    html
        The text of a page.

    Examples
    --------
    >>> keep_stops('the <button type="button" class="lw-term">rain</button>, or')
    'the <span class="lw-keep"><button type="button" class="lw-term">rain</button>,</span> or'
    """
    return STOPPED.sub(r'<span class="lw-keep">\1</span>', html)


def _keep_stops(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document) -> None:
    if "body" in context:
        context["body"] = keep_stops(context["body"])


def notes_of(app: Sphinx, docname: str) -> str:
    """Return the notes for the words marked on a page, each once, in order of appearance."""
    used = dict.fromkeys(app.env.metadata.get(docname, {}).get("livingwell_terms", []))
    known = rows(app)
    if not used:
        return ""
    page = app.builder.get_relative_uri(docname, next(iter(known.values()))["page"])
    return render("site/terms.html", terms=[known[key] for key in used], page=page)


def skip(self: Any, node: nodes.Node) -> None:
    """Write the word alone in every other format."""


def setup(app: Sphinx) -> None:
    """Register the role, the directive and the node."""
    app.add_role("gloss", GlossRole())
    app.add_directive("glossary-list", GlossaryList)
    # After Sphinx has collected titles and contents, which it does at 500.
    app.connect("doctree-read", say_plainly_in_contents, priority=690)
    app.connect("html-page-context", _keep_stops)
    app.add_node(Term, html=(visit_term, depart_term), latex=(skip, skip), text=(skip, skip))
