"""Cards for a table and maps for a wall, made from the book's own pairs while it is built: the ``cards`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data import did_you_mean, sentences
from ..drawings import DrawingError, drawing
from ..markup import render
from ..widgets.reflecting import asked
from ..words import t
from .drawings import folder_of
from .tables import tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup
    from sphinx.application import Sphinx

    from ..data import DataPackage

LOGGER = logging.getLogger(__name__)
KINDS = ("talk", "easy", "wall")
STYLE = "cards.css"
MARK = "lw-cards"


def cards(tables: DataPackage, kind: str, drawings: Path) -> Markup:
    """Return the cards of a kind, from the pairs of a data package.

    Parameters
    ----------
    tables
        A data package with ``pairs`` and ``statements``, as :func:`~..widgets.reflecting.asked` reads them.
    kind
        ``talk``, a card a pair with its question for a conversation; ``easy``, a card a side with one idea and one
        picture; ``wall``, an empty square a pair, with a place for "not sure" on each side.
    drawings
        The folder of the pictures, ``card-{pair}-{side}.svg`` each. A side without one has words alone.
    """
    known = asked(tables)
    pictures = {}
    if kind == "easy":
        for pair in known.pairs:
            for pole in pair.poles:
                path = drawings / f"card-{pair.id}-{pole.side}.svg"
                if path.is_file():
                    pictures[pair.id, pole.side] = drawing(path)
    steps = [*enumerate(known.scale.steps, start=1), (0, t("cards.not_sure"))]
    return render("site/cards.html", kind=kind, asked=known, pictures=pictures, columns=steps, rows=steps[::-1])


class Cards(SphinxDirective):
    """Print the pairs as cards: ``{cards} talk``, ``{cards} easy`` or ``{cards} wall``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the cards; an unknown kind or a drawing that cannot be used is a warning with its line."""
        kind = self.arguments[0]
        try:
            if kind not in KINDS:
                there_are = f"There are {', '.join(KINDS)}."
                raise LookupError(sentences(f"There are no cards {kind!r}.", did_you_mean(kind, KINDS), there_are))
            html = cards(tables_of(self.env.app), kind, folder_of(self.env.app))
        except (LookupError, DrawingError) as error:
            LOGGER.warning("%s", error.args[0], location=self.get_location(), type="livingwell")
            return []
        return [nodes.raw("", str(html), format="html")]


class Card(SphinxDirective):
    """Print one card of the page's own words, such as a pause card: ``{card}``, with a number of copies after it."""

    optional_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the copies; what is no number from 1 to 12 is a warning."""
        many = self.arguments[0] if self.arguments else "1"
        if not many.isdecimal() or not 1 <= int(many) <= 12:
            LOGGER.warning(
                "a card can be printed 1 to 12 times, and not %r times. Correct the number", many,
                location=self.get_location(), type="livingwell",
            )  # fmt: skip
            return []
        sheet = nodes.container(classes=["lw-cards", "lw-cards-own"])
        for number in range(int(many)):
            hidden = ["lw-card-again"] if number else []
            sheet += nodes.container("", *self.parse_content_to_nodes(), classes=["lw-card", *hidden])
        return [sheet]


def add_style(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], *_: object) -> None:
    """Load the style on the pages that show cards, and on no other."""
    if MARK in (context.get("body") or ""):
        app.add_css_file(STYLE)


def setup(app: Sphinx) -> None:
    """Register the directives and the style."""
    app.add_directive("cards", Cards)
    app.add_directive("card", Card)
    app.connect("html-page-context", add_style)
