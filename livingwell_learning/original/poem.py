"""Find the stanzas and lines of a poem whose line breaks were partly lost on the way into plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .copy import unwrap

Stanza = tuple[str, ...]
ARTICLES = {"a", "an", "the"}
PRONOUN = re.compile(r"I\b")
OPENING = "'\"‘’“(["  # noqa: RUF001
STOP = re.compile(r"[.!?…][\"'’”)]*$")  # noqa: RUF001
DASH_BEFORE_CAPITAL = re.compile(r"(?<=\s[-–—])(?=[A-Z])")  # noqa: RUF001


def stanzas_of(groups: Sequence[Sequence[str]]) -> list[tuple[Stanza, ...]]:
    """Return the stanzas of a poem.

    A blank line always parts two stanzas. If all stanzas have the same number of lines already, nothing is touched.
    Otherwise each line of the poem is taken to begin with a capital, and what comes out is believed only where it
    gives the number of lines that most stanzas share: a group of lines that then has a multiple of it, with the end
    of a sentence at each seam, is as many stanzas. A group that does not fit keeps the lines that it came with. No
    word is changed, and a line break before a capital is kept.

    Parameters
    ----------
    groups
        The lines of the poem, in groups parted by blank lines.

    Returns
    -------
    list[tuple[tuple[str, ...], ...]]
        For each group its stanzas, most often one.

    Examples
    --------
    >>> stanzas_of([["Come rain, Come sun."], ["Come", "All of you. We stay And we sing."]])
    [(('Come rain,', 'Come sun.'),), (('Come', 'All of you.'), ('We stay', 'And we sing.'))]
    """
    came: list[tuple[tuple[str, ...], ...]] = [(tuple(group),) for group in groups]
    if not groups or (len({len(group) for group in groups}) == 1 and len(groups[0]) > 1):
        return came
    broken = [_verses(group, keep=True) for group in groups]
    size = min(Counter(map(len, broken)).most_common(), key=lambda count: (-count[1], count[0]))[0]
    if size < 2:
        return came
    fitting = [
        _divided(lines, size) or _divided(_verses([unwrap(group)], keep=False), size)
        for group, lines in zip(groups, broken, strict=True)
    ]
    if sum(map(bool, fitting)) * 3 < len(groups) * 2:
        return came
    return [fits or kept for fits, kept in zip(fitting, came, strict=True)]


def _verses(group: Sequence[str], *, keep: bool) -> Stanza:
    """Begin a line at each capital, except that an article ends no line and that the word I begins none."""
    whole: list[str] = []
    for line in group:
        wrapped = bool(whole) and line[:1].islower()
        whole[len(whole) - wrapped :] = [unwrap([*whole[-1:], line]) if wrapped else line]
    verses: list[list[str]] = []
    for line in whole:
        for at, word in enumerate(DASH_BEFORE_CAPITAL.sub(" ", line).split()):
            bare = word.lstrip(OPENING)
            capital = bare[:1].isupper() and not PRONOUN.match(bare)
            article = bool(verses) and verses[-1][-1].lower() in ARTICLES
            starts = bare[:1].isupper() if keep and at == 0 else capital and not article
            if not verses or starts:
                verses.append([])
            verses[-1].append(word)
    return tuple(" ".join(verse) for verse in verses)


def _divided(lines: Stanza, size: int) -> tuple[Stanza, ...]:
    """Cut lines into stanzas of a size, if they can be; nothing if they cannot."""
    if len(lines) % size or any(not STOP.search(lines[at - 1]) for at in range(size, len(lines), size)):
        return ()
    return tuple(lines[at : at + size] for at in range(0, len(lines), size))
