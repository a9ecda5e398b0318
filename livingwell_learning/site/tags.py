"""Find tags in an author's own HTML that nothing closes, and ends that close nothing: browsers only guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from .html_parts import HtmlParts
from .pictures import in_cell

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
OPTIONAL = {
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody",
    "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
"""Elements that HTML lets end by themselves, where another begins or the one around them ends."""
FOREIGN = {"svg", "math"}
HTML_AGAIN = {"foreignobject"}
UNFINISHED = re.compile(r"<(?:!--|/?[a-zA-Z][^\s<>]*)")


@dataclass(frozen=True)
class Tag:
    """A tag in an author's HTML.

    Parameters
    ----------
    name
        The element's name.
    line
        Its line in the page's source.
    level
        Which part of the page it stands in.
    """

    name: str
    line: int
    level: int = 0


class _Level(HtmlParts):
    """The HTML that stands side by side in one part of a page: what opens in a part must end in the same one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.open: list[Tag] = []
        self.unclosed: list[Tag] = []
        self.stray: list[Tag] = []
        self.unfinished: list[Tag] = []
        self._above = 0

    def read(self, html: str, line: int) -> None:
        """Go on with the HTML that begins on a line of the source."""
        self.reset()
        self._above = line - 1
        self.feed(html)
        if found := UNFINISHED.match(self.rawdata):
            self.unfinished.append(self._tag(found[0]))

    def end(self) -> None:
        """Count what is open still."""
        self._lose(self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(self._tag(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = next((one.name for one in reversed(self.open) if one.name in FOREIGN | HTML_AGAIN), "")
        if tag not in FOREIGN and around not in FOREIGN:
            self.handle_starttag(tag, attrs)  # in HTML itself the / of <div/> closes nothing

    def handle_endtag(self, tag: str) -> None:
        at = next((at for at in reversed(range(len(self.open))) if self.open[at].name == tag), None)
        if at is None:
            self.stray.append(self._tag(tag))
            return
        self._lose(self.open[at + 1 :])
        del self.open[at:]

    def _tag(self, name: str) -> Tag:
        return Tag(name, self._above + self.getpos()[0], self.number)

    def _lose(self, tags: Iterable[Tag]) -> None:
        self.unclosed += [tag for tag in tags if tag.name not in OPTIONAL]


def faults(doctree: nodes.document) -> Iterator[tuple[int, str]]:
    """Give line and words of each tag of a page that has no other end, or no beginning, where it stands."""
    levels: dict[int, _Level] = {}
    for raw in doctree.findall(nodes.raw):
        # What an author wrote knows its line; what a directive or a cell made is not the author's to close.
        if raw.line and "html" in raw.get("format", "").split() and not in_cell(raw):
            level = levels.setdefault(id(raw.parent), _Level(len(levels)))
            level.read(raw.astext(), raw.line + _lines_before(raw))
    for level in levels.values():
        level.end()
    stray = _in_order(tag for level in levels.values() for tag in level.stray)
    for tag in _in_order(tag for level in levels.values() for tag in level.unclosed):
        end = next((other for other in stray if other.name == tag.name and other.line >= tag.line), None)
        if end is not None:
            stray.remove(end)
        yield tag.line, _unclosed(tag, end)
    for tag in stray:
        yield tag.line, _stray(tag.name)
    for tag in _in_order(tag for level in levels.values() for tag in level.unfinished):
        yield (
            tag.line,
            f"nothing ends the {tag.name} that begins here. Add {'-->' if tag.name == '<!--' else '>'} after it",
        )


def _unclosed(tag: Tag, end: Tag | None) -> str:
    if end is None:
        return (
            f"nothing closes the <{tag.name}> that opens here. Add </{tag.name}> where it is to end, or write "
            f"\\<{tag.name}> if readers are to see the sign itself"
        )
    if end.level == tag.level:
        return f"the <{tag.name}> that opens here ends on line {end.line}, after what stands around it. End it before"
    return (
        f"the <{tag.name}> that opens here ends on line {end.line}, in another paragraph, item, box or part of the "
        "page. End it in the one that it opens in, and open another in the next"
    )


def _stray(name: str) -> str:
    if name in VOID:
        return f"</{name}> closes nothing, since <{name}> needs no end. Take it out"
    return f"</{name}> closes nothing: no <{name}> is open here. Take it out, or put <{name}> before what it ends"


def _in_order(tags: Iterable[Tag]) -> list[Tag]:
    return sorted(tags, key=lambda tag: tag.line)


def _lines_before(raw: nodes.raw) -> int:
    """Count the lines that a paragraph has before a part of it, which only knows on which line the whole begins."""
    block = raw.parent
    while isinstance(block.parent, nodes.TextElement):
        block = block.parent
    if not isinstance(block, nodes.TextElement):
        return 0
    count = 0
    for node in block.findall():
        if node is raw:
            break
        written = isinstance(node, nodes.Text) and not _for_print(node.parent)
        count += node.astext().count("\n") if written else 0
    return count


def _for_print(node: nodes.Element) -> bool:
    """Whether this is what a line break is to LaTeX, beside the same for HTML."""
    return isinstance(node, nodes.raw) and "html" not in node.get("format", "").split()


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each."""
    for line, words in faults(doctree):
        LOGGER.warning("%s", words, location=(app.env.docname, line), type="livingwell")


def setup(app: Sphinx) -> None:
    """Connect the check."""
    app.connect("doctree-read", check)
