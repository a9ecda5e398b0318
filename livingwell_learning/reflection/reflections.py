"""One person's reflection: the answers, the notes, what to keep and to try; and the file that holds it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .asking import questions_in
from .codes import new_mark
from .days import checked_day
from .files import VERSION, FileError, load_json, object_of, text_of
from .questions import WHENS, Questions

if TYPE_CHECKING:
    from pathlib import Path

NEXT = ("keep", "try", "who", "look_again")
KNOWN = ("format", "version", "questions", "language", "about", "date", "mark", "answers", "next")


@dataclass(frozen=True)
class Reflection:
    """What one person saw, on one day.

    Parameters
    ----------
    questions
        What was asked.
    answers
        By pair, then ``now`` or ``hoped``, then side: a step from 1, or ``"not-sure"``. What is blank is left out.
    about
        What the person was thinking of, in the group's own words.
    date
        The day, ``YYYY-MM-DD``.
    mark
        A number by chance that tells this reflection from another and names nobody; new where none is given.
    notes
        A note a pair, in the person's own words. No code carries them.
    next
        ``keep``, ``try``, ``who``, and ``look_again``, a day.
    language
        The language that the person read in.
    more
        Keys of the file that this version does not know; they are kept.

    Examples
    --------
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> mine = Reflection(questions, {"sun-shade": {"now": {"one": 4}}}, date="2026-11-27", mark=7)
    >>> Reflection.read(mine.to_json(), questions) == mine
    True
    """

    questions: Questions
    answers: dict[str, dict[str, dict[str, int | str]]] = field(default_factory=dict)
    about: str = ""
    date: str = ""
    mark: int = -1
    notes: dict[str, str] = field(default_factory=dict)
    next: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    more: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for pair, whens in self.answers.items():
            for when, sides in whens.items():
                for side, answer in sides.items():
                    self.questions.check(pair, when, side, answer)
        for pair in self.notes:
            if pair not in self.questions.pairs:
                raise ValueError(f"There is a note on {pair!r}, which is no pair of this set-up.")
        for key in self.next:
            if key not in NEXT:
                raise ValueError(f"next has {key!r}. It takes {', '.join(NEXT)}.")
        for what, day in (("date", self.date), ("look_again", self.next.get("look_again", ""))):
            if day:
                checked_day(day, what)
        if self.mark < 0:
            object.__setattr__(self, "mark", new_mark(self.questions))

    def to_json(self) -> str:
        """Return the readable file of this reflection; every pair of the set-up is in it, also without answers."""
        questions = self.questions
        answers: dict[str, Any] = {}
        for pair in questions.pairs:
            given = self.answers.get(pair, {})
            answers[pair] = {when: dict(given.get(when, {})) for when in questions.whens}
            if self.notes.get(pair):
                answers[pair]["note"] = self.notes[pair]
        data = {
            "format": "reflection",
            "version": VERSION,
            "questions": {"id": questions.id, "edition": questions.edition, "fingerprint": questions.fingerprint},
            "language": self.language,
            "about": self.about,
            "date": self.date,
            "mark": self.mark,
            "answers": answers,
            "next": {key: self.next.get(key, "") for key in NEXT},
            **self.more,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, file: str | Path, known: Questions | None = None) -> Reflection:
        """Return the reflection in a file.

        Parameters
        ----------
        file
            A path, or the text itself.
        known
            The collection that it may ask from: same id, edition, sides and steps; any of its pairs. Without it, the
            questions are found from the file, see :func:`~.asking.questions_in`.

        Raises
        ------
        FileError
            When it is larger than 1 MB, no JSON, of a newer version, of other questions, or holds what is no answer.
        """
        data, name = load_json(file, ("reflection",))
        answers = object_of(data, "answers", name)
        questions = questions_of(data, answers, known or questions_in(file), name)
        mark = data.get("mark")
        if not isinstance(mark, int) or isinstance(mark, bool) or mark < 0:
            raise FileError(f"{name}: mark is {mark!r}. It must be a whole number from 0.", "content")
        given: dict[str, dict[str, dict[str, int | str]]] = {}
        notes: dict[str, str] = {}
        for pair in questions.pairs:
            entry = object_of(answers, pair, name)
            if text_of(entry, "note", name):
                notes[pair] = entry["note"]
            for when in questions.whens:
                sides = object_of(entry, when, name)
                if sides:
                    given.setdefault(pair, {})[when] = sides
        following = {k: text_of(object_of(data, "next", name), k, name) for k in NEXT}
        try:
            return cls(
                questions, given, text_of(data, "about", name), text_of(data, "date", name), mark, notes,
                {k: v for k, v in following.items() if v}, text_of(data, "language", name) or "en",
                {k: v for k, v in data.items() if k not in KNOWN},
            )  # fmt: skip
        except (TypeError, ValueError) as error:
            raise FileError(f"{name}: {error}", "content") from None


def questions_of(data: dict[str, Any], pairs: dict[str, Any], known: Questions, name: str) -> Questions:
    """Return the questions that a file answers: those of its pairs, when their fingerprint is the file's."""
    said = object_of(data, "questions", name)
    hoped = any(isinstance(entry, dict) and WHENS[1] in entry for entry in pairs.values())
    try:
        questions = replace(known, pairs=tuple(pairs), hoped=hoped)
    except (TypeError, ValueError) as error:
        raise FileError(f"{name}: {error}", "content") from None
    strange = [pair for pair in questions.pairs if pair not in known.pairs]
    if strange or said.get("id") != known.id or said.get("fingerprint") != questions.fingerprint:
        raise FileError(
            f"{name} answers other questions ({said.get('id')!r}, edition {said.get('edition')!r}) than these "
            f"({known.id!r}, edition {known.edition!r}). Open it where its questions are asked.",
            "questions",
        )
    return questions
