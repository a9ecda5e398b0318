"""The report's own words as the book reads them: sections of blocks, statements, quotations, a poem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("paragraph", "heading", "list", "quotation", "note", "label")


class OriginalError(Exception):
    """The copy of the report, or what was made of it, cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class Block:
    """A piece of a section, in plain text.

    Parameters
    ----------
    kind
        One of ``KINDS``. A note is a footnote; a label is a word of a picture, a link or a cover.
    text
        Its words; empty for a list. In the section of a poem a line break stands for one of the poem, and an
        empty line for a break between stanzas.
    items
        The items of a list.
    speaker
        Who says the words of a quotation; empty where the report does not say.
    lines
        The lines of the copy, counted from 1, that the block holds.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    speaker: str = ""
    lines: tuple[int, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All its words, in the order in which they were printed."""
        return tuple(text for text in (self.text, *self.items, self.speaker) if text)


@dataclass(frozen=True)
class Section:
    """A section of the outline: its heading as printed, empty where there is none, and its blocks."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    heading_lines: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """Every line of the copy that the section holds, in the order of the copy."""
        return tuple(sorted([*self.heading_lines, *(line for block in self.blocks for line in block.lines)]))


@dataclass(frozen=True)
class Statement:
    """A statement under one side of a pair, as printed; ``order`` counts from 1 on its side."""

    pair: str
    side: str
    order: int
    text: str


@dataclass(frozen=True)
class Quotation:
    """Words that the report quotes, with their quotation marks, and who said them."""

    section: str
    speaker: str
    text: str


@dataclass(frozen=True)
class Poem:
    """A poem, stanza by stanza and line by line; the author is empty where the outline names none."""

    title: str
    author: str
    stanzas: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """The copy that the words were read from."""

    name: str
    sha256: str
    lines: int
    non_blank: int


@dataclass(frozen=True)
class Original:
    """Everything that was read from one copy of a report; sections stand in the order of the outline."""

    sections: tuple[Section, ...]
    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    poem: Poem | None = None
    source: Source | None = None

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections)

    def section(self, key: str) -> Section | None:
        """Return the section with this id, or ``None``."""
        return next((section for section in self.sections if section.id == key), None)
