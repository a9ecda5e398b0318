"""Look at what cells show: what no reader of a static page would see, or could, is named at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from .authoring import AuthoringRenderer
from .outside import outside

if TYPE_CHECKING:
    from docutils import nodes
    from myst_nb.core.render import MimeData

LOGGER = logging.getLogger(__name__)
VEGA = ("vegaEmbed(", "vega-embed")
NAMED = "livingwell_outside"
"""What the cells of a page show from elsewhere, so that it is not named again without its line."""


class OutputRenderer(AuthoringRenderer):
    """Warn of a live widget that leaves an empty place, of a bare chart, and of what comes from another host."""

    def render_widget_view(self, data: MimeData) -> list[nodes.Element]:
        """Name a widget of ipywidgets: without its program it shows nothing."""
        self._say(
            data,
            "this cell shows a live widget of ipywidgets, and a page that is read without its program has an empty "
            "place there. Show widgets of this library in a cell each, not in a box, and any other as a table or a "
            "figure",
        )
        return []

    def render_text_html(self, data: MimeData) -> list[nodes.Element]:
        """Name a bare chart, and all that a page would load from elsewhere or run."""
        html = data.string
        named = self.renderer.sphinx_env.metadata[self.renderer.sphinx_env.docname].setdefault(NAMED, [])
        found = [] if "data-lw-" in html else outside(html)
        named += [what.what for what in found]
        if any(sign in html for sign in VEGA):
            self._say(
                data,
                "this cell ends in a bare chart, which would ask another host for its program. Use "
                "figure(chart, title=…, description=…, sources=…, table=…, name=…) of livingwell_learning.charts",
            )
        else:
            for what in found:
                self._say(data, f"this cell shows {what.what!r}, which {what.rule}. {what.remedy}")
        shown: list[nodes.Element] = super().render_text_html(data)
        return shown

    def _say(self, data: MimeData, words: str) -> None:
        place = (self.renderer.sphinx_env.docname, max(1, (data.line or 2) - 1))
        LOGGER.warning("%s", words, location=place, type="livingwell")
