"""The accessible figure: a chart that brings its finding, description, source, table and download along."""

from __future__ import annotations

import re
from base64 import b64encode
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..looks import copy_key
from ..looks import style as shared_style
from ..markup import json_script, render
from ..words import t
from .cells import as_cells, kilobytes, plain
from .drawing import TooWideError, for_page, laid_out, picture
from .exploring import explored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt
    import pandas as pd

    from ..data import Source

WIDE, NARROW = 640, 256
FIGURE_STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class Figure:
    """A chart with all that a reader needs to trust it; made by :func:`figure`."""

    chart: alt.TopLevelMixin | Callable[[int], alt.TopLevelMixin]
    title: str
    description: str
    sources: tuple[Source, ...]
    table: pd.DataFrame
    name: str
    note: str = ""
    _specs: dict[int, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _drawings: dict[int, tuple[str, dict[str, Any], str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def to_svg(self, width: int = WIDE, key: str = "") -> str:
        """Draw the chart as SVG.

        Parameters
        ----------
        width
            Width of the drawing in CSS pixels.
        key
            Put at the end of the name in every id.

        Returns
        -------
        str
            An ``<svg>`` element. Its colours are the book's CSS variables, so that it serves light and dark.

        Raises
        ------
        ValueError
            When the chart cannot be drawn at this width with letters that can be read.
        """
        try:
            return for_page(self._drawn(width)[0], width=width, prefix=f"{self.name}{key}-{width}")
        except TooWideError as error:
            raise ValueError(f"figure {self.name!r}: {error}") from None

    def to_picture(self) -> str:
        """Return the chart as an SVG file of its own, on white, with its title, note and sources."""
        words = t("common.source_label", count=len(self.sources))
        below = [self.note, f"{words}: {'; '.join(source.words for source in self.sources)}"]
        return picture(
            self._spec(WIDE), width=WIDE, title=self.title, description=self.description, below=[*filter(None, below)]
        )

    def to_vega(self) -> dict[str, dict[str, Any]]:
        """Return the chart in the language of Vega, for wide and for narrow pages, for readers who explore it."""
        return {name: explored(*self._drawn(width)[1:]) for name, width in (("wide", WIDE), ("narrow", NARROW))}

    def to_csv(self) -> str:
        """Return the table behind the chart as CSV, with a header row."""
        return plain(self.table).to_csv(index=False, lineterminator="\n")

    def to_html(self, key: str = "", *, guest: bool = False) -> str:
        """Return the whole figure as HTML that needs no script and no other file.

        Parameters
        ----------
        key
            Put at the end of every id: give one to each copy where a page holds several.
        guest
            Whether the figure brings its own style along, as it must on pages that are not the book's own.
        """
        columns, rows = as_cells(self.table)
        return str(
            render(
                "charts/figure.html",
                figure=self,
                id=f"figure-{self.name}{key}",
                wide=self.to_svg(WIDE, key),
                narrow=self.to_svg(NARROW, key),
                columns=columns,
                rows=rows,
                files=self._files(key),
                vega=json_script(self.to_vega()),
                style=shared_style(FIGURE_STYLE) if guest else "",
            )
        )

    def _spec(self, width: int) -> dict[str, Any]:
        """Return the chart in the language of Vega-Lite; Altair takes most of a drawing's time to check it."""
        width = width if callable(self.chart) else 0
        if width not in self._specs:
            chart = self.chart(width) if callable(self.chart) else self.chart
            self._specs[width] = chart.to_dict()
        return self._specs[width]

    def _drawn(self, width: int) -> tuple[str, dict[str, Any], str]:
        """Return what :func:`laid_out` makes of the chart, once for the page and for who explores it."""
        if width not in self._drawings:
            self._drawings[width] = laid_out(self._spec(width), width)
        return self._drawings[width]

    def _files(self, key: str) -> list[dict[str, str]]:
        """Return what a reader can take along, as addresses that hold the whole file."""
        # Excel takes a table without a byte order mark for another encoding than UTF-8.
        files = {
            "csv": (t("figure.csv"), "text/csv;charset=utf-8", BOM_UTF8 + self.to_csv().encode()),
            "svg": (t("figure.svg"), "image/svg+xml", self.to_picture().encode()),
        }
        return [
            {"name": f"{self.name}{key}.{ending}", "words": words, "size": kilobytes(len(content)),
             "href": f"data:{kind};base64,{b64encode(content).decode()}"}
            for ending, (words, kind, content) in files.items()
        ]  # fmt: skip

    def _repr_html_(self) -> str:
        return self.to_html(copy_key(f"figure-{self.name}"), guest=True)


def figure(
    chart: alt.TopLevelMixin | Callable[[int], alt.TopLevelMixin],
    *,
    title: str,
    description: str,
    sources: Sequence[Source],
    table: pd.DataFrame,
    name: str,
    note: str = "",
) -> Figure:
    r"""Make a figure from an Altair chart; none of its parts can be left out.

    Parameters
    ----------
    chart
        Any Altair chart, or a function that takes a width and returns one, as :func:`dots` and
        :func:`changes` do. The width is set by the figure, once for phones and once for wider pages.
    title
        The finding in one sentence, not the topic.
    description
        What the chart shows, for a reader who does not see it: the form, the range and the main values.
    sources
        Where the data come from, as given by ``tables.cite(...)``.
    table
        The data behind the chart, one row a mark, with column names that people can read.
    name
        Short name in lower case; used for ids and for the names of the downloads. A second figure of the same name on
        a page gets a number after it.
    note
        What a reader should know before relying on the figures.

    Returns
    -------
    Figure
        Shows itself in a notebook and on a static page.

    Raises
    ------
    ValueError
        When a part is empty, or the name is not made of lower-case letters, digits and hyphens.

    Examples
    --------
    >>> import altair as alt, pandas as pd
    >>> from livingwell_learning.data import Source
    >>> table = pd.DataFrame({"Year": [2000, 2012], "Bodies": [1, 2]})
    >>> source = Source("a", "A report")
    >>> chart = alt.Chart(table).mark_point().encode(x="Year:Q", y="Bodies:Q")
    >>> figure(chart, title="Two bodies by 2012", description="Two dots.", sources=[source],
    ...        table=table, name="bodies").to_csv()
    'Year,Bodies\n2000,1\n2012,2\n'
    """
    parts = {"title": title, "description": description, "sources": list(sources), "table": list(table.index)}
    for part, value in parts.items():
        if not value:
            raise ValueError(f"figure {name!r} has no {part}. Every figure needs one: give {part}=…")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(
            f"figure name {name!r} is not made of lower-case letters, digits and hyphens. Try 'waiting-times'"
        )
    return Figure(chart, title, description, tuple(sources), table, name, note)
