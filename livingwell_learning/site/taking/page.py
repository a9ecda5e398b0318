"""Offer with each figure of a page what readers may take along, and write the files of it beside the page."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...charts import kilobytes, signed, weight
from ...markup import render
from ...widgets.joining import LATER_MARK, LATER_STYLE
from ...words import t
from ..dictionary import PLACE as DATA
from ..downloads import published
from ..sources.page import built_on
from ..tables import tables_of
from . import found
from .frozen import PLACE, frozen_page
from .rows import rows_as_csv, title_of

if TYPE_CHECKING:
    import re

    from sphinx.application import Sphinx

    from .found import Shown

FOLDER = "_figures"
VEGA = "vega.json"
TEXT = '<p class="lw-figure-text"'
"""What follows the drawing of a chart."""
MANAGED = ' tabindex="0" role="group" aria-label="'
"""A table that scrolls can be focused where no script says whether it does; on a page of the book one says so."""


class Offer:
    """What one page's figures offer.

    Parameters
    ----------
    app
        The application.
    pagename
        Name of the page.
    context
        What its template gets.
    """

    def __init__(self, app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
        self.app, self.pagename, self.context = app, pagename, context
        self.uri = app.builder.get_target_uri(pagename)
        self.title = Markup(context.get("title") or "").striptags()

    def chart(self, match: re.Match[str]) -> str:
        """Return a chart with its offer."""
        figure = found.chart(match)
        name = figure.id.removeprefix("figure-")
        files = [
            self._file(f"{name}.{ending}", t(f"figure.{ending}"), self._signed(figure, ending, content))
            for ending, content in figure.files.items()
            if ending != VEGA
        ]
        html = figure.html.replace("</figure>", f"{self._fold(figure, files)}\n</figure>")
        if VEGA in figure.files:
            html = html.replace(TEXT, self._explore(f"{name}.{VEGA}", figure.files[VEGA]) + TEXT, 1)
        return html.replace(MANAGED, ' data-lw-name="')

    def _explore(self, name: str, content: bytes) -> str:
        """Return the button that draws a chart anew, which says what a reader loads for it."""
        at = self._file(name, "", content)["href"]
        return str(render("site/taking/explore.html", at=at, size=kilobytes(weight() + len(content)))) + "\n"

    def widget(self, match: re.Match[str]) -> str:
        """Return a widget with its offer."""
        figure = found.widget(match)
        tables = tables_of(self.app)
        shown = {} if figure.private else figure.rows
        files = [self._rows(figure, name, ids) for name, ids in shown.items() if name in tables]
        fold = self._fold(figure, files)
        html = found.HELD.sub(lambda held: "" if held[1] == "rows" else held[0], match[0])
        return html.replace(found.SLOT, fold, 1) if found.SLOT in html else f"{html}\n{fold}"

    def _rows(self, figure: Shown, name: str, ids: list[str] | None) -> dict[str, str]:
        """Offer rows of a table; a whole one is on the site already, for all that show it."""
        tables = tables_of(self.app)
        words = t("take.rows", title=title_of(tables, name))
        if ids is not None:
            return self._file(f"{figure.id}-{name}.csv", words, rows_as_csv(tables, name, ids))
        path = str(tables.description(name)["path"])
        return {"href": self._to(f"{DATA}/{path}"), "words": words, "size": kilobytes(len(published(tables, path)))}

    def _signed(self, figure: Shown, ending: str, content: bytes) -> bytes:
        """Return a file of a chart; a picture says where it comes from, as nothing else goes along with it."""
        if ending != "svg":
            return content
        address = self.context.get("pageurl") or ""
        where = f"{address}#{figure.id}" if address else t("take.where", book=self._book, title=self.title)
        return signed(content.decode(), where).encode()

    def _file(self, name: str, words: str, content: bytes) -> dict[str, str]:
        place = f"{FOLDER}/{self.pagename}/{name}"
        self._write(place, content)
        return {"href": self._to(place), "words": words, "size": kilobytes(len(content))}

    def _fold(self, figure: Shown, files: list[dict[str, str]]) -> str:
        embed = "" if figure.private else f"{PLACE}/{self.pagename}/{figure.id}.html"
        if embed:
            self._write(embed, self._frozen(figure, embed).encode())
        return str(
            render(
                "site/taking/fold.html",
                id=figure.id,
                widget=figure.widget,
                files=files,
                embed=self._to(embed) if embed else "",
            )
        )

    def _frozen(self, figure: Shown, at: str) -> str:
        widget = f"widgets/{figure.widget}/{figure.widget}.css"
        own = ["widgets/kit.css", widget] if figure.widget else ["charts/figure.css"]
        if LATER_MARK in figure.html:
            own.append(f"widgets/{figure.widget}/{LATER_STYLE}")
        book = [sheet for sheet in self.context.get("css_files", ()) if str(sheet.filename).endswith("/tokens.css")]
        names = ["lw-tokens.css", *(Path(str(sheet.filename)).name for sheet in book), "taking/frozen.css", *own]
        font = self.context.get("lw_font_sheet")
        return frozen_page(
            figure,
            at=at,
            home=self.uri,
            title=self.title,
            sheets=[*([font] if font else []), *(f"_static/{name}" for name in names)],
            day=built_on(),
            book=self._book,
            language=self.context.get("language") or "en",
            help=bool(self.context.get("lw_help")),
        )

    @property
    def _book(self) -> str:
        return Markup(self.context.get("docstitle") or "").striptags()

    def _to(self, place: str) -> str:
        return relpath(place, dirname(self.uri) or ".")

    def _write(self, place: str, content: bytes) -> None:
        path = Path(self.app.outdir) / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def offer(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give each figure of a page its offer: written into the page itself, it would be loaded by everybody."""
    body = str(context.get("body") or "")
    if 'class="lw-figure"' not in body and "data-lw-state" not in body:
        return
    made = Offer(app, pagename, context)
    context["body"] = found.WIDGET.sub(made.widget, found.CHART.sub(made.chart, body))
