"""Works to read further, as a list to search, filter and order, each with its sources and with what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from ...data import did_you_mean, read_column, sentences
from ...markup import render
from ..earlier import TOKENS, LearningWidget
from .works import ORDERS, ranks, read_works, summary

if TYPE_CHECKING:
    from ...data import DataPackage

HERE = Path(__file__).parent


class PublicationLibrary(LearningWidget):
    """A list of works, each with who made it, when, what it holds, where it can be read and what nobody knows of it.

    Parameters
    ----------
    tables
        A data package with the table ``publications`` and with references. The kinds of work, their names
        and the names of the columns come from its description.
    heading_level
        Level of the headings that name the works.
    **traits
        Starting values of ``kinds``, ``in_report``, ``query`` and ``order``.

    Examples
    --------
    >>> from livingwell_learning import PublicationLibrary, load
    >>> library = PublicationLibrary(load(), order="date")  # doctest: +SKIP
    >>> library.kinds = ["report", "evaluation"]  # doctest: +SKIP
    """

    # The metaclass of traits has a parameter called name, so the base cannot take it as a class keyword.
    name = "publication_library"
    _esm = HERE / f"{name}.mjs"
    _css = TOKENS.read_text(encoding="utf-8") + (HERE / f"{name}.css").read_text(encoding="utf-8")

    kinds = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Kinds of work to show, as in the column ``kind``; all if empty. Empty at first."""

    in_report = traitlets.Bool().tag(sync=True)
    """Whether to show only works that the report names, as the column ``in_report`` says. False at first."""

    query = traitlets.Unicode().tag(sync=True)
    """Words to look for; a work is shown if it holds every one, accents aside. Empty at first."""

    order = traitlets.Enum(tuple(ORDERS), "book").tag(sync=True)
    """What stands first: ``"book"``, the order of the table, as at first; ``"date"``, the oldest, with works
    of no known date last; or ``"title"``, from A to Z."""

    def __init__(self, tables: DataPackage, *, heading_level: int = 3, **traits: Any) -> None:
        if heading_level not in range(2, 7):
            raise ValueError(f"heading_level is {heading_level!r}. Use a number from 2 to 6.")
        self._level = heading_level
        self._works = read_works(tables)
        self._kind = read_column(tables, "publications", "kind")
        self._named = read_column(tables, "publications", "in_report").title
        super().__init__(**traits)

    @traitlets.validate("kinds")
    def _known_kinds(self, proposal: dict[str, Any]) -> list[str]:
        known = [value for value, _, _ in self._facet()]
        for value in proposal["value"]:
            if value not in known:
                message = f"kinds holds {value!r}, which this library does not have."
                remedy = f"Use some of {', '.join(known)}."
                raise traitlets.TraitError(sentences(message, did_you_mean(value, known), remedy))
        return proposal["value"]

    def figure(self) -> str:
        """Return every work with all that is known of it and its sources, as HTML that can be read without a script."""
        rank = ranks(self._works)
        return render(
            "widgets/publication_library/publication_library.html",
            works=sorted(self._works, key=lambda work: rank[work.id][self.order]),
            rank=rank,
            kind=self._kind,
            named=self._named,
            count=sum(work.in_report for work in self._works),
            facet=self._facet(),
            orders=ORDERS,
            order=self.order,
            summary=summary(self._works, self._named),
            level=self._level,
        )

    def _facet(self) -> list[tuple[str, str, int]]:
        """Return value, label and number of works of each kind: those of the description, then any other."""
        used = [work.kind for work in self._works]
        return [(kind, self._kind.words(kind), used.count(kind)) for kind in dict.fromkeys([*self._kind.labels, *used])]
