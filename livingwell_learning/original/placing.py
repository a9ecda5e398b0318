"""Check that every line of a copy found exactly one place, by reading the copy anew and comparing the words.

Nothing here uses the code that reads a report: the lines are split, counted and compared in another way, so that a
fault of the one is seen by the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .model import Block, Original, Section

MARKS = re.compile(r"\*\*|<(/?)(?:u|b|i|s|em|strong|mark|span|sub|sup)(?:\s[^<>]*)?>", re.IGNORECASE)
BULLET = re.compile(r"^(?:[•·▪▫◦‣●○■□]|[-–—*](?=\s|$)|\s)+")  # noqa: RUF001
MANY = 5


@dataclass(frozen=True)
class Held:
    """What one section holds of a copy."""

    section: str
    lines: tuple[int, ...]

    @property
    def span(self) -> str:
        """Its first and its last line."""
        return f"{self.lines[0]}–{self.lines[-1]}" if self.lines else "none"  # noqa: RUF001


@dataclass(frozen=True)
class Placing:
    """How the lines of a copy were placed.

    Parameters
    ----------
    held
        Each section and its lines.
    placed, non_blank
        How many lines that are not blank have exactly one place, and how many there are.
    faults
        What is wrong, a sentence each; empty when nothing is.
    """

    held: tuple[Held, ...]
    placed: int
    non_blank: int
    faults: tuple[str, ...]


def check_placing(original: Original, raw: bytes) -> Placing:
    """Compare what was read from a copy with the copy.

    Parameters
    ----------
    original
        What was read.
    raw
        The bytes of the copy.

    Returns
    -------
    Placing
        Which lines each section holds, and every fault: a line without a place, a line with two, a block whose
        words are not those of its lines, a statement, quotation or poem that is not as in the sections.
    """
    printed = _printed(raw)
    held = tuple(Held(section.id, section.lines) for section in original.sections)
    places = Counter(line for section in held for line in section.lines)
    once = sum(places[line] == 1 for line in printed)
    faults = [
        *_listed("has no place", [line for line in printed if not places[line]]),
        *_listed("has more than one place", [line for line in printed if places[line] > 1]),
        *_listed("is blank or not in the copy, and yet has a place", sorted(set(places) - set(printed))),
        *_other_words(original, printed),
        *_other_parts(original),
    ]
    return Placing(held, once, len(printed), tuple(faults))


def _printed(raw: bytes) -> dict[int, str]:
    """Return the lines that are not blank by their number."""
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return {number: line for number, line in enumerate(text.split("\n"), start=1) if re.search(r"\S", line)}


def _listed(what: str, lines: Sequence[int]) -> list[str]:
    more = [f"{len(lines) - MANY} more lines likewise"] if len(lines) > MANY else []
    return [*(f"line {line} {what}" for line in lines[:MANY]), *more]


def _other_words(original: Original, printed: Mapping[int, str]) -> Iterator[str]:
    for section in original.sections:
        heading = Block("heading", section.heading, lines=section.heading_lines)
        for block in (heading, *section.blocks):
            lines = [printed[line] for line in block.lines if line in printed]
            if not _same(lines, block):
                first = block.lines[0] if block.lines else "unknown"
                yield f"the {block.kind} of section {section.id!r} from line {first} has other words than the copy"


def _same(lines: Sequence[str], block: Block) -> bool:
    """Compare all letters and signs, and then the words, so that neither a sign nor a space can be lost."""
    out = " ".join(block.texts)
    plain = [MARKS.sub("", line) for line in lines]
    unmarked = [BULLET.sub("", line) for line in plain]
    if block.kind == "list":
        ways = [(unmarked, out), ([_no_dash("".join(plain))], _no_dash(out))]
        same_signs = any(_signs("".join(way)) == _signs(said) for way, said in ways)
    else:
        whole = [line for line, rest in zip(plain, unmarked, strict=True) if rest]
        same_signs = any(_signs("".join(way)) == _signs(out) for way in (plain, whole))
    return same_signs and _words(" ".join(plain)) == _words(out)


def _no_dash(text: str) -> str:
    """Take every bullet and dash away: inside a list, a dash at the start of a line may be either."""
    return re.sub(r"[•·▪▫◦‣●○■□*–—-]", "", text)  # noqa: RUF001


def _signs(text: str) -> str:
    return re.sub(r"\s", "", text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _other_parts(original: Original) -> Iterator[str]:
    quoted = [
        (section.id, block.speaker, block.text)
        for section in original.sections
        for block in section.blocks
        if block.kind == "quotation"
    ]
    if quoted != [(said.section, said.speaker, said.text) for said in original.quotations]:
        yield "the quotations are not those of the sections"
    items = Counter(item for section in original.sections for block in section.blocks for item in block.items)
    if lost := Counter(said.text for said in original.statements) - items:
        yield f"{lost.total()} of the statements are not in the lists of the sections"
    if original.poem is None:
        return
    verses = [line for stanza in original.poem.stanzas for line in stanza]
    if verses not in [list(_under_heading(section)) for section in original]:
        yield "the lines of the poem are not those of its section"


def _under_heading(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if block.kind == "paragraph" and block.lines[:1] > section.heading_lines[-1:]:
            yield from filter(None, block.text.split("\n"))
