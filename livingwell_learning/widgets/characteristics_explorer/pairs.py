"""Read pairs, their statements and their wording from the tables, and lay out the square of a pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...data import DataPackage
    from ...original import Original


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


@dataclass(frozen=True)
class Square:
    """The square of a pair, 180 units wide, with a column and a row for each step.

    Examples
    --------
    >>> Square(5).cell, Square(4).grid
    (36.0, 'M44 8h180v180H44zM89 8v180M134 8v180M179 8v180M44 53h180M44 98h180M44 143h180')
    """

    steps: int
    left: int = 44
    top: int = 8
    wide: int = 180

    @property
    def cell(self) -> float:
        """How wide a column is."""
        return self.wide / self.steps

    @property
    def grid(self) -> str:
        """The lines, as a path."""
        inner = [round(number * self.cell, 2) for number in range(1, self.steps)]
        columns = "".join(f"M{self.left + x:g} {self.top}v{self.wide}" for x in inner)
        rows = "".join(f"M{self.left} {self.top + y:g}h{self.wide}" for y in inner)
        return f"M{self.left} {self.top}h{self.wide}v{self.wide}H{self.left}z{columns}{rows}"

    def shift(self, first: int, second: int) -> str:
        """Return how far the mark of two answers lies from that of the lowest two, to the right and up."""
        return f"{round((first - 1) * self.cell, 2):g} {round((1 - second) * self.cell, 2):g}"


def read_pairs(tables: DataPackage, sides: list[str], original: Original | None = None) -> list[Pair]:
    """Return the pairs in their order, each with its poles, their statements and the wording these retell."""
    statements = tables.statements.sort_values("order")
    rows = tables.pairs.sort_values("order").to_dict("records")
    wording = worded(original, [row["id"] for row in rows], sides) if original else {}
    pairs = []
    for row in rows:
        mine = statements[statements["pair"] == row["id"]]
        texts = {side: tuple(mine.loc[mine["side"] == side, "text"]) for side in sides}
        poles = tuple(
            Pole(side, row[side], row[f"{side}_gist"], texts[side], wording.get((row["id"], side), ()))
            for side in sides
        )
        note = row.get("note")
        pairs.append(Pair(row["id"], poles, note if isinstance(note, str) else ""))
    return pairs


def worded(original: Original, known: list[str], sides: list[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the original statements by pair and side, each list in its order."""
    lists: dict[tuple[str, str], list[str]] = {}
    for statement in sorted(original.statements, key=lambda statement: statement.order):
        if statement.pair not in known or statement.side not in sides:
            raise ValueError(
                f"The original wording has a statement of {statement.pair!r}, {statement.side} side. "
                f"The pairs are {', '.join(known)}; the sides are {' and '.join(sides)}. Write the original again."
            )
        lists.setdefault((statement.pair, statement.side), []).append(statement.text)
    return {place: tuple(texts) for place, texts in lists.items()}


def cited(tables: DataPackage) -> list[Any]:
    """Return the sources that the pairs and statements name; none where the tables bring no references."""
    if not hasattr(tables, "cite"):
        return []
    named = [*tables.pairs["sources"], *tables.statements["sources"]]
    return list(tables.cite(*(key for keys in named for key in keys)))
