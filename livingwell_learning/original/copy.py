"""Open a plain-text copy of a report and split it into lines and groups of lines."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .model import OriginalError, Source

LARGEST = 5_000_000
MARKUP = re.compile(r"\*\*|</?(?:u|b|i|s|em|strong|mark|span|sub|sup)(?:\s[^<>]*)?>", re.IGNORECASE)
BULLETS = re.compile(r"\s*(?:(?:[•·▪▫◦‣●○■□]\s*|[-–—*](?:\s+|$))+)")  # noqa: RUF001
BROKEN_WORD = re.compile(r"\w-$")
OF_TWO_HALVES = re.compile(r"(?:and|or|to|nor)(?:\s|$)")
EXPORT = "Save or export the report as plain text (.txt, encoding UTF-8) and give that file."
SIGNATURES = {
    b"%PDF": "is a PDF",
    b"PK\x03\x04": "is a document or an archive (.docx, .odt, .epub or .zip)",
    b"{\\rtf": "is a rich-text document (.rtf)",
    b"\xff\xfe": "is text in the encoding UTF-16",
    b"\xfe\xff": "is text in the encoding UTF-16",
}


@dataclass(frozen=True)
class Line:
    """A line that is not blank: its number, counted from 1 as an editor does, and its text without markup."""

    number: int
    text: str
    before: bool
    """Whether a blank line or a page break stands before it."""


@dataclass(frozen=True)
class Group:
    """Lines with no blank line between them: a paragraph, a heading, or the items of a list."""

    lines: tuple[Line, ...]
    items: tuple[str, ...] = ()
    strays: tuple[int, ...] = ()
    """Numbers of the lines beside it that hold nothing but a bullet."""

    @cached_property
    def text(self) -> str:
        """Its words with the line wraps taken out."""
        return unwrap(line.text for line in self.lines)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words to compare it by."""
        return words(self.text)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all its lines."""
        return tuple(sorted([*self.strays, *(line.number for line in self.lines)]))

    def with_rest(self, rest: Group) -> Group:
        """Return it with what a page break or a footnote parted from its end."""
        items = (*self.items[:-1], f"{self.items[-1]} {rest.text}") if self.items else ()
        whole = replace(self, lines=self.lines + rest.lines, items=items, strays=self.strays + rest.strays)
        vars(whole)["text"] = unwrap([self.text, rest.text])  # where a rest has rests, joining all anew takes long
        return whole


@dataclass(frozen=True)
class Copy:
    """A copy of a report, as it came and as lines."""

    source: Source
    raw: bytes
    lines: tuple[Line, ...]

    @property
    def groups(self) -> list[Group]:
        """The groups of lines, in their order."""
        return grouped(self.lines)


def open_copy(path: Path) -> Copy:
    """Read a copy of a report.

    Parameters
    ----------
    path
        A plain-text file in UTF-8, with or without a byte order mark; any line ends.

    Returns
    -------
    Copy
        The copy.

    Raises
    ------
    OriginalError
        When there is no such file or it is not plain text; the message says what to do.
    """
    if path.exists() and not path.is_file():
        raise OriginalError(f"{path} cannot be read: it is not a file. Give the path of a text file.")
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise OriginalError(f"{path} cannot be read: {error.strerror}. Give the path of a text file.") from None
    return copy_of(raw, path.name)


def copy_of(raw: bytes, name: str) -> Copy:
    r"""Make a copy of the bytes of a file.

    Examples
    --------
    >>> [line.text for line in copy_of(b"One\r\n \r\n**Two**", "report.txt").lines]
    ['One', 'Two']
    """
    for signature, what in SIGNATURES.items():
        if raw.startswith(signature):
            raise OriginalError(f"{name} {what}, not plain text. {EXPORT}")
    if b"\0" in raw:
        raise OriginalError(f"{name} is a binary file, not plain text. {EXPORT}")
    if len(raw) > LARGEST:
        raise OriginalError(f"{name} is larger than {LARGEST // 1_000_000} MB, which no report in text is. {EXPORT}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise OriginalError(f"{name}, line {line}: the text is not in the encoding UTF-8. {EXPORT}") from None
    printed = re.split(r"\r\n|\r|\n", text)
    lines, gap = [], True
    for number, written in enumerate(printed, start=1):
        words = written.strip()
        if not words:
            gap = True
            continue
        start, end = written.partition(words[0])[0], written.rpartition(words[-1])[2]
        lines.append(Line(number, " ".join(MARKUP.sub("", words).split()), gap or "\f" in start))
        gap = "\f" in end
    if all(BULLETS.fullmatch(line.text) for line in lines):
        raise OriginalError(f"{name} is empty, or has bullets and no words. {EXPORT}")
    total = len(printed) - (not printed[-1])
    return Copy(Source(name, hashlib.sha256(raw).hexdigest(), total, len(lines)), raw, tuple(lines))


def grouped(lines: Iterable[Line]) -> list[Group]:
    """Put lines into groups; the bullets of lists are taken off, and a stray one goes with what follows it."""
    runs: list[list[Line]] = []
    for line in lines:
        if line.before or not runs:
            runs.append([])
        runs[-1].append(line)
    groups: list[Group] = []
    strays: tuple[int, ...] = ()
    for run in runs:
        if all(BULLETS.fullmatch(line.text) for line in run):
            strays += tuple(line.number for line in run)
            continue
        for part in _parts(run):
            groups.append(Group(tuple(part), _items(part) if _bulleted(part[0]) else (), strays))
            strays = ()
    if strays and groups:
        groups[-1] = replace(groups[-1], strays=(*groups[-1].strays, *strays))
    return groups


def unwrap(texts: Iterable[str]) -> str:
    """Join the lines of a paragraph, and a word that was broken at its hyphen.

    Examples
    --------
    >>> unwrap(["We long to co-", "produce short-", "and long-term plans -", "together"])
    'We long to co-produce short- and long-term plans - together'
    """
    joined: list[str] = []
    last = ""
    for text in filter(None, texts):
        # Only the end of the line before is looked at: a search through all that is joined takes minutes.
        tight = BROKEN_WORD.search(last[-2:]) and text[0].isalnum() and not OF_TWO_HALVES.match(text)
        joined += [text] if not joined or tight else [" ", text]
        last = text
    return "".join(joined)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text to compare it by: no case, no punctuation, one kind of apostrophe.

    Examples
    --------
    >>> words("What's NEXT?")
    ('whats', 'next')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("'", "")
    return tuple(re.findall(r"[^\W_]+", plain))


def _bulleted(line: Line) -> bool:
    return bool(BULLETS.match(line.text))


def _parts(run: Sequence[Line]) -> list[list[Line]]:
    """Divide a group where a list follows the words that introduce it."""
    for at in range(1, len(run)):
        if not _bulleted(run[0]) and _bulleted(run[at]) and run[at - 1].text.endswith(":"):
            return [list(run[:at]), list(run[at:])]
    return [list(run)]


def _items(lines: Sequence[Line]) -> tuple[str, ...]:
    """Begin an item at each bullet; a dash before a small letter, in a list of capitals, is a dash within one."""
    bare = [BULLETS.sub("", line.text, count=1) for line in lines]
    capitals = next((text for text in bare if text), "")[:1].isupper()
    items: list[list[str]] = []
    for at, (line, text) in enumerate(zip(lines, bare, strict=True)):
        first = text or next((later for later in bare[at + 1 :] if later), "")
        if not _bulleted(line) or (capitals and first[:1].islower()):
            items[-1].append(line.text)
        elif items and not any(items[-1]):
            items[-1].append(text)
        else:
            items.append([text])
    return tuple(item for item in map(unwrap, items) if item)
