"""Count the words of each page and section, so that a page can say how long it takes to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORDS_A_MINUTE = 220
"""How fast adults read plain English silently, on the slow side: 238 a minute is the mean that Brysbaert found
(Journal of Memory and Language 109, 2019)."""
KEY, NAMES = "livingwell_words", "livingwell_headings"
UNREAD = (nodes.raw, nodes.literal_block, nodes.comment, nodes.system_message, nodes.pending)


def count(node: nodes.Node) -> int:
    """Return the number of words that a reader meets in a part of a page; code and raw markup are left out."""
    if isinstance(node, UNREAD):
        return 0
    if isinstance(node, nodes.Text):
        return len(node.astext().split())
    return sum(count(child) for child in node.children)


def minutes(words: int) -> int:
    """Return the minutes that it takes to read some words, at least one.

    Examples
    --------
    >>> minutes(40), minutes(640), minutes(2200)
    (1, 3, 10)
    """
    return max(1, round(words / WORDS_A_MINUTE))


def words_of(env: BuildEnvironment, target: str) -> int | None:
    """Return the words of a page, or of a section written as ``page#section``; nothing where there is none such."""
    page, _, section = target.partition("#")
    found: dict[str, int] = env.metadata.get(page, {}).get(KEY, {})
    return found.get(section)


def name_of(env: BuildEnvironment, target: str) -> str:
    """Return the heading of a section written as ``page#section``, or nothing for a whole page."""
    page, _, section = target.partition("#")
    found: dict[str, str] = env.metadata.get(page, {}).get(NAMES, {})
    return found.get(section, "")


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the counts of a page and of each of its sections."""
    sections = {name: count(part) for part in doctree.findall(nodes.section) for name in part["ids"]}
    titles = {name: part[0].astext() for part in doctree.findall(nodes.section) for name in part["ids"]}
    app.env.metadata[app.env.docname].update({KEY: {"": count(doctree), **sections}, NAMES: titles})


def setup(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("doctree-read", note, priority=900)
