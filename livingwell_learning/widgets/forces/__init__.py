"""Forces that act on a system: what each means, at which levels, which tensions are known, and room for one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...markup import json_script
from ..describing import described
from ..reflecting.sheets import WORDS, SheetWidget, rows_of

if TYPE_CHECKING:
    from ...data import DataPackage

GROUP = "forces"


class Forces(SheetWidget, folder=__file__):
    """A sheet about forces; tensions that a reader adds look unlike those of the report, and can be taken out.

    Parameters
    ----------
    tables
        A data package with ``forces``, ``force_levels``, ``tensions`` and ``force_questions``. In the descriptor
        ``forces`` may say ``levels_note`` and ``questions``, and ``tensions`` what is ``unknown``.
    **traits
        Starting values of ``about``, ``entries``, ``own`` and ``next``.

    Examples
    --------
    >>> from livingwell_learning import Forces, load
    >>> mine = Forces(load(), about="the help around here")  # doctest: +SKIP
    >>> mine.own = {"tensions": [{"of": "power", "one": "speed", "other": "a say for all"}]}  # doctest: +SKIP
    >>> mine.sheet().to_json()  # doctest: +SKIP
    """

    format = "forces"
    headings = 3
    module_words = ("forces.", *WORDS)

    def __init__(self, tables: DataPackage, **traits: Any) -> None:
        self._tables = tables
        super().__init__(tables, "forces", **traits)

    def context(self) -> dict[str, Any]:
        """Return the forces with what is known of each, the levels, and the questions."""
        tables = self._tables
        forces = rows_of(tables, "forces")
        levels = rows_of(tables, "force_levels")
        tensions, questions = (_by_force(rows_of(tables, name)) for name in ("tensions", "force_questions"))
        return {
            **super().context(),
            "group": GROUP,
            "forces": forces,
            "levels": levels,
            "levels_note": described(tables, "forces").get("levels_note", ""),
            "unknown": described(tables, "tensions").get("unknown", ""),
            "tensions": tensions,
            "questions": questions,
            "cite": (lambda keys: tables.cite(*keys)) if hasattr(tables, "cite") else lambda _: [],
            "said": self.said,
            "names": json_script({"forces": _names(forces), "levels": _names(levels)}),
        }


def _names(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["id"]: row["name"] for row in rows}


def _by_force(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return rows by force; those of none under an empty key."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        force = row["force"] if isinstance(row["force"], str) else ""
        found.setdefault(force, []).append(row)
    return found
