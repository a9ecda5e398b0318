"""Drawings of the book that take their colours from its tokens: in a page, above a headline, as the book's mark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..drawings import SHEET, DrawingError, drawing
from ..markup import render
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
AROUND = "parts/drawn.css"
"""What a figure with a drawing wears; where there are drawings it comes with their own sheet."""
DRAWN = "livingwell_drawn"


def folder_of(app: Sphinx) -> Path:
    """Return the folder of the book's drawings, set by ``livingwell_drawings`` relative to the pages."""
    return Path(app.srcdir) / str(app.config.livingwell_drawings)


class Drawing(nodes.General, nodes.Element):
    """A drawing with its words."""


class DrawingDirective(SphinxDirective):
    """Show a drawing: ``{drawing} name``; its content is the text equal to it.

    ``alt`` says what the drawing shows; without it the text beside it must say all. ``beside`` puts the text at its
    side where there is room.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"alt": str, "beside": lambda _: True, "caption": str}

    def run(self) -> list[nodes.Node]:
        """Return the figure; a drawing that cannot be used is a warning with its line."""
        name = self.arguments[0]
        count = self.env.metadata[self.env.docname].setdefault(DRAWN, [])
        try:
            svg = drawing(
                folder_of(self.env.app) / f"{name}.svg", words=self.options.get("alt", ""), prefix=f"d{len(count)}"
            )
        except DrawingError as error:
            LOGGER.warning("%s", error, location=self.get_location(), type="livingwell")
            return []
        self.env.note_dependency(str(folder_of(self.env.app) / f"{name}.svg"))
        count.append(name)
        figure = Drawing(svg=str(svg), beside="beside" in self.options, caption=self.options.get("caption", ""))
        figure += self.parse_content_to_nodes()
        return [figure]


class DrawnList(SphinxDirective):
    """Show a row of small drawings, each over its words: a line each, ``name: words``."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list; a line that cannot be drawn is a warning."""
        drawn = self.env.metadata[self.env.docname].setdefault(DRAWN, [])
        items = []
        for line in filter(str.strip, self.content):
            name, _, words = line.partition(":")
            try:
                svg = drawing(folder_of(self.env.app) / f"{name.strip()}.svg", prefix=f"d{len(drawn)}")
            except DrawingError as error:
                LOGGER.warning("%s", error, location=self.get_location(), type="livingwell")
                continue
            drawn.append(name.strip())
            items.append((svg, words.strip()))
        return [nodes.raw("", render("site/drawn_list.html", items=items), format="html")]


class Facing(SphinxDirective):
    """Set the words of two columns of a table face to face, a row each, with a drawing between them.

    ``{facing} table`` with the options ``first`` and ``second``, the columns, and ``between``, the drawing.
    """

    required_arguments = 1
    option_spec = {"first": str, "second": str, "between": str}

    def run(self) -> list[nodes.Node]:
        """Return the list; a table or a column that is not there is a warning."""
        tables, name = tables_of(self.env.app), self.arguments[0]
        columns = [self.options.get("first", ""), self.options.get("second", "")]
        if name not in tables or not set(columns) <= set(tables[name].columns):
            known = ", ".join(tables[name].columns) if name in tables else "no such table"
            LOGGER.warning(
                "facing needs a table and its columns first and second; %r has %s", name, known,
                location=self.get_location(), type="livingwell",
            )  # fmt: skip
            return []
        try:
            between = drawing(folder_of(self.env.app) / f"{self.options.get('between', '')}.svg")
        except DrawingError as error:
            LOGGER.warning("%s", error, location=self.get_location(), type="livingwell")
            return []
        frame = tables[name]
        pairs = frame.sort_values("order") if "order" in frame else frame
        rows = pairs[columns].values.tolist()
        return [nodes.raw("", render("site/facing.html", rows=rows, between=between), format="html")]


def visit_drawing(self: Any, node: Drawing) -> None:
    """Open the figure, with the drawing before its text."""
    beside = " lw-drawn-beside" if node["beside"] else ""
    caption = f"<figcaption>{self.encode(node['caption'])}</figcaption>\n" if node["caption"] else ""
    words = '<div class="lw-drawn-words">\n' if node.children else ""
    self.body.append(f'<figure class="lw-drawn{beside}">\n{caption}{node["svg"]}\n{words}')


def depart_drawing(self: Any, node: Drawing) -> None:
    """Close the figure."""
    self.body.append("</div>\n</figure>\n" if node.children else "</figure>\n")


def skip(self: Any, node: nodes.Node) -> None:
    """Write the words alone in every other format."""


def fill(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template the book's mark, the drawing above the headline, and the sheet that colours drawings."""
    metadata = app.env.metadata.get(pagename, {})
    folder = folder_of(app)
    drawn = {"lw_mark": app.config.livingwell_mark, "lw_opener": metadata.get("opener", "")}
    for key, name in drawn.items():
        try:
            context[key] = drawing(folder / f"{name}.svg", prefix=key[3:]) if name else ""
        except DrawingError as error:
            LOGGER.warning("%s", error, location=pagename, type="livingwell")
            context[key] = ""
    wants = bool(metadata.get(DRAWN)) and (folder / SHEET).is_file()
    context["lw_drawing_sheet"] = f"_static/{SHEET}" if wants else ""


def copy_sheet(app: Sphinx, error: Exception | None) -> None:
    """Put the style sheet of the drawings beside the theme's files, after that of the figures they stand in."""
    sheet, static = folder_of(app) / SHEET, Path(app.outdir) / "_static"
    if not error and app.builder.format == "html" and sheet.is_file():
        texts = [path.read_text(encoding="utf-8") for path in (static / AROUND, sheet)]
        (static / SHEET).write_text("\n".join(texts), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the configuration values, the directive and the events."""
    app.add_config_value("livingwell_drawings", "drawings", "env")
    app.add_config_value("livingwell_mark", "", "html")
    app.add_directive("drawing", DrawingDirective)
    app.add_directive("drawn-list", DrawnList)
    app.add_directive("facing", Facing)
    app.add_node(Drawing, html=(visit_drawing, depart_drawing), latex=(skip, skip), text=(skip, skip))
    app.connect("html-page-context", fill)
    app.connect("build-finished", copy_sheet)
