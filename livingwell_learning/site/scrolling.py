"""Let a table that is wider than the screen scroll by itself, so that the page stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..words import t

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL | re.IGNORECASE)
INSIDE = re.compile(r'<div class="[^"]*\blw-scroll\b[^>]*>\s*$')


def scrolling(body: str) -> str:
    """Return a page with a box around each table; the box can be focused only where a script sees that it scrolls.

    Examples
    --------
    >>> scrolling("<table><caption>Days</caption></table>")
    '<div class="lw-scroll" data-lw-name="Table: Days"><table><caption>Days</caption></table></div>'
    """
    pieces, last = [], 0
    for start, end in _tables(body):
        if INSIDE.search(body, max(0, start - 400), start):
            continue
        caption = CAPTION.search(body, start, end)
        title = " ".join(Markup(caption[1]).striptags().split()) if caption else ""
        name = t("figure.table_of", title=title) if title else t("page.table")
        table = body[start:end]
        pieces += [body[last:start], f'<div class="lw-scroll" data-lw-name="{escape(name)}">{table}</div>']
        last = end
    return "".join([*pieces, body[last:]])


def _tables(body: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each table that stands in no other."""
    depth = start = 0
    for tag in TABLE.finditer(body):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def wrap(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Put the boxes on a page."""
    if "<table" in str(context.get("body") or ""):
        context["body"] = scrolling(str(context["body"]))


def setup(app: Sphinx) -> None:
    """Connect the event, once figures stand as the page has them."""
    app.connect("html-page-context", wrap, priority=660)
