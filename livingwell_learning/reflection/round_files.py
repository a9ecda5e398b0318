"""The file of a closed round: counts a pair, and never a person's row."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

from .asking import questions_in
from .days import checked_day
from .files import VERSION, FileError, load_json, object_of, text_of
from .reflections import questions_of
from .tallies import FLOOR, SQUARE_FROM, Tally

if TYPE_CHECKING:
    from pathlib import Path

    from .questions import Questions
    from .rounds import Round

KNOWN = ("format", "version", "questions", "about", "closed", "floor", "people", "made_up", "pairs")


def to_json(group: Round) -> str:
    """Return the file of a closed round: counts a pair, never a person's row; below 8 answers no square.

    Where those who came last wait to join a square, the file holds both the square and the sides.
    """
    pairs: dict[str, Any] = {pair: {} for pair in group.questions.pairs}
    for tally in group.tallies():
        if tally.part:
            continue
        entry: dict[str, Any] = {}
        if tally.square and tally.squared >= max(group.floor, SQUARE_FROM):
            entry["square"] = [list(row) for row in tally.square]
        if tally.people >= group.floor and not ("square" in entry and tally.squared == tally.people):
            entry["sides"] = {side: list(counts) for side, counts in tally.sides.items()}
        entry["blank"] = dict(tally.blank)
        pairs[tally.pair][tally.when] = entry
    q = group.questions
    data = {
        "format": "round", "version": VERSION,
        "questions": {"id": q.id, "edition": q.edition, "fingerprint": q.fingerprint},
        "about": group.about, "closed": group.closed, "floor": group.floor,
        "people": group.counted,
        "made_up": group.made_up, "pairs": pairs, **group.more,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def reopen(file: str | Path, known: Questions | None, kind: type[Round]) -> Round:
    """Return the closed round in a file; it holds counts, and takes no more answers.

    Raises
    ------
    FileError
        When it is no round file, of a newer version, of other questions, or its counts cannot be.
    """
    data, name = load_json(file, ("round",))
    pairs = object_of(data, "pairs", name)
    questions = questions_of(data, pairs, known or questions_in(file), name)
    floor, people = data.get("floor"), data.get("people")
    for key, value in (("floor", floor), ("people", people)):
        if not isinstance(value, int) or isinstance(value, bool) or not FLOOR <= value <= 1_000_000:
            raise FileError(f"{name}: {key} is {value!r}. It must be a whole number from {FLOOR}.", "content")
    made_up, closed = data.get("made_up", False), text_of(data, "closed", name)
    if not isinstance(made_up, bool):
        raise FileError(f"{name}: made_up is {made_up!r}. It must be true or false.", "content")
    try:
        checked_day(closed, f"{name}: closed")
    except ValueError as error:
        raise FileError(str(error), "content") from None
    tallies = []
    for pair, when in product(questions.pairs, questions.whens):
        entry = object_of(object_of(pairs, pair, name), when, name)
        tallies.append(_kept_tally(questions, pair, when, entry, int(people or 0), name))
    return kind.kept(
        tallies, int(people or 0), questions=questions, about=text_of(data, "about", name), floor=int(floor or 0),
        made_up=made_up, closed=closed,
        more={k: v for k, v in data.items() if k not in KNOWN},
    )  # fmt: skip


def is_round(file: str | Path) -> bool:
    """Return whether a file is that of a round, and no person's."""
    return bool(load_json(file, ("round", "reflection"))[0]["format"] == "round")


def _kept_tally(questions: Questions, pair: str, when: str, entry: dict[str, Any], people: int, name: str) -> Tally:
    places = questions.steps + 1
    square, rows = entry.get("square"), entry.get("sides")
    given = rows if isinstance(rows, dict) else {side: [0] * places for side in questions.sides}
    sides = {side: _counts(given.get(side), places, f"{name}: {side} of {pair}") for side in questions.sides}
    kept = None
    if square is not None:
        if len(questions.sides) != 2:
            raise FileError(f"{name}: {pair} has a square, and these questions have no two sides.", "content")
        if not isinstance(square, list) or len(square) != places:
            raise FileError(f"{name}: the square of {pair} is not {places} by {places} counts.", "content")
        kept = tuple(_counts(row, places, f"{name}: the square of {pair}") for row in square)
        first = tuple(sum(row) for row in kept)
        second = tuple(sum(column) for column in zip(*kept, strict=True))
        within = dict(zip(questions.sides, (first, second), strict=True))
        sides = within if rows is None else sides
        later = sum(sides[questions.sides[0]]) - sum(first)
        fits = all(n <= m for side in within for n, m in zip(within[side], sides[side], strict=True))
        if not fits or sum(first) < SQUARE_FROM or 0 < later < FLOOR:
            raise FileError(f"{name}: the square and the sides of {pair} do not fit together.", "content")
    totals = {sum(counts) for counts in sides.values()}
    if len(totals) > 1 or max(totals) > people or (0 < max(totals) < FLOOR):
        raise FileError(f"{name}: the counts of {pair} do not fit together. Use the file as it was saved.", "content")
    blank = object_of(entry, "blank", name)
    for side, n in blank.items():
        if side not in questions.sides or not isinstance(n, int) or isinstance(n, bool) or not 0 <= n <= people:
            raise FileError(f"{name}: blank of {pair} has {side!r}: {n!r}. It takes a count a side.", "content")
    return Tally(pair, when, sides, {side: blank.get(side, 0) for side in questions.sides}, kept)


def _counts(row: object, places: int, what: str) -> tuple[int, ...]:
    whole = isinstance(row, list) and all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in row)
    if not isinstance(row, list) or not whole or len(row) != places:
        raise FileError(f"{what}: {row!r} is not {places} counts.", "content")
    return tuple(row)
