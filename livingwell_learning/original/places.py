"""Find where each section of the outline starts in a copy of a report, or say what was looked for in vain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeAlias

from .copy import Group, words
from .model import OriginalError
from .outline import Outline, Row

LONGEST_HEADING = 3
MANY = 3
REMEDY = (
    "Each section must start on a line of its own, with a blank line before it, and the sections must stand in the "
    "order of data/outline.csv. Put that right in the copy; or, if your edition words it differently, write the first "
    "words of the section in the column starts of data/outline.csv. Nothing was changed."
)


def starts_of(groups: Sequence[Group], outline: Outline, name: str) -> list[int]:
    """Return the group with which each section starts, in the order of the outline.

    Parameters
    ----------
    groups
        The copy.
    outline
        The sections to find.
    name
        The copy's file name, for the message.

    Returns
    -------
    list[int]
        A place in ``groups`` for each row of the outline, each after the one before.

    Raises
    ------
    OriginalError
        When a section is missing or out of order; the message lists all of them and what was looked for.
    """
    found = [_candidates(groups, row) for row in outline.rows]
    chain = _longest(found)
    if len(chain) == len(found):
        return [chain[at] for at in range(len(found))]
    raise OriginalError(_message(groups, outline.rows, found, chain, name))


def heading_span(groups: Sequence[Group], at: int, heading: str) -> int:
    """Return how many groups, from this one on, make up a heading together; 0 if they do not.

    A stray sign before the heading is no part of it.
    """
    wanted = words(heading)
    read: tuple[str, ...] = ()
    for count, group in enumerate(groups[at : at + LONGEST_HEADING], start=1):
        read += group.words
        if group.items or not read:
            return 0
        if read == wanted:
            return count
    return 0


def _candidates(groups: Sequence[Group], row: Row) -> list[int]:
    first = words(row.starts)
    if first:
        return [at for at, group in enumerate(groups) if not group.items and group.words[: len(first)] == first]
    return [at for at in range(len(groups)) if heading_span(groups, at, row.heading)]


Step: TypeAlias = "tuple[int, int, Step | None]"
"""A section, its place, and the step before."""


def _longest(found: Sequence[Sequence[int]]) -> dict[int, int]:
    """Choose places in rising order for as many sections as possible, each as early as it can be."""
    ends: list[int] = []
    best: list[Step] = []
    for section, places in enumerate(found):
        for place in sorted(places, reverse=True):
            at = bisect_left(ends, place)
            step: Step = (section, place, best[at - 1] if at else None)
            if at == len(ends):
                ends.append(place)
                best.append(step)
            elif place < ends[at]:
                ends[at], best[at] = place, step
    chain: dict[int, int] = {}
    last = best[-1] if best else None
    while last:
        chain[last[0]] = last[1]
        last = last[2]
    return chain


def _message(
    groups: Sequence[Group],
    rows: Sequence[Row],
    found: Sequence[Sequence[int]],
    chain: dict[int, int],
    name: str,
) -> str:
    missing = [at for at in range(len(rows)) if at not in chain]
    if len(missing) * 2 > len(rows):
        first = rows[missing[0]]
        return (
            f"{name} does not look like the report that this book retells: of {len(rows)} sections, "
            f"{len(chain)} could be found in their order. The first that is lacking is {first.id!r}: looked for "
            f"{_wanted(first)}. Give a plain-text copy of the whole report. Nothing was changed."
        )
    said = [f"{name}: {len(missing)} of {len(rows)} sections were not found in their place."]
    for at in missing:
        before = max((section for section in chain if section < at), default=None)
        after = f" after {rows[before].id!r} (line {_line(groups, chain[before])})" if before is not None else ""
        line = f"  section {rows[at].id!r}: looked for {_wanted(rows[at])}{after}"
        if found[at]:
            lines = ", ".join(str(_line(groups, place)) for place in found[at][:MANY])
            line += f"; it stands only on line {lines}, out of order"
        start = 0 if before is None else chain[before] + 1
        end = min((chain[section] for section in chain if section > at), default=len(groups))
        said.append(f"{line}{_near(rows[at], groups[start:end])}.")
    return "\n".join([*said, REMEDY])


def _near(row: Row, groups: Sequence[Group]) -> str:
    """Point to a line that may be the one that was looked for."""
    sought = words(row.starts or row.heading)
    openings = {" ".join(group.words[: len(sought)]): group for group in reversed(groups)}
    near = get_close_matches(" ".join(sought), openings, n=1, cutoff=0.75)
    return f"; line {openings[near[0]].lines[0].number} is near to it: “{openings[near[0]].text[:60]}”" if near else ""


def _wanted(row: Row) -> str:
    return f"text that starts “{row.starts}”" if words(row.starts) else f"the heading “{row.heading}”"


def _line(groups: Sequence[Group], at: int) -> int:
    return groups[at].lines[0].number
