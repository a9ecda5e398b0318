"""Read a whole copy of a report: every line that is not blank goes to one block of one section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .copy import Copy, Group
from .model import Block, Original, OriginalError, Poem, Quotation, Section, Statement
from .outline import Outline, Row
from .places import heading_span, starts_of
from .poem import stanzas_of
from .prose import is_capitals, prose_blocks

UNCHANGED = "Nothing was changed."


@dataclass
class Readings:
    """What is gathered on the way through the sections."""

    statements: list[Statement] = field(default_factory=list)
    poem: Poem | None = None


def read_copy(copy: Copy, outline: Outline) -> Original:
    """Give each line of a copy its place.

    Parameters
    ----------
    copy
        The copy of the report.
    outline
        What the book knows of it.

    Returns
    -------
    Original
        The report's own words. What stands before the first section, a cover, becomes labels of that section.

    Raises
    ------
    OriginalError
        When a section, a side of a pair or a statement is lacking or out of order.
    """
    groups = copy.groups
    starts = starts_of(groups, outline, copy.source.name)
    cover = [replace(block, kind="label") if block.text else block for block in prose_blocks(groups[: starts[0]])]
    sections, gathered = [], Readings()
    for row, start, end in zip(outline.rows, starts, [*starts[1:], len(groups)], strict=True):
        section = _section(row, groups[start:end], outline, gathered)
        sections.append(replace(section, blocks=(*cover, *section.blocks)))
        cover = []
    _complete(gathered.statements, outline, copy.source.name)
    quotations = tuple(
        Quotation(section.id, block.speaker, block.text)
        for section in sections
        for block in section.blocks
        if block.kind == "quotation"
    )
    order = {where: at for at, where in enumerate(outline.sides.values())}
    statements = sorted(gathered.statements, key=lambda said: (order[said.pair, said.side], said.order))
    return Original(tuple(sections), tuple(statements), quotations, gathered.poem, copy.source)


def _section(row: Row, groups: Sequence[Group], outline: Outline, gathered: Readings) -> Section:
    at, span = _heading(row, groups)
    heading = groups[at] if span else None
    after = groups[at + span :]
    under = [Block("heading", group.text, lines=group.numbers) for group in groups[at + 1 : at + span]]
    if row.form == "poem":
        blocks, gathered.poem = _poem(after, row, " ".join(group.text for group in groups[at : at + span]))
    elif row.form == "pairs":
        blocks, statements = _pairs(after, outline)
        gathered.statements += statements
    else:
        blocks = prose_blocks(after)
    whole = (*prose_blocks(groups[:at]), *under, *blocks)
    return Section(row.id, heading.text if heading else "", whole, heading.numbers if heading else ())


def _heading(row: Row, groups: Sequence[Group]) -> tuple[int, int]:
    """Return where the printed heading stands and over how many groups it runs: (0, 0) if there is none."""
    for at in range(len(groups)):
        if (span := heading_span(groups, at, row.heading)) and (at == 0 or _heads(groups, at + span)):
            return at, span
    first = groups[0]
    printed = is_capitals(first.text) and not first.items
    return (0, 1) if printed else (0, 0)


def _heads(groups: Sequence[Group], at: int) -> bool:
    """Say whether the text at a place is what a heading stands over, and not another word in capitals."""
    return at < len(groups) and not is_capitals(groups[at].text)


def _pairs(groups: Sequence[Group], outline: Outline) -> tuple[list[Block], list[Statement]]:
    named = outline.named
    at = next((at for at, group in enumerate(groups) if group.words in named), len(groups))
    blocks = prose_blocks(groups[:at])
    statements: list[Statement] = []
    where, order = ("", ""), 0
    for group in groups[at:]:
        if not group.items and group.words in named:
            where, order = named[group.words], 0
            blocks.append(Block("heading", group.text, lines=group.numbers))
            continue
        items = group.items or (group.text,)
        rest = not group.items and order > 0 and group.text[0].islower()
        last = blocks.pop() if blocks[-1].kind == "list" else Block("list")
        if rest:
            said = statements.pop()
            items = (f"{said.text} {group.text}",)
            last, order = replace(last, items=last.items[:-1]), order - 1
        blocks.append(replace(last, items=last.items + items, lines=last.lines + group.numbers))
        statements += [Statement(*where, order + count, text) for count, text in enumerate(items, start=1)]
        order += len(items)
    return blocks, statements


def _complete(statements: Sequence[Statement], outline: Outline, name: str) -> None:
    """Compare the statements with those that the book retells, side by side."""
    if not outline.sides:
        return
    wrong = []
    for printed, where in outline.sides.items():
        found = sum((said.pair, said.side) == where for said in statements)
        wanted = outline.counts.get(where, found)
        if not found or found != wanted:
            wrong.append(f"  “{printed}” ({where[1]}) has {found or 'none'}, and the book retells {wanted}.")
    if wrong:
        raise OriginalError(
            "\n".join(
                [
                    f"{name}: the statements under {len(wrong)} sides of the pairs could not be told apart.",
                    *wrong,
                    "The name of each side must stand on a line of its own, with blank lines around it, and each "
                    f"statement under it must start with a dash or a bullet on a new line. {UNCHANGED}",
                ]
            )
        )


def _poem(groups: Sequence[Group], row: Row, title: str) -> tuple[list[Block], Poem]:
    found = stanzas_of([[line.text for line in group.lines] for group in groups])
    blocks = [
        Block("paragraph", "\n\n".join("\n".join(stanza) for stanza in stanzas), lines=group.numbers)
        for group, stanzas in zip(groups, found, strict=True)
    ]
    return blocks, Poem(title, row.author, tuple(stanza for stanzas in found for stanza in stanzas))
