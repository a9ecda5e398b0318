"""Every row of some tables from A to Z, each with a link to its place: the ``a-to-z`` directive."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ...data import did_you_mean, sentences
from ...words import current, t
from ..tables import tables_of
from .records import Record, rows_shown, tables_searched
from .tokens import tokens

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
LISTED = "lw-a-to-z"
NUMBERS = ""
PAGE = "livingwell_a_to_z"


def sort_words(title: str) -> list[str]:
    """Return what a title is sorted by: its words, without an article at its head."""
    words = tokens(title)
    articles = str(current().entry("search.articles")).split()
    return words[1:] if len(words) > 1 and words[0] in articles else words


def letter_of(title: str) -> str:
    """Return the letter that a title stands under; nothing where it begins with a number."""
    first = (sort_words(title) or ["0"])[0][0]
    return first.upper() if first.isalpha() else NUMBERS


class AToZ(SphinxDirective):
    """List the rows of tables by letter: ``{a-to-z} glossary people``; a table needs ``searchedAs`` and ``shownAt``."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {}

    def run(self) -> list[nodes.Node]:
        """Return the letters as links, and a section for each letter; a table that is not searched is a warning."""
        tables = tables_of(self.env.app)
        kinds = {resource["name"]: resource["searchedAs"] for resource in tables_searched(tables)}
        asked = self.arguments[0].split()
        for name in [name for name in asked if name not in kinds]:
            rule = f"The table {name!r} is not one that a search finds."
            remedy = f"Those are: {', '.join(kinds) or 'none'}."
            LOGGER.warning(
                "%s", sentences(rule, did_you_mean(name, list(kinds)), remedy),
                location=self.get_location(), type="livingwell",
            )  # fmt: skip
        wanted = {kinds[name] for name in asked if name in kinds}
        rows = [row for _, _, row in rows_shown(tables) if row.kind in wanted]
        rows.sort(key=lambda row: (not letter_of(row.title), sort_words(row.title), row.kind))
        self.env.metadata[self.env.docname][PAGE] = True
        letters = [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: letter_of(row.title))]
        links = nodes.bullet_list(classes=["lw-letters", LISTED])
        links += [
            nodes.list_item("", nodes.paragraph("", "", nodes.reference("", _name(letter), refid=_anchor(letter))))
            for letter, _ in letters
        ]
        return [links, *(self._section(letter, group) for letter, group in letters)]

    def _section(self, letter: str, rows: list[Record]) -> nodes.section:
        section = nodes.section("", nodes.title("", _name(letter)), ids=[_anchor(letter)], classes=[LISTED])
        listed = nodes.bullet_list()
        for row in rows:
            kind = nodes.inline("", f" {row.kind}", classes=["lw-also"])
            listed += nodes.list_item("", nodes.paragraph("", "", self._link(row), kind))
        section += listed
        return section

    def _link(self, row: Record) -> nodes.Node:
        try:
            uri = self.env.app.builder.get_relative_uri(self.env.docname, row.page)
        except NoUri:
            return nodes.Text(row.title)
        target = f"{uri}#{row.anchor}" if row.anchor else uri
        return nodes.reference("", row.title, refuri=target, internal=True)


def _name(letter: str) -> str:
    return letter or t("search.numbers")


def _anchor(letter: str) -> str:
    return f"letter-{letter.lower() or 'numbers'}"


def page_of(app: Sphinx) -> str:
    """Return the name of the page that holds the list; empty where no page does."""
    return next((name for name, told in sorted(app.env.metadata.items()) if told.get(PAGE)), "")
