"""A future system: what acts on people's lives, where help can happen, and what of it there is in one's own place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...drawings import DrawingError, drawing
from ...markup import json_script
from ...words import t
from ..describing import categories, described
from ..reflecting.sheets import WORDS, SheetWidget, rows_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from ...data import DataPackage

CONDITIONS, PLACES, OUTCOMES, VISION = "conditions", "help_places", "hoped_outcomes", "vision"
MARKS = ("here", "could", "missing", "not-sure")


class Future(SheetWidget, folder=__file__):
    """A map of one's own place: what shapes lives there, where help is, who could give it, and what is missing.

    Parameters
    ----------
    tables
        A data package with ``conditions``, ``help_places``, ``hoped_outcomes``, ``vision`` and ``outline``. In the
        descriptor ``conditions`` and ``help_places`` may say words for the ``marks`` ``here``, ``could`` and
        ``missing``, a ``hint``, and a question to ``ask``; ``help_places`` also ``questions`` and the folder of its
        ``drawings``, relative to the descriptor; ``hoped_outcomes`` what is ``unknown``.
    pages
        How the page that the figure stands on reaches the book's pages, such as ``"../"``; sections of the report are
        then links.
    **traits
        Starting values of ``about``, ``entries``, ``own`` and ``next``.

    Examples
    --------
    >>> from livingwell_learning import Future, load
    >>> mine = Future(load(), about="our estate")  # doctest: +SKIP
    >>> mine.entries = {"help_places": {"barber": {"mark": "here", "note": "Ali's, on the corner"}}}  # doctest: +SKIP
    """

    format = "future"
    headings = 3
    module_words = ("future.", *WORDS)

    def __init__(self, tables: DataPackage, *, pages: str | None = None, **traits: Any) -> None:
        self._tables, self._pages = tables, pages
        super().__init__(tables, PLACES, **traits)

    def context(self) -> dict[str, Any]:
        """Return the rows of each list with the section of the report that names them, the marks and the houses."""
        tables = self._tables
        rows = {name: rows_of(tables, name) for name in (CONDITIONS, PLACES, OUTCOMES)}
        about = {name: _about(tables, name) for name in (*rows, VISION)}
        places = [{**row, "house": self._house(row)} for row in rows[PLACES]]
        own_words = {name: about[name].get("marks", {}) for name in (CONDITIONS, PLACES)}
        marks = {name: {mark: said.get(mark) or _mark(mark) for mark in MARKS} for name, said in own_words.items()}
        cite = tables.cite if hasattr(tables, "cite") else lambda *_: []
        return {
            **super().context(),
            "conditions": rows[CONDITIONS],
            "places": places,
            "kinds": _grouped(places, "kind", categories(tables, PLACES, "kind")),
            "outcomes": _grouped(rows[OUTCOMES], "whose", categories(tables, OUTCOMES, "whose")),
            "about_table": about,
            "unknown": about[OUTCOMES].get("unknown", ""),
            "vision": rows_of(tables, VISION),
            "marks": marks,
            "own_labels": json.dumps(marks[PLACES], ensure_ascii=False),
            "ask": {name: about[name].get("ask") or t("future.ask") for name in (CONDITIONS, PLACES)},
            "sections": self._sections([*rows[CONDITIONS], *places]),
            "cite": lambda rows: cite(*dict.fromkeys(key for row in rows for key in row["sources"])),
            "said": self.said,
            "names": json_script(
                {
                    "names": {name: {row["id"]: row["name"] for row in each} for name, each in rows.items()},
                    "marks": marks,
                    "titles": {name: said["title"] for name, said in about.items()},
                }
            ),
        }

    def _sections(self, rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
        """Return heading and address of each section of the report that rows name."""
        outline = {row["id"]: row for row in rows_of(self._tables, "outline")}
        named = dict.fromkeys(row["section"] for row in rows)
        address = "" if self._pages is None or self._alone else self._pages + "{page}.html#section-{id}"
        return {id: {"heading": outline[id]["heading"], "url": address.format(**outline[id])} for id in named}

    def _house(self, place: dict[str, Any]) -> Markup | str:
        """Return the drawing of a place; nothing where the data names no folder of drawings."""
        name = place["drawing"]
        folder = described(self._tables, PLACES).get("drawings")
        if not folder:
            return ""
        try:
            return drawing(self._tables.folder / folder / f"{name}.svg", prefix=f"card-{name}")
        except DrawingError as error:
            raise ValueError(f"{PLACES} names a drawing {name!r}: {error}.") from None


def _about(tables: DataPackage, name: str) -> dict[str, Any]:
    """Return what the descriptor says of a table, with a title, a heading and a hint in any case."""
    said = described(tables, name)
    title = said.get("title", name)
    return {"hint": "", "heading": title, **said, "title": title}


def _mark(mark: str) -> str:
    return t(f"future.mark_{mark.replace('-', '_')}")


def _grouped(
    rows: list[dict[str, Any]], column: str, known: dict[str, dict[str, Any]]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return rows under the label of the value that they share, in the order of the descriptor."""
    labels = {value: str(item.get("label", value)) for value, item in known.items()}
    values = [*labels, *(row[column] for row in rows if row[column] not in labels)]
    groups = [
        (labels.get(value, value), [row for row in rows if row[column] == value]) for value in dict.fromkeys(values)
    ]
    return [group for group in groups if group[1]]
