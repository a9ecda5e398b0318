"""A group's reflection without a server: answers come in unseen, the round closes, and differences are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from ...markup import json_script
from ...words import t
from ..base import LearningWidget
from ..reflecting import WORDS, asked, help_lines
from .sheets import Grid

if TYPE_CHECKING:
    from ...data import DataPackage

WAYS = ("box", "form", "paper", "codes")
FIRST_PAIRS = 2


class OurReflection(LearningWidget, folder=__file__):
    """A round of a group: four ways in, closing, and what may be shown of it by how many answered.

    Nobody's answers are a trait: they stay in the memory of the page and never reach the program of a notebook.

    Parameters
    ----------
    tables
        A data package with the tables ``pairs`` and ``statements``; see :func:`~..reflecting.asked`. The lines of
        help that stand on every screen come from ``support_lines``, where there is one.
    **traits
        Starting values of ``about``, ``pairs`` and ``hoped``.

    Examples
    --------
    >>> from livingwell_learning import OurReflection, load
    >>> OurReflection(load(), about="the help around here", hoped=True)  # doctest: +SKIP
    """

    headings = 3
    private = True
    module_words = (*WORDS, "our_says.", "explorer.and")

    about = traitlets.Unicode().tag(sync=True)
    """What everybody thinks of, in the group's own words; up to 120 characters. Empty at first."""

    pairs = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the pairs that are rated; the first two at first."""

    hoped = traitlets.Bool().tag(sync=True)
    """Whether each side is also rated as hoped for. False at first."""

    def __init__(self, tables: DataPackage, **traits: Any) -> None:
        self._asked = asked(tables)
        self._lines = help_lines(tables)
        super().__init__(**{"pairs": list(self._asked.questions.pairs[:FIRST_PAIRS]), **traits})

    @traitlets.validate("pairs")
    def _known_pairs(self, proposal: dict[str, Any]) -> list[str]:
        known = self._asked.questions.pairs
        for pair in proposal["value"]:
            if pair not in known:
                raise traitlets.TraitError(
                    f"pairs names {pair!r}, which is not in the data. Use some of {', '.join(known)}."
                )
        if not proposal["value"]:
            raise traitlets.TraitError(f"pairs is empty. Name one or more of {', '.join(known)}.")
        return [pair for pair in known if pair in proposal["value"]]

    def context(self) -> dict[str, Any]:
        """Return what is asked, the ways in, the empty square of a tally sheet, and lines of help."""
        return {
            "asked": self._asked,
            "ways": {way: t(f"our.{way}_title") for way in WAYS},
            "lines": self._lines,
            "grid": Grid(len(self._asked.steps)),
            "known": json_script({**self._asked.for_module(), "gists": self._gists(), "lines": self._lines}),
        }

    def _gists(self) -> dict[str, dict[str, str]]:
        return {pair.id: {pole.side: pole.gist for pole in pair.poles} for pair in self._asked.pairs}
