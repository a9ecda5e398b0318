"""Pairs of characteristics, mechanistic and relational: read both, find words, rate each side on its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from ...markup import json_script, render
from ...reflection import NOT_SURE, SIDES, STEPS, Rating, check_answer, vocabulary
from ..base import TOKENS, LearningWidget

if TYPE_CHECKING:
    from ...data import DataPackage
    from ...original import Original

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Pole:
    """One side of a pair, as the template shows it."""

    side: str
    name: str
    gist: str
    statements: tuple[str, ...]
    original: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two poles that stand side by side."""

    id: str
    poles: tuple[Pole, ...]
    note: str


class CharacteristicsExplorer(LearningWidget):
    """A list of pairs to open, search and rate; the two sides of a pair are never put on one scale.

    Parameters
    ----------
    tables
        A data package with the tables ``pairs`` and ``statements``.
    original
        The original wording of the statements, where the rights holder's copy of it is at hand. Each list
        of statements then offers it.
    **traits
        Starting values of ``ratings``, ``open_pairs``, ``query`` and ``show_original``.

    Examples
    --------
    >>> from livingwell_learning import CharacteristicsExplorer, load
    >>> explorer = CharacteristicsExplorer(load(), query="listen")  # doctest: +SKIP
    >>> explorer.ratings = {"control-nurture": {"mechanistic": 4, "relational": 2}}  # doctest: +SKIP
    """

    # The metaclass of traits has a parameter called name, so the base cannot take it as a class keyword.
    name = "characteristics_explorer"
    _esm = HERE / f"{name}.mjs"
    _css = TOKENS.read_text(encoding="utf-8") + (HERE / f"{name}.css").read_text(encoding="utf-8")

    ratings = traitlets.Dict().tag(sync=True)
    """Answers by pair id and side, ``"mechanistic"`` or ``"relational"``: 1 (not at all) to 5 (very much), or
    ``"not-sure"``; a side without an answer is left out. Empty at first. Set a new dict to change it."""

    open_pairs = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the pairs that stand open while no words are searched for. None at first."""

    query = traitlets.Unicode().tag(sync=True)
    """Words to look for in statements, names and descriptions; every word must match. Empty at first."""

    show_original = traitlets.Bool().tag(sync=True)
    """Whether the original wording stands open under every list. False at first; nothing to show without one."""

    def __init__(self, tables: DataPackage, original: Original | None = None, **traits: Any) -> None:
        self._pairs = read_pairs(tables, original)
        self._sources = cited(tables)
        super().__init__(**traits)

    @traitlets.validate("ratings")
    def _known_answers(self, proposal: dict[str, Any]) -> dict[str, dict[str, Any]]:
        for pair, answers in proposal["value"].items():
            self._known_pair(pair, "ratings")
            if not isinstance(answers, dict):
                raise traitlets.TraitError(
                    f"ratings of {pair!r} are {answers!r}. They must be a dict of answers by side: "
                    f'try {{"{SIDES[0]}": 3}}.'
                )
            for side, answer in answers.items():
                if side not in SIDES:
                    raise traitlets.TraitError(
                        f"ratings of {pair!r} have a side {side!r}. The sides are {' and '.join(SIDES)}: use one."
                    )
                try:
                    check_answer(answer)
                except ValueError as error:
                    raise traitlets.TraitError(f"ratings of {pair!r}, {side} side: {error}") from None
        return proposal["value"]

    @traitlets.validate("open_pairs")
    def _known_pairs(self, proposal: dict[str, Any]) -> list[str]:
        for pair in proposal["value"]:
            self._known_pair(pair, "open_pairs")
        return proposal["value"]

    def _known_pair(self, pair: object, trait: str) -> None:
        known = [known.id for known in self._pairs]
        if pair not in known:
            raise traitlets.TraitError(
                f"{trait} names a pair {pair!r} that is not in the data. Use one of {', '.join(known)}."
            )

    def figure(self) -> str:
        """Return every pair with both lists, the questions and a square, as HTML that needs no script."""
        return render(
            "widgets/characteristics_explorer/characteristics_explorer.html",
            pairs=self._pairs,
            sources=self._sources,
            answers=self.ratings,
            rated={pair.id: Rating(**self.ratings.get(pair.id, {})) for pair in self._pairs},
            opened=self.open_pairs,
            original=any(pole.original for pair in self._pairs for pole in pair.poles),
            show_original=self.show_original,
            steps=[(str(number), word) for number, word in enumerate(STEPS, start=1)],
            not_sure=NOT_SURE,
            words=json_script(vocabulary()),
        )


def read_pairs(tables: DataPackage, original: Original | None = None) -> list[Pair]:
    """Return the pairs in their order, each with its poles, their statements and the wording these retell."""
    statements = tables.statements.sort_values("order")
    wording = worded(original, list(tables.pairs.sort_values("order")["id"])) if original else {}
    pairs = []
    for row in tables.pairs.sort_values("order").to_dict("records"):
        mine = statements[statements["pair"] == row["id"]]
        texts = {side: tuple(mine.loc[mine["side"] == side, "text"]) for side in SIDES}
        poles = tuple(
            Pole(side, row[side], row[f"{side}_gist"], texts[side], wording.get((row["id"], side), ()))
            for side in SIDES
        )
        note = row.get("note")
        pairs.append(Pair(row["id"], poles, note if isinstance(note, str) else ""))
    return pairs


def worded(original: Original, known: list[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the original statements by pair and side, each list in its order."""
    lists: dict[tuple[str, str], list[str]] = {}
    for statement in sorted(original.statements, key=lambda statement: statement.order):
        if statement.pair not in known or statement.side not in SIDES:
            raise ValueError(
                f"The original wording has a statement of {statement.pair!r}, {statement.side} side. "
                f"The pairs are {', '.join(known)}; the sides are {' and '.join(SIDES)}. Write the original again."
            )
        lists.setdefault((statement.pair, statement.side), []).append(statement.text)
    return {place: tuple(texts) for place, texts in lists.items()}


def cited(tables: DataPackage) -> list[Any]:
    """Return the sources that the pairs and statements name; none where the tables bring no references."""
    if not hasattr(tables, "cite"):
        return []
    named = [*tables.pairs["sources"], *tables.statements["sources"]]
    return tables.cite(*(key for keys in named for key in keys))
