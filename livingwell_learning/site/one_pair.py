"""One pair to rate where a page wants no more: the ``one-pair`` directive, which no script brings to life.

The styles alone cross the two answers and say them, so nothing is loaded, kept or sent, and a button of the form
takes the answers back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data import DataError, read_values, select_rows
from ..markup import render
from ..reflection import Scale
from ..words import t
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ..data import DataPackage

LOGGER = logging.getLogger(__name__)
CELL = 40


class OnePair(SphinxDirective):
    """Let a reader rate one pair: ``{one-pair} id``, a row of the table ``pairs``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the form; a pair that is not there is a warning that lists those that are."""
        try:
            html = form(tables_of(self.env.app), self.arguments[0])
        except (LookupError, DataError) as error:
            LOGGER.warning("%s", error.args[0], location=self.get_location(), type="livingwell")
            return []
        return [nodes.raw("", html, format="html", livingwell_made=True)]


def form(tables: DataPackage, key: str) -> str:
    """Return the form for a pair, with the question and the steps that all tools share."""
    pair: dict[str, Any] = select_rows(tables.table("pairs"), f"id={key}")[0]
    about = tables.description("pairs")
    sides = read_values(tables, "statements", "side")
    scale = Scale(sides, tuple(about.get("steps", ())))
    question = about.get("question")
    poles = [
        {
            "name": pair[side],
            "gist": pair[f"{side}_gist"],
            "asked": question.replace("{name}", pair[side]) if question else t("explorer.question", name=pair[side]),
        }
        for side in sides
    ]
    size = CELL * len(scale.steps)
    grid = "".join(f"M{at} 0v{size}M0 {at}h{size}" for at in range(0, size + 1, CELL))
    return str(render("site/one_pair.html", poles=poles, steps=scale.steps, cell=CELL, size=size, grid=grid))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("one-pair", OnePair)
