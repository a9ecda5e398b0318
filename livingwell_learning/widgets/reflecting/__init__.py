"""What the tools for reflection share: what is asked, how it is set up, a way to rate a side and a small square."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...data import read_values
from ...reflection import Questions, Scale
from ...words import t
from ..characteristics_explorer.pairs import Pair, read_pairs
from ..describing import described

if TYPE_CHECKING:
    from ...data import DataPackage

LINES, TALK = "support_lines", "conversation_questions"
WORDS = ("set_up.",)
"""Sentences that ``set_up.mjs`` says; put them among the ``module_words`` of a tool that uses it."""


@dataclass(frozen=True)
class Asked:
    """Everything that a tool asks, as a book's tables have it.

    Parameters
    ----------
    questions
        The whole collection by key, hoped-for included; a set-up chooses among its pairs.
    pairs
        The pairs with their poles and statements.
    scale
        The sides and the steps, in words.
    question, hoped
        What is asked of a side now, and as hoped for, with ``{name}`` for its name.
    talk
        A question for a conversation, by pair; a pair may have none.
    """

    questions: Questions
    pairs: tuple[Pair, ...]
    scale: Scale
    question: str
    hoped: str
    talk: dict[str, str]

    def ask(self, name: str, when: str = "now") -> str:
        """Return the question about a side."""
        return (self.hoped if when == "hoped" else self.question).replace("{name}", name)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Number and words of each step, least first."""
        return [(str(number), word) for number, word in enumerate(self.scale.steps, start=1)]

    def for_module(self) -> dict[str, Any]:
        """Return what a module needs to know, as JSON can hold it: keys, and the names by key."""
        questions = self.questions
        return {
            "questions": {
                "id": questions.id, "edition": questions.edition, "pairs": list(questions.pairs),
                "sides": list(questions.sides), "hoped": questions.hoped, "steps": questions.steps,
            },
            "sides": self.scale.sides,
            "steps": list(self.scale.steps),
            "names": {pair.id: {pole.side: pole.name for pole in pair.poles} for pair in self.pairs},
            "ask": {"now": self.question, "hoped": self.hoped},
            "talk": self.talk,
        }  # fmt: skip


def asked(tables: DataPackage) -> Asked:
    """Return what a book's tools ask, from its tables and their descriptor.

    Parameters
    ----------
    tables
        A data package with ``pairs`` and ``statements``. In the descriptor ``pairs`` may say ``question``, ``hoped``
        and ``steps``, and as ``questions`` the ``id`` and the ``edition`` of the collection, which files and codes
        carry; else they are the name of the package, and 1. A table ``conversation_questions`` is used where it is.
    """
    about = described(tables, "pairs")
    said = about.get("questions", {})
    scale = Scale(read_values(tables, "statements", "side"), tuple(about.get("steps", ())))
    pairs = tuple(read_pairs(tables, list(scale.sides)))
    package = str(getattr(tables, "descriptor", {}).get("name", "pairs"))
    questions = Questions(
        str(said.get("id", package)), str(said.get("edition", "1")), tuple(pair.id for pair in pairs),
        tuple(scale.sides), hoped=True, steps=len(scale.steps),
    )  # fmt: skip
    return Asked(
        questions, pairs, scale, about.get("question") or t("set_up.question", name="{name}"),
        about.get("hoped") or t("set_up.hoped_question", name="{name}"), _talk(tables),
    )  # fmt: skip


def help_lines(tables: DataPackage) -> list[dict[str, str]]:
    """Return number, address and name of the support lines that are for everybody, for one line of a printed page.

    The first nation of the table stands for all.
    """
    if not _has(tables, LINES):
        return []
    rows = tables[LINES].sort_values("order").to_dict("records")
    everywhere = rows[0]["nation"] if rows else None
    return [{name: str(row[name]) for name in ("number", "tel", "name")} for row in rows if row["nation"] == everywhere]


def _talk(tables: DataPackage) -> dict[str, str]:
    if not _has(tables, TALK):
        return {}
    rows = tables[TALK].to_dict("records")
    return {str(row["pair"]): str(row["text"]) for row in rows}


def _has(tables: DataPackage, name: str) -> bool:
    return hasattr(tables, "__contains__") and name in tables
