"""Pairs of characteristics with two sides: read both, find words, rate each side on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from ...data import read_values
from ...markup import json_script
from ...reflection import NOT_SURE, Scale
from ...words import t
from ..base import LearningWidget
from ..describing import described
from .pairs import Square, cited, read_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...data import DataPackage
    from ...original import Original


class CharacteristicsExplorer(LearningWidget, folder=__file__):
    """A list of pairs to open, search and rate; the two sides of a pair are never put on one scale.

    Parameters
    ----------
    tables
        A data package with the tables ``pairs`` and ``statements``. The sides are the values of the column ``side``
        of ``statements``, with their labels as names; ``pairs`` has a column for each, and one with ``_gist`` after it.
    original
        The original wording of the statements, where the rights holder's copy of it is at hand. Each list
        of statements then offers it.
    question
        What is asked of each side, with ``{name}`` for its name; else ``question`` of the table ``pairs`` in the
        descriptor, else that of the table of words.
    steps
        The words of the steps, least first; else ``steps`` of the table ``pairs``, else those of the table of words.
    **traits
        Starting values of ``ratings``, ``open_pairs``, ``query`` and ``show_original``.

    Examples
    --------
    >>> from livingwell_learning import CharacteristicsExplorer, load
    >>> explorer = CharacteristicsExplorer(load(), query="listen")  # doctest: +SKIP
    >>> explorer.ratings = {"sun-rain": {"sun": 4, "rain": 2}}  # doctest: +SKIP
    """

    headings = 2
    module_words = (
        "explorer.answers", "explorer.blank", "explorer.cleared", "explorer.found", "explorer.found_and_others",
        "explorer.found_none", "explorer.found_others", "explorer.given", "explorer.more_pairs", "explorer.pairs",
        "explorer.statements", "explorer.unsure",
    )  # fmt: skip

    ratings = traitlets.Dict().tag(sync=True)
    """Answers by pair id and side: 1, the least, to the number of steps, or ``"not-sure"``; a side without an answer
    is left out. Empty at first. Set a new dict to change it."""

    open_pairs = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the pairs that stand open while no words are searched for. None at first."""

    query = traitlets.Unicode().tag(sync=True)
    """Words to look for in statements, names and descriptions; every word must match. Empty at first."""

    show_original = traitlets.Bool().tag(sync=True)
    """Whether the original wording stands open under every list. False at first; nothing to show without one."""

    def __init__(
        self,
        tables: DataPackage,
        original: Original | None = None,
        *,
        question: str | None = None,
        steps: Sequence[str] | None = None,
        **traits: Any,
    ) -> None:
        about = described(tables, "pairs")
        self._scale = Scale(read_values(tables, "statements", "side"), tuple(steps or about.get("steps", ())))
        self._question = question or about.get("question")
        self._pairs = read_pairs(tables, list(self._scale.sides), original)
        self._sources = cited(tables)
        super().__init__(**traits)

    @traitlets.validate("ratings")
    def _known_answers(self, proposal: dict[str, Any]) -> dict[str, dict[str, Any]]:
        sides = list(self._scale.sides)
        for pair, answers in proposal["value"].items():
            self._known_pair(pair, "ratings")
            if not isinstance(answers, dict):
                raise traitlets.TraitError(
                    f"ratings of {pair!r} are {answers!r}. They must be a dict of answers by side: "
                    f'try {{"{sides[0]}": 3}}.'
                )
            for side, answer in answers.items():
                if side not in sides:
                    raise traitlets.TraitError(
                        f"ratings of {pair!r} have a side {side!r}. The sides are {' and '.join(sides)}: use one."
                    )
                try:
                    self._scale.check(answer)
                except ValueError as error:
                    raise traitlets.TraitError(f"ratings of {pair!r}, {side} side: {error}") from None
        return dict(proposal["value"])

    @traitlets.validate("open_pairs")
    def _known_pairs(self, proposal: dict[str, Any]) -> list[str]:
        for pair in proposal["value"]:
            self._known_pair(pair, "open_pairs")
        return list(proposal["value"])

    def _known_pair(self, pair: object, trait: str) -> None:
        known = [known.id for known in self._pairs]
        if pair not in known:
            raise traitlets.TraitError(
                f"{trait} names a pair {pair!r} that is not in the data. Use one of {', '.join(known)}."
            )

    def context(self) -> dict[str, Any]:
        """Return every pair with both lists, the questions and a square."""
        steps = self._scale.steps
        return {
            "pairs": self._pairs,
            "sides": self._scale.sides,
            "sources": self._sources,
            "rated": {pair.id: self._scale.rate(self.ratings.get(pair.id, {})) for pair in self._pairs},
            "given": {pair.id: self._given(pair.id) for pair in self._pairs},
            "original": any(pole.original for pair in self._pairs for pole in pair.poles),
            "question": self._asked,
            "steps": [(str(number), word) for number, word in enumerate(steps, start=1)],
            "square": Square(len(steps)),
            "not_sure": NOT_SURE,
            "vocabulary": json_script(self._scale.vocabulary()),
        }

    def rows(self) -> dict[str, list[str] | None]:
        """Return every pair and every statement."""
        return {"pairs": None, "statements": None}

    def _asked(self, name: str) -> str:
        return self._question.replace("{name}", name) if self._question else t("explorer.question", name=name)

    def _given(self, pair: str) -> str:
        answers = self.ratings.get(pair, {})
        words = {NOT_SURE: t("explorer.unsure"), None: t("explorer.blank")}
        first, second = (words.get(answers.get(side), answers.get(side)) for side in self._scale.sides)
        return t("explorer.given", first=first, second=second) if answers else ""
