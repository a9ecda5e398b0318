"""Every source in a line, where pages by letter hold them whole: the ``every-source`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ...markup import render
from ...words import t
from .domain import first_letter, in_order, labels_of, source_of, sources_domain
from .nodes import Written, skip, write

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)


class Every(Written):
    """The list, written when all pages are known."""


class EverySource(SphinxDirective):
    """List every source in a line, which leads to the page that holds it whole."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        return [Every()]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the list; a source that no page holds whole is a warning."""
    lists = list(doctree.findall(Every))
    if not lists:
        return
    places, labels = sources_domain(app.env).places(), labels_of(app)
    sources = []
    for key in in_order(labels):
        page, place = places.get(key, ("", ""))
        if not page:
            LOGGER.warning(
                "No page lists the source %r, %s. Widen the letters in the front matter of a page with a bibliography",
                key, labels[key], location=docname, type="livingwell",
            )  # fmt: skip
            continue
        source = source_of(app, key)
        at = app.builder.get_relative_uri(docname, page)
        sources.append(
            {"at": at, "place": place, "label": labels[key], "title": source.title, "language": source.language}
        )
    for node in lists:
        node["html"] = str(render("site/sources/every.html", letters=by_letter(sources)))


def by_letter(sources: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Return sources by the letter that their label begins with.

    Examples
    --------
    >>> by_letter([{"label": "999"}, {"label": "Abt"}, {"label": "Ábel"}])
    {'Numbers': [{'label': '999'}], 'A': [{'label': 'Abt'}, {'label': 'Ábel'}]}
    """
    letters: dict[str, list[dict[str, str]]] = {}
    for source in sources:
        letters.setdefault(first_letter(source["label"]).upper() or t("search.numbers"), []).append(source)
    return letters


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    app.add_node(Every, html=(write, None), latex=(skip, None), text=(skip, None))
    app.add_directive("every-source", EverySource)
    app.connect("doctree-resolved", fill)
