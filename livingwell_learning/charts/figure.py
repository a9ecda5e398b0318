"""The accessible figure: a chart that brings its finding, description, source, table and download along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..looks import copy_key
from ..looks import style as shared_style
from ..markup import render
from ..words import day
from .drawing import draw

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

    def to_svg(self, width: int = WIDE, *, key: str = "") -> str:
        """Draw the chart as SVG.

        Parameters
        ----------
        width
            Width of the drawing in CSS pixels.
        key
            Put at the end of the name where a page holds several figures of one name.

        Returns
        -------
        str
            An ``<svg>`` element. Its colours are the book's CSS variables, so that it serves light and dark.
        """
        chart = self.chart(width) if callable(self.chart) else self.chart
        return draw(chart, width=width, prefix=f"{self.name}-{width}{key}")

    def to_csv(self) -> str:
        """Return the table behind the chart as CSV, with a header row."""
        return self.table.to_csv(index=False, lineterminator="\n")

    def to_html(self, key: str = "", *, guest: bool = False) -> str:
        """Return the whole figure as HTML that needs no script and no other file.

        Parameters
        ----------
        key
            Put at the end of every id: give one to each copy where a page holds several.
        guest
            Whether the figure brings its own style along, as it must on pages that are not the book's own.
        """
        csv = self.to_csv()
        return str(
            render(
                "charts/figure.html",
                figure=self,
                id=f"figure-{self.name}{key}",
                wide=self.to_svg(WIDE, key=key),
                narrow=self.to_svg(NARROW, key=key),
                rows=[[cell_words(cell) for cell in row] for row in self.table.itertuples(index=False)],
                csv="data:text/csv;charset=utf-8," + quote("\ufeff" + csv),
                size=f"{max(1, round(len(csv.encode()) / 1000))} kB",
                style=shared_style(FIGURE_STYLE) if guest else "",
            )
        )

    def _repr_html_(self) -> str:
        return self.to_html(copy_key(f"figure-{self.name}"), guest=True)


def cell_words(cell: Any) -> str:
    """Return a cell of the table as a reader would write it: nothing for a gap, no hour for a day, whole numbers whole.

    Examples
    --------
    >>> cell_words(1234567.0), cell_words(0.5), cell_words(float("nan")), cell_words("so")
    ('1234567', '0.5', '', 'so')
    """
    import pandas as pd

    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return day(cell.date())
    return str(cell)


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
        Short name in lower case, unique on its page; used for ids and for the name of the download.
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
