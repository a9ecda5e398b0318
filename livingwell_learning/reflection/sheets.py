"""A sheet that one person fills in: texts and marks beside what a book names, and rows of their own; and its file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date as calendar
from typing import TYPE_CHECKING, Any

from .files import VERSION, FileError, load_json, object_of, text_of
from .reflections import NEXT

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ("format", "version", "questions", "language", "about", "date", "entries", "own", "next")

Entries = dict[str, dict[str, dict[str, str]]]
Own = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Sheet:
    """What one person wrote on one day.

    Parameters
    ----------
    format
        The kind of sheet, such as ``"forces"``.
    id, edition
        Of the collection that the sheet is about.
    entries
        Texts by group, then the key of a row of the collection, then field. What is blank is left out.
    own
        Rows of the person's own by group, in their order: each a text by field.
    about
        What the person was thinking of.
    date
        The day, ``YYYY-MM-DD``.
    next
        ``keep``, ``try``, ``who``, and ``look_again``, a day.
    language
        The language that the person read in.
    more
        Keys of the file that this version does not know; they are kept.

    Examples
    --------
    >>> sheet = Sheet("forces", "orchard", "1", {"forces": {"water": {"roots": "enough"}}}, date="2026-11-27")
    >>> Sheet.read(sheet.to_json(), "forces", "orchard") == sheet
    True
    """

    format: str
    id: str
    edition: str
    entries: Entries = field(default_factory=dict)
    own: Own = field(default_factory=dict)
    about: str = ""
    date: str = ""
    next: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    more: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for group, rows in self.entries.items():
            for key, fields in _object(rows, group).items():
                _texts(fields, f"{group}, {key}")
        for group, listed in self.own.items():
            if not isinstance(listed, list):
                raise ValueError(f"{group} is {listed!r}. It must be a list of rows.")
            for fields in listed:
                _texts(fields, group)
        for key in self.next:
            if key not in NEXT:
                raise ValueError(f"next has {key!r}. It takes {', '.join(NEXT)}.")
        for what, day in (("date", self.date), ("look_again", self.next.get("look_again", ""))):
            try:
                calendar.fromisoformat(day or "2026-11-27")
            except ValueError:
                raise ValueError(f"{what} is {day!r}, which is no day. Write it as 2026-11-27.") from None

    def to_json(self) -> str:
        """Return the readable file of this sheet."""
        data = {
            "format": self.format,
            "version": VERSION,
            "questions": {"id": self.id, "edition": self.edition},
            "language": self.language,
            "about": self.about,
            "date": self.date,
            "entries": self.entries,
            "own": self.own,
            "next": {key: self.next.get(key, "") for key in NEXT},
            **self.more,
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def read(cls, file: str | Path, format: str, id: str) -> Sheet:
        """Return the sheet in a file; what it says of rows that the collection no longer has is kept.

        Parameters
        ----------
        file
            A path, or the text itself.
        format, id
            The kind of sheet, and the collection that it must be about.

        Raises
        ------
        FileError
            When it is larger than 1 MB, no JSON, another format, a newer version, about another collection, or holds
            what is no text.
        """
        data, name = load_json(file, (format,))
        said = object_of(data, "questions", name)
        if said.get("id") != id:
            raise FileError(
                f"{name} is about {said.get('id')!r}, not about {id!r}. Open it where that is asked.", "questions"
            )
        following = {key: text_of(object_of(data, "next", name), key, name) for key in NEXT}
        try:
            return cls(
                format, id, text_of(said, "edition", name), object_of(data, "entries", name),
                object_of(data, "own", name), text_of(data, "about", name), text_of(data, "date", name),
                {key: text for key, text in following.items() if text}, text_of(data, "language", name) or "en",
                {key: value for key, value in data.items() if key not in KNOWN},
            )  # fmt: skip
        except (TypeError, ValueError) as error:
            if isinstance(error, FileError):
                raise
            raise FileError(f"{name}: {error}", "content") from None


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is {value!r}. It must be an object.")
    return value


def _texts(fields: object, what: str) -> None:
    for key, text in _object(fields, what).items():
        if not isinstance(text, str):
            raise ValueError(f"{what}, {key} is {text!r}. It must be a text.")
