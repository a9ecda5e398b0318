"""Cite sources by author and year, and list them so that a reader can follow each one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from pybtex.backends.plaintext import Backend as PlainText
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def round_brackets() -> BracketStyle:
    """Return the brackets that running text uses."""
    return BracketStyle(left="(", right=")")


@dataclass
class AuthorYearInText(AuthorYearReferenceStyle):
    """Author and year in round brackets, as in most books."""

    bracket_parenthetical: BracketStyle = field(default_factory=round_brackets)
    bracket_textual: BracketStyle = field(default_factory=round_brackets)
    bracket_author: BracketStyle = field(default_factory=round_brackets)
    bracket_label: BracketStyle = field(default_factory=round_brackets)
    bracket_year: BracketStyle = field(default_factory=round_brackets)


def configure(app: Sphinx, config: Config) -> None:
    """Point the citation extension at the book's one list of sources."""
    if not config.bibtex_bibfiles:
        config.bibtex_bibfiles = [f"{config.livingwell_data}/references.bib"]


def setup(app: Sphinx) -> None:
    """Load the citation extension and configure it before it starts."""
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "author_year_in_text", AuthorYearInText
    )
    # A backend that is registered here is found at once; else every citation searches all installed packages.
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", PlainText, force=True)
    app.setup_extension("sphinxcontrib.bibtex")
    app.connect("config-inited", configure, priority=100)
