"""Tell paragraphs, headings, lists, quotations, footnotes and labels apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .copy import Group, words
from .model import Block

SHORT = 12
SHORT_HEADING = 6
STOPS = ".!?…:;"
CLOSING = "\"'’”)]"  # noqa: RUF001
QUOTED = re.compile(r"[\"“„][^\"“”„]*[\"”]\s*[.,]?(?:[¹²³⁰-⁹]+)?$")
HERE = "here"
"""The word of a link that leads on."""
MARKED_NOTE = re.compile(r"[¹²³⁰-⁹]|\[\d+\]\s")
NOTE_WITH_LINK = re.compile(r"(?:\d+\s+)?(?:see|source|sources|note|cf)\b.*(?:https?://|www\.)", re.IGNORECASE)


def prose_blocks(groups: Sequence[Group]) -> list[Block]:
    """Say of each group what it is.

    Parameters
    ----------
    groups
        The groups of one section without its heading.

    Returns
    -------
    list[Block]
        The blocks, in the order of the copy. Lists that follow each other become one.
    """
    joined = continued(groups)
    blocks: list[Block] = []
    at = 0
    while at < len(joined):
        group = joined[at]
        following = joined[at + 1] if at + 1 < len(joined) else None
        if group.items and blocks and blocks[-1].kind == "list":
            last = blocks.pop()
            blocks.append(Block("list", items=last.items + group.items, lines=last.lines + group.numbers))
        elif speaker := _speaker(group, following):
            blocks.append(Block("quotation", group.text, (), speaker.text, group.numbers + speaker.numbers))
            at += 1
        else:
            blocks.append(_block(group, following, blocks[-1] if blocks else None))
        at += 1
    return blocks


def continued(groups: Sequence[Group]) -> list[Group]:
    """Put a paragraph together again that a page break or a footnote parted: its rest starts in lower case."""
    joined: list[Group] = []
    for group in groups:
        at = len(joined) - 1
        rest = at >= 0 and not group.items and group.text[0].islower()
        while rest and at > 0 and is_note(joined[at].text):
            at -= 1
        if rest and _unfinished(joined[at]):
            joined[at] = joined[at].with_rest(group)
        else:
            joined.append(group)
    return joined


def is_capitals(text: str) -> bool:
    """Say whether a text is printed in capitals.

    Examples
    --------
    >>> is_capitals("PART #1"), is_capitals("Part 1"), is_capitals("2023")
    (True, False, False)
    """
    return text.isupper()


def is_note(text: str) -> bool:
    """Say whether a paragraph is a footnote: by its mark, or by how it sends the reader to a link."""
    return bool(MARKED_NOTE.match(text) or NOTE_WITH_LINK.match(text))


def _unfinished(group: Group) -> bool:
    text = group.items[-1] if group.items else group.text
    return not (_stops(text) or is_capitals(text) or is_note(text) or _links(text))


def _stops(text: str) -> bool:
    return text.rstrip(CLOSING).endswith(tuple(STOPS))


def _links(text: str) -> bool:
    return text == HERE or text.endswith(f" {HERE}")


def _speaker(group: Group, following: Group | None) -> Group | None:
    """Return the group that names who says a quotation, if it is one and is followed by a name."""
    if following is None or group.items or following.items or not QUOTED.match(group.text):
        return None
    name = following.text
    short = len(words(name)) <= SHORT and not _stops(name) and not _links(name)
    return following if short and not QUOTED.match(name) else None


def _block(group: Group, following: Group | None, before: Block | None) -> Block:
    if group.items:
        return Block("list", items=group.items, lines=group.numbers)
    return Block(_kind(group, following, before), group.text, lines=group.numbers)


def _kind(group: Group, following: Group | None, before: Block | None) -> str:
    text = group.text
    count = len(words(text))
    if is_note(text):
        return "note"
    if QUOTED.match(text) and count > SHORT:
        return "quotation"
    if is_capitals(text):
        beside_label = before is not None and before.kind == "label" and is_capitals(before.text)
        heads = following is not None and _body(following) and not beside_label
        return "heading" if heads or count > SHORT_HEADING else "label"
    if following is not None and _title(text) and not (is_capitals(following.text) or _title(following.text)):
        return "heading"
    if _links(text) or (count <= SHORT and not _stops(text)):
        return "label"
    return "paragraph"


def _body(group: Group) -> bool:
    text = group.text
    return bool(group.items) or (not is_capitals(text) and (_stops(text) or len(words(text)) > SHORT))


def _title(text: str) -> bool:
    """Say whether a line reads as a title: few words, the longer ones with a capital, no full stop."""
    title = text.removesuffix(":")
    long = [word for word in title.split() if len(word) > 3]
    return bool(long) and len(words(title)) <= SHORT and not _stops(title) and all(w[0].isupper() for w in long)
