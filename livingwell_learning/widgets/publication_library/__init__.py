"""Works to read further, as a list to search, filter and order, each with its sources and with what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from ...data import did_you_mean, read_column, sentences
from ...words import t
from ..base import LearningWidget
from ..finding import holds
from .works import ORDERS, ranks, read_works, status, summary

if TYPE_CHECKING:
    from ...data import DataPackage
    from .works import Work


class PublicationLibrary(LearningWidget, folder=__file__):
    """A list of works, each with who made it, when, what it holds, where it can be read and what nobody knows of it.

    Parameters
    ----------
    tables
        A data package with the table ``publications`` and with references. The kinds of work, their names
        and the names of the columns come from its description.
    **traits
        Starting values of ``kinds``, ``in_report``, ``query`` and ``order``, and ``heading_level``.

    Examples
    --------
    >>> from livingwell_learning import PublicationLibrary, load
    >>> library = PublicationLibrary(load(), order="date")  # doctest: +SKIP
    >>> library.kinds = ["report", "evaluation"]  # doctest: +SKIP
    """

    module_words = ("library.shown", "library.none_shown")

    kinds = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Kinds of work to show, as in the column ``kind``; all if empty. Empty at first."""

    in_report = traitlets.Bool().tag(sync=True)
    """Whether to show only works that the report names, as the column ``in_report`` says. False at first."""

    query = traitlets.Unicode().tag(sync=True)
    """Words to look for; a work is shown if it holds every one, accents aside. Empty at first."""

    order = traitlets.Enum(ORDERS, "book").tag(sync=True)
    """What stands first: ``"book"``, the order of the table, as at first; ``"date"``, the oldest, with works
    of no known date last; or ``"title"``, from A to Z."""

    def __init__(self, tables: DataPackage, **traits: Any) -> None:
        self._works = read_works(tables)
        self._kind = read_column(tables, "publications", "kind")
        self._named = read_column(tables, "publications", "in_report").title
        super().__init__(**traits)

    def rows(self) -> dict[str, list[str] | None]:
        """Return every work."""
        return {"publications": None}

    @traitlets.validate("kinds")
    def _known_kinds(self, proposal: dict[str, Any]) -> list[str]:
        known = [value for value, _, _ in self._facet(self._works)]
        for value in proposal["value"]:
            if value not in known:
                message = f"kinds holds {value!r}, which this library does not have."
                remedy = f"Use some of {', '.join(known)}."
                raise traitlets.TraitError(sentences(message, did_you_mean(value, known), remedy))
        return list(proposal["value"])

    def context(self) -> dict[str, Any]:
        """Return every work with all that is known of it and its sources, and which of them are asked for."""
        rank = ranks(self._works)
        shown = self._passing()
        return {
            "works": sorted(self._works, key=lambda work: rank[work.id][self.order]),
            "shown": {work.id for work in shown},
            "rank": rank,
            "kind": self._kind,
            "named": self._named,
            "count": sum(work.in_report for work in self._passing(left="in_report")),
            "facet": self._facet(self._passing(left="kinds")),
            "orders": {order: t(f"library.order_{order}") for order in ORDERS},
            "status": status(len(shown), len(self._works)),
            "summary": summary(self._works, self._named),
        }

    def _passing(self, left: str = "") -> list[Work]:
        return [
            work
            for work in self._works
            if (left == "kinds" or not self.kinds or work.kind in self.kinds)
            and (left == "in_report" or not self.in_report or work.in_report)
            and holds(self._texts(work), self.query)
        ]

    def _texts(self, work: Work) -> list[str]:
        named = [self._named] if work.in_report else []
        dated = [work.date.words] if work.date else []
        return [
            work.title, work.subtitle, self._kind.words(work.kind), *named, work.what, work.authors, work.publisher,
            *dated, work.unknown, *(page.title for page in work.read_at),
        ]  # fmt: skip

    def _facet(self, works: list[Work]) -> list[tuple[str, str, int]]:
        """Return value, label and number of works of each kind: those of the description, then any other."""
        kinds = dict.fromkeys([*self._kind.labels, *(work.kind for work in self._works)])
        return [(kind, self._kind.words(kind), sum(work.kind == kind for work in works)) for kind in kinds]
