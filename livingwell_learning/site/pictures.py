"""See that every picture says what it shows, and find its file whatever letters its name has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives.images import Image
from sphinx.directives.patches import Figure
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .html_parts import HtmlParts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
DIRECTIVE = "lw_directive_line"
"""Sphinx takes the line from every picture; a directive keeps it here."""
WORDLESS = "this picture says nothing to who cannot see it. Describe it, or, if it only decorates, say so on purpose: "
REMEDIES = {
    "markdown": "![what it shows](…), or ```{image} … with the line :alt: \"\"",
    "directive": ":alt: what it shows, or :alt: \"\"",
    "html": 'alt="what it shows", or alt=""',
    "output": "show it with figure(), or name it in the cell's first lines: `mystnb: {image: {alt: what it shows}}`",
}  # fmt: skip


MAY_BE_PICTURE = re.compile(r"<(?:img|area)\b|\btype\s*=\s*[\"']?\s*(?:image|[^\"'>\s]*&)", re.IGNORECASE)
"""Radio buttons, of which a tool has many, are worth no parser's time."""


class _Marked(Directive):
    """A directive whose pictures know that they come from one, and from which line."""

    def run(self) -> list[nodes.Node]:
        """Make the nodes, and mark the pictures."""
        made = list(super().run())
        for node in made:
            for image in node.findall(nodes.image):
                image[DIRECTIVE] = self.lineno
        return made


class Picture(_Marked, Image):
    """``image``, marked."""


class CaptionedPicture(_Marked, Figure):
    """``figure``, marked."""


class FindPictures(SphinxTransform):
    """Give a picture the name of its file: Markdown writes spaces and accents of an address as numbers."""

    default_priority = 300

    def apply(self, **kwargs: object) -> None:
        """Look at every picture of the page."""
        for node in self.document.findall(nodes.image):
            uri = str(node.get("uri", ""))
            plain = unquote(uri)
            if "%" in uri and "://" not in uri and not self._exists(uri) and self._exists(plain):
                node["uri"] = plain

    def _exists(self, uri: str) -> bool:
        return Path(self.env.relfn2path(uri, self.env.docname)[1]).is_file()


class _Wordless(HtmlParts):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        picture = tag in ("img", "area") or (tag == "input" and values.get("type") == "image")
        if picture and "alt" not in values and values.get("aria-hidden") != "true":
            self.lines.append(self.getpos()[0])


def wordless(html: str) -> list[int]:
    r"""Return the line of each picture in HTML that has no ``alt``; an empty one was written on purpose.

    Examples
    --------
    >>> wordless('<img src="a.png" alt="">\n<img src="b.png">')
    [2]
    """
    return _Wordless(html).lines if MAY_BE_PICTURE.search(html) else []


def faults(doctree: nodes.document) -> Iterator[tuple[int, str]]:
    """Give line and remedy of each picture of a page that has no words."""
    line = 1
    for node in doctree.findall(nodes.Element):
        line = node.get(DIRECTIVE) or node.line or line
        if isinstance(node, nodes.image):
            written = "output" if in_cell(node) else "directive" if node.get(DIRECTIVE) else "markdown"
            if "alt" not in node or (written == "markdown" and not str(node["alt"]).strip()):
                yield line, REMEDIES[written]
        elif isinstance(node, nodes.raw) and "html" in node.get("format", "").split():
            kind = "output" if in_cell(node) else "html"
            for at in wordless(node.astext()):
                yield (line if kind == "output" else line + at - 1), REMEDIES[kind]


def in_cell(node: nodes.Node) -> bool:
    """Return whether a node is what a cell of code shows."""
    up = node.parent
    while up is not None and not (isinstance(up, nodes.container) and "cell_output" in up.get("classes", ())):
        up = up.parent
    return up is not None


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each picture without words."""
    for line, remedy in faults(doctree):
        LOGGER.warning("%s%s", WORDLESS, remedy, location=(app.env.docname, line), type="livingwell")


def setup(app: Sphinx) -> None:
    """Connect the check."""
    app.add_transform(FindPictures)
    app.add_directive("image", Picture, override=True)
    app.add_directive("figure", CaptionedPicture, override=True)
    app.connect("doctree-read", check)
