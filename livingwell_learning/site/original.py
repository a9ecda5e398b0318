"""Offer the source report's own words beside each retelling, or say there where they are published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import ConfigError, SphinxError

from ..markup import render
from ..original import Original, OriginalError, read
from .execution import data_folder
from .tables import lacking

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

WHERE = "The text of the report is not part of this copy of the book."
WHOSE = "These words are the report’s own, and belong to its authors. They come from the rights holder’s own copy."  # noqa: RUF001
NEEDS = ("outline",)
"""Without it nobody knows where in the report a passage belongs, and no copy of it is read."""
POEM = "The poem belongs to its author, and its text is not printed in this copy of the book."


class BadOriginalError(SphinxError):
    """Stop the build because the original wording is there and cannot be used."""

    category = "Original"


@dataclass(frozen=True)
class Words:
    """What a book says about the original wording; its configuration sets them as ``livingwell_original_words``.

    Parameters
    ----------
    where
        Where the report is published, for a book without its text.
    page
        A page of the book that says more about it; left out where there is none.
    page_words
        The words of the link to that page.
    whose
        Whose words the report's are, shown under each passage of them.
    poem
        Why the poem is not printed, and where it is, for a page that does not say so itself.
    poem_whose
        Whose words the poem's are, shown under it.
    """

    where: str = WHERE
    page: str = ""
    page_words: str = "More about the report"
    whose: str = WHOSE
    poem: str = POEM
    poem_whose: str = "The poem belongs to its author. It comes from the rights holder’s own copy."  # noqa: RUF001


class OriginalWords(nodes.General, nodes.Element):
    """The place of a section's original wording; it holds no text, so that search finds each passage once."""


@lru_cache(maxsize=4)
def _read(project: Path, stamp: str) -> Original | None:
    return read(project)


def original_of(app: Sphinx) -> Original | None:
    """Return the original wording, read once a build; ``None`` where this copy of the book has none."""
    return None if lacking(app, NEEDS) else _read(data_folder(app).parent, app.config.livingwell_fingerprint)


def words_of(app: Sphinx) -> Words:
    """Return what the book says about the original wording."""
    return Words(**app.config.livingwell_original_words)


def prepare(app: Sphinx, config: Config) -> None:
    """Read the original wording before any page, so that a damaged copy stops the build at once."""
    known = list(Words.__dataclass_fields__)
    unknown = [name for name in config.livingwell_original_words if name not in known]
    if unknown:
        raise ConfigError(
            f"livingwell_original_words does not know {', '.join(map(repr, unknown))}. It knows {', '.join(known)}."
        )
    try:
        original_of(app)
    except OriginalError as error:
        raise BadOriginalError(str(error)) from None


def visit(self: Any, node: OriginalWords) -> None:
    """Write the passage, closed until a reader opens it, or where it can be read."""
    app = self.builder.app
    words, original = words_of(app), original_of(app)
    section = original and original.section(node["section"])
    page = words.page if words.page in app.env.found_docs else ""
    self.body.append(
        render(
            "site/original.html",
            heading=node["heading"],
            section=section,
            words=words,
            page=app.builder.get_relative_uri(app.builder.current_docname, page) if page else "",
            last=node.get("last", False),
        )
    )
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Node) -> None:
    """Write nothing in other formats."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the values, the node and the events."""
    app.add_config_value("livingwell_original_words", {}, "env")
    app.add_node(OriginalWords, html=(visit, None), latex=(skip, None), text=(skip, None))
    app.connect("config-inited", prepare, priority=200)
