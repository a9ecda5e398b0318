"""What the editor's command does with a copy of the report, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .copy import copy_of, open_copy
from .files import COPY, FOLDER, POEM, kept_copy, read, write
from .model import Original, OriginalError
from .outline import Outline, read_outline
from .placing import Placing, check_placing
from .reading import read_copy


def add_original(root: Path, report: Path) -> Iterator[str]:
    """Read a copy of the report into ``original/``, and yield what to tell the editor.

    Raises
    ------
    OriginalError
        When the copy cannot be read or is not this report; nothing was changed then.
    """
    copy = open_copy(report)
    outline = read_outline(root)
    original = read_copy(copy, outline)
    placing = check_placing(original, copy.raw)
    _refuse(placing, f"{report}: what was read is not what the file says")
    place = write(root, original, copy.raw)
    yield f"Read {report}: {_count(original)}."
    yield _total(placing)
    yield from _set_again(original, outline)
    yield f"Kept in {place}. livingwell original --check lists the lines of each section."
    yield "Build the book again to show the report's own words beside the retelling."


def check_original(root: Path, report: Path | None = None) -> Iterator[str]:
    """Yield where each line of a copy goes, or where those of the kept copy went; nothing is written.

    Raises
    ------
    OriginalError
        When a line has no place or two, or words differ, or there is nothing to check.
    """
    if report is not None:
        copy = open_copy(report)
        original, raw, name = read_copy(copy, read_outline(root)), copy.raw, str(report)
    else:
        kept = read(root)
        if kept is None:
            raise OriginalError(
                f"There is no {FOLDER}/ in {root}. Give a copy of the report: livingwell original --check REPORT.txt"
            )
        raw, name = kept_copy(root), f"{FOLDER}/{COPY}"
        original = kept if _untouched(kept, raw) else replace(kept, source=None)
    placing = check_placing(original, raw)
    yield f"{name}: {_count(original)}."
    width = max(len(held.section) for held in placing.held)
    yield f"  {'section':{width}}  {'from–to':>9}  lines"  # noqa: RUF001
    for held in placing.held:
        yield f"  {held.section:{width}}  {held.span:>9}  {len(held.lines):5}"
    yield _total(placing)
    if original.source is None:
        raise OriginalError(f"{name} is not the copy that the rest of {FOLDER}/ was made from. Make it again.")
    _refuse(placing, f"{name}: not every line is in its place as it came")


def _untouched(original: Original, raw: bytes) -> bool:
    return original.source is not None and copy_of(raw, COPY).source.sha256 == original.source.sha256


def _refuse(placing: Placing, what: str) -> None:
    if placing.faults:
        raise OriginalError("\n".join([f"{what}. Nothing was changed.", *(f"  {fault}" for fault in placing.faults)]))


def _set_again(original: Original, outline: Outline) -> Iterator[str]:
    """Say how many line breaks of a poem were lost in the copy and set again."""
    sections = [original.section(row.id) for row in outline.rows if row.form == "poem"]
    came = sum(len(block.lines) for section in sections if section for block in section.blocks)
    breaks = sum(map(len, original.poem.stanzas)) - came if original.poem else 0
    if breaks > 0:
        yield (
            f"In the copy, lines of the poem run on: {breaks} line breaks were set again where a capital starts a "
            f"line. Look at them in {FOLDER}/{POEM}, and break the lines in the copy where that is wrong."
        )


def _total(placing: Placing) -> str:
    lost = placing.non_blank - placing.placed
    said = "nothing dropped, nothing doubled" if not lost else f"{lost} dropped or doubled"
    return f"{placing.placed} of {placing.non_blank} non-blank lines placed: {said}."


def _count(original: Original) -> str:
    sides = len({(said.pair, said.side) for said in original.statements})
    parts = [
        _number(len(original.sections), "section"),
        f"{_number(len(original.statements), 'statement')} on {_number(sides, 'side')} of the pairs",
        _number(len(original.quotations), "quotation"),
    ]
    if original.poem is not None:
        lines = sum(map(len, original.poem.stanzas))
        parts.append(f"a poem of {_number(len(original.poem.stanzas), 'stanza')} and {_number(lines, 'line')}")
    return ", ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
