"""The Sphinx extension and theme that turn pages and figures into a static site for every reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
OPTIONAL = ("help", "glossary", "retelling", "sources.claims", "poem", "original")
"""Parts that a book may leave out: each says as its ``NEEDS`` what of the book's data it is off without."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the theme, the directives and the events; called by Sphinx."""
    from . import (
        addresses,
        along,
        authoring,
        cards,
        contact,
        context,
        dictionary,
        drawings,
        ends,
        execution,
        figures,
        folds,
        fonts,
        freshness,
        glance,
        glossary,
        help,
        language,
        later,
        maths,
        navigation,
        not_found,
        one_pair,
        original,
        outside,
        pictures,
        poem,
        policy,
        reading,
        retelling,
        routes,
        rows,
        scrolling,
        search,
        sheets,
        sources,
        tables,
        tags,
        taking,
        wording,
    )

    app.add_html_theme("livingwell", str(HERE / "theme"))
    app.add_config_value("livingwell_data", "../data", "env")
    # Jupyter Book always passes this value on; without its owner in the extension list Sphinx would warn.
    app.add_config_value("comments_config", {}, "html")
    for part in (
        addresses,
        authoring,
        language,
        figures,
        later,
        along,
        maths,
        pictures,
        scrolling,
        execution,
        freshness,
        tables,
        tags,
        glossary,
        original,
        poem,
        retelling,
        sources,
        context,
        rows,
        glance,
        folds,
        one_pair,
        dictionary,
        drawings,
        cards,
        fonts,
        reading,
        navigation,
        routes,
        wording,
        help,
        contact,
        ends,
        not_found,
        policy,
        outside,
        search,
        taking,
        sheets,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
