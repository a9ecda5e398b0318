"""Pack what can be found into files that a browser loads on demand: one index, and the texts in small pieces."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

from .records import Record
from .tokens import tokens

TEXTS = 900
"""Characters of text in one piece, about; results ask for as many pieces as are shown."""
DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
HALF = len(DIGITS) // 2


def number(value: int) -> str:
    """Write a whole number in few characters, small ones in one.

    Examples
    --------
    >>> len(number(0)), len(number(44)), len(number(45)), len(number(2000))
    (1, 1, 2, 2)
    """
    written = ""
    while value >= HALF:
        written += DIGITS[HALF + value % HALF]
        value = value // HALF
    return written + DIGITS[value]


def front_coded(words: Sequence[str]) -> Iterator[str]:
    """Give sorted words, each without the letters that it shares with the one before, after their number."""
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), HALF - 1) and word[shared] == before[shared]:
            shared += 1
        yield DIGITS[shared] + word[shared:]
        before = word


def slug(title: str) -> str:
    """Return the anchor that most headings have, which the index therefore need not name.

    Examples
    --------
    >>> slug("The problem: who has a say?")
    'the-problem-who-has-a-say'
    """
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")


def pack(
    records: Sequence[Record], pages: Mapping[str, tuple[str, str]], common: Set[str], name: str
) -> dict[str, str]:
    """Return the files of a search by name; the same book gives the same files.

    Parameters
    ----------
    records
        What can be found.
    pages
        Address of each page from the root of the site, and its title, by its name.
    common
        Words that are too common to be looked for.
    name
        Name of the index among the files.

    Returns
    -------
    dict
        The index and the texts. The index holds the pages, the kinds, for each record its page, kind, anchor and
        title, the words of all texts in order with the records that have them, and the pieces by their first record.
    """
    names = list(dict.fromkeys(record.page for record in records))
    kinds = list(dict.fromkeys(record.kind for record in records))
    places: dict[str, list[int]] = {}
    for at, record in enumerate(records):
        for word in set(tokens(record.text)) - set(tokens(record.title)) - common:
            places.setdefault(word, []).append(at)
    words = sorted(places)
    texts = list(_pieces(records))
    bodies = [_json(held) for _, held in texts]
    stamp = hashlib.sha256("\n".join(bodies).encode()).hexdigest()[:12]
    files = {f"{stamp}-{at}.json": body for at, body in enumerate(bodies)}
    listed = [
        [names.index(r.page), kinds.index(r.kind), 0 if r.anchor == slug(r.title) else r.anchor, r.title]
        for r in records
    ]
    files[name] = _json({
        "pages": [pages.get(name, ("", "")) for name in names],
        "kinds": kinds,
        "records": listed,
        "common": " ".join(sorted(common)),
        "words": " ".join(front_coded(words)),
        "places": " ".join(_steps(places[word]) for word in words),
        "texts": stamp,
        "firsts": [first for first, _ in texts],
    })  # fmt: skip
    return files


def _steps(places: Iterable[int]) -> str:
    last, written = 0, ""
    for place in places:
        written += number(place - last)
        last = place
    return written


def _pieces(records: Sequence[Record]) -> Iterator[tuple[int, list[str]]]:
    texts: list[str] = []
    first = size = 0
    for at, record in enumerate(records):
        if texts and size + len(record.text) > TEXTS:
            yield first, texts
            first, size, texts = at, 0, []
        texts.append(record.text)
        size += len(record.text)
    if texts:
        yield first, texts


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(folder: Path, files: dict[str, str]) -> None:
    """Put the files into a folder, and take out what an earlier build left there."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.json"):
        if path.name not in files:
            path.unlink()
    for name, body in files.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != body:
            path.write_text(body, encoding="utf-8")
