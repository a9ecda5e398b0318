"""Fill in what the theme's templates need to know of each page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..words import t
from .figures import widgets_on
from .glossary import notes_of
from .help import help_panel

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DESCRIPTION_LENGTH = 155
OTHER = {"search": "search.describe"}


def describe(doctree: nodes.document | None) -> str:
    """Return the first paragraph of a page, cut at a word, for search engines."""
    if doctree is None:
        return ""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
    text = " ".join(paragraph.astext().split()) if paragraph is not None else ""
    return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"


def other(pagename: str) -> str:
    """Return what a page that is no page of the book says of itself."""
    return t(OTHER[pagename]) if pagename in OTHER else ""


def parts(toctree_html: str) -> str:
    """Return the book's contents without the heading roles that Sphinx gives to captions."""
    return toctree_html.replace('<p class="caption" role="heading">', '<p class="lw-part">')


def fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add description, contents, help lines, word notes and the assets of the widgets on the page."""
    metadata = app.env.metadata.get(pagename, {})
    body = context.get("body") or ""
    toctree = context["toctree"]
    context.update(
        lw_description=metadata.get("description") or describe(doctree) or other(pagename),
        lw_contents=parts(str(toctree(collapse=False, maxdepth=2, titles_only=True, includehidden=True))),
        lw_help=help_panel(app, pagename),
        lw_terms=notes_of(app, pagename),
        lw_widgets=widgets_on(body),
        lw_layout=metadata.get("layout", ""),
        lw_sections="" if metadata.get("layout") == "landing" else sections(context.get("toc") or ""),
    )


def sections(toc: str) -> str:
    """Return the list of a page's own sections, or nothing where there are fewer than three."""
    inner = re.search(r"<ul>\s*<li>.*?(<ul>.*</ul>)\s*</li>\s*</ul>", toc, re.DOTALL)
    return inner.group(1) if inner and inner.group(1).count("<li>") >= 3 else ""


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("html-page-context", fill)
