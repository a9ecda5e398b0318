"""Find out from files of reflections and rounds what they ask; the fingerprint in each proves the finding."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

from .files import FileError, load_json, object_of, text_of
from .questions import LEAST_STEPS, MOST_STEPS, WHENS, Questions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STEPS = 5
MOST_ORDERS = 5
REMEDY = "Give the questions, or read it beside a file that answers every side."


@dataclass(frozen=True)
class _Asked:
    """All that a file says of its questions beside their sides."""

    id: str
    edition: str
    fingerprint: str
    pairs: tuple[str, ...]
    hoped: bool


def questions_in(*files: str | Path) -> Questions:
    """Return the questions that files of reflections and rounds answer, found from the files alone.

    A file names its pairs, and a side where it is answered, and holds the fingerprint of its questions. What is found
    has that fingerprint, so it is what was asked. Sides that one file leaves blank may stand in another.

    Parameters
    ----------
    *files
        Paths, or the texts themselves.

    Raises
    ------
    FileError
        When the files answer different questions, or too few of their sides are answered to tell what was asked.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions, Reflection
    >>> questions = Questions("orchard", "1", ("sun-shade", "wet-dry"), ("one", "other"))
    >>> some = Reflection(questions, {"wet-dry": {"now": {"other": 2}}}, mark=1).to_json()
    >>> more = Reflection(questions, {"sun-shade": {"now": {"one": 4}}}, mark=2).to_json()
    >>> questions_in(some, more) == questions
    True
    >>> questions_in(some)
    Traceback (most recent call last):
    livingwell_learning.reflection.files.FileError: The text answers only other, and nothing else names the sides of \
its pairs. Give the questions, or read it beside a file that answers every side.
    """
    if not files:
        raise FileError("No file is given, and questions come from files. Give one or more.", "missing")
    names: dict[_Asked, list[str]] = {}
    sides: dict[_Asked, dict[str, None]] = {}
    for file in files:
        data, name = load_json(file, ("reflection", "round"))
        asked = _asked(data, name)
        names.setdefault(asked, []).append(name)
        sides.setdefault(asked, {}).update(dict.fromkeys(_sides(data, name)))
    if len(names) > 1:
        raise FileError(f"These files answer different questions: {_apart(names)}. Read them apart.", "questions")
    ((asked, said),) = names.items()
    return _proven(asked, tuple(sides[asked]), " and ".join(said))


def _asked(data: dict[str, Any], name: str) -> _Asked:
    said, pairs = object_of(data, "questions", name), _pairs(data, name)
    id_, edition, fingerprint = (text_of(said, key, name) for key in ("id", "edition", "fingerprint"))
    return _Asked(id_, edition, fingerprint, tuple(pairs), any(WHENS[1] in entry for entry in pairs.values()))


def _pairs(data: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    pairs = object_of(data, "answers" if data["format"] == "reflection" else "pairs", name)
    return {pair: object_of(pairs, pair, name) for pair in pairs}


def _sides(data: dict[str, Any], name: str) -> Iterable[str]:
    for entry in _pairs(data, name).values():
        for when in WHENS:
            given = object_of(entry, when, name)
            if data["format"] == "reflection":
                yield from given
            else:
                yield from (*object_of(given, "blank", name), *object_of(given, "sides", name))


def _proven(asked: _Asked, sides: tuple[str, ...], names: str) -> Questions:
    if len(sides) < 2:
        only = f"answers only {sides[0]}" if sides else "answers nothing"
        raise FileError(f"{names} {only}, and nothing else names the sides of its pairs. {REMEDY}", "questions")
    try:
        for order in permutations(sides) if len(sides) <= MOST_ORDERS else (sides,):
            for steps in sorted(range(LEAST_STEPS, MOST_STEPS + 1), key=lambda n: n != STEPS):
                found = Questions(asked.id, asked.edition, asked.pairs, order, asked.hoped, steps)
                if found.fingerprint == asked.fingerprint:
                    return found
    except ValueError as error:
        raise FileError(f"{names}: {error}", "content") from None
    raise FileError(
        f"{names}: the fingerprint {asked.fingerprint!r} is not that of its pairs and of the sides {', '.join(sides)}. "
        f"A side is answered nowhere, or a file was changed by hand. {REMEDY}",
        "questions",
    )


def _apart(names: dict[_Asked, list[str]]) -> str:
    return "; ".join(
        f"{' and '.join(said)} ({asked.id!r}, edition {asked.edition!r}, {len(asked.pairs)} pairs, "
        f"{' and '.join(WHENS if asked.hoped else WHENS[:1])})"
        for asked, said in names.items()
    )
