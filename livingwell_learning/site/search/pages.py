"""Read a finished page: its sections as plain text, without anything that is there to be pressed."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "bdi", "button", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub",
          "sup", "time", "u", "wbr"}  # fmt: skip
TOOLS = {"form", "input", "nav", "noscript", "script", "select", "style", "svg", "template", "textarea", "thead"}
QUIET = {"headerlink", "lw-cite", "lw-named-source", "lw-printed",
         "lw-page-sources", "lw-sections", "lw-terms", "lw-original",
         "lw-cell-label", "lw-dictionary", "lw-downloads", "lw-figure-source",
         "lw-take", "lw-hidden", "lw-poem-whose",
         "lw-a-to-z", "lw-every-source", "lw-kicker", "cell_input", "citation"}  # fmt: skip
"""Classes of this site's own parts that are no text of the page."""
TERM = "lw-term"
SPACE = re.compile(r" ([.,;:?!)])")
"""A space that a mark left behind which was taken out."""
UNREAD = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.DOTALL)
HELD = r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
TAG = re.compile(
    rf"<(?:(?P<tag>[a-zA-Z][^\s/>]*)(?P<held>{HELD})>"
    r"|/(?P<end>[a-zA-Z][^\s/>]*)[^>]*>|[!?][^>]*>)"
)
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
ANCHOR = re.compile(r'<[a-z][^<>]*?\sid="([^"]+)"')
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass
class Section:
    """The text under one heading of a page, that of the sections inside it left out."""

    anchor: str
    title: str = ""
    text: str = ""


@dataclass
class Page:
    """What a search may find on a page: its sections, and every anchor that a link can lead to."""

    sections: list[Section] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.sections[0].title if self.sections else ""


@dataclass
class _Open:
    tag: str
    quiet: bool
    section: bool = False
    article: bool = False


class _Reader:
    """The sections of a page; read by patterns, since a parser of HTML takes several times as long."""

    def __init__(self, text: str, elsewhere: Set[str]) -> None:
        self.page = Page()
        self.elsewhere = elsewhere
        self.open: list[_Open] = []
        self.within: list[Section] = []
        self.pieces: dict[int, list[str]] = {}
        self.quiet = self.articles = self.heading = 0
        self.named: set[int] = set()
        self.next_quiet = False
        self._read(text)
        for section in self.page.sections:
            pieces = "".join(self.pieces[id(section)])
            section.title, section.text = " ".join(section.title.split()), SPACE.sub(r"\1", " ".join(pieces.split()))

    def _read(self, text: str) -> None:
        reached = 0
        while found := TAG.search(text, reached):
            if found.start() > reached:
                self._write(unescape(text[reached : found.start()]))
            reached = found.end()
            if found["tag"]:
                tag, held = found["tag"].lower(), found["held"]
                values = {
                    name.lower(): unescape(double or single or bare)
                    for name, double, single, bare in (ATTRIBUTE.findall(held) if held else ())
                }
                heard = not self.quiet
                self._begin(tag, values)
                if held.endswith("/"):
                    self._end(tag)
                elif heard and self.quiet:
                    reached = _end_of(tag, text, reached)
            elif found["end"]:
                self._end(found["end"].lower())
        self._write(unescape(text[reached:]))

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        anchor = values.get("id")
        if tag not in INLINE:
            self._write(" ")
        if tag in VOID:
            return
        opened = _Open(tag, self._is_quiet(tag, values), article=tag == "article")
        if tag == "section" and self.articles and not self.quiet and not opened.quiet and anchor:
            opened.section = True
            section = Section(anchor)
            self.page.sections.append(section)
            self.pieces[id(section)] = []
            self.within.append(section)
        self.open.append(opened)
        self.quiet += opened.quiet
        self.articles += opened.article
        self.heading += tag in HEADINGS

    def _is_quiet(self, tag: str, values: dict[str, str]) -> bool:
        classes = set(values.get("class", "").split())
        if tag == "dd" and self.next_quiet:
            return True
        if tag in ("dt", "li", "p", "div"):
            self.next_quiet = tag == "dt" and values.get("id") in self.elsewhere
        return (
            tag in TOOLS
            or bool(classes & QUIET)
            or (tag == "button" and TERM not in classes)
            or (tag == "summary" and not any(name.startswith("sd-") for name in classes))
            or (tag == "a" and "download" in values)
            or "hidden" in values
            or values.get("aria-hidden") == "true"
            or "data-lw-widget" in values
            or values.get("id") in self.elsewhere
        )

    def _end(self, tag: str) -> None:
        if not (self.open and self.open[-1].tag == tag) and all(item.tag != tag for item in self.open):
            return
        while self.open:
            item = self.open.pop()
            self.quiet -= item.quiet
            self.articles -= item.article
            self.heading -= item.tag in HEADINGS
            if item.tag in HEADINGS and self.within and not self.quiet and self.within[-1].title.strip():
                self.named.add(id(self.within[-1]))
            if item.section:
                self.within.pop()
            if item.tag == tag:
                break
        if tag not in INLINE:
            self._write(" ")

    def _write(self, text: str) -> None:
        if not self.within or self.quiet or not self.articles:
            return
        section = self.within[-1]
        if self.heading and id(section) not in self.named:
            section.title += text
        elif text.strip() or self.pieces[id(section)]:
            self.pieces[id(section)].append(text)


def _end_of(tag: str, text: str, start: int) -> int:
    """Return where an element ends that nobody hears: what stands in it need not be taken apart."""
    depth = 1
    for found in _same(tag).finditer(text, start):
        if found["held"] is None:
            depth -= 1
        elif not found["held"].endswith("/"):
            depth += 1
        if not depth:
            return found.start()
    return start


@lru_cache(maxsize=128)
def _same(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:{re.escape(tag)}(?=[\s/>])(?P<held>{HELD})>|/{re.escape(tag)}\s*>)", re.IGNORECASE)


def read_page(html: str, elsewhere: Set[str] = frozenset()) -> Page:
    """Return the sections of a finished page.

    Parameters
    ----------
    html
        The whole page. Only what stands in its ``article`` counts, and there only sections that have an anchor.
    elsewhere
        Anchors of what is found by itself, such as the row of a table; its text is left out here.

    Examples
    --------
    >>> page = read_page('<article><section id="a"><h1>On<a class="headerlink" href="#a">#</a></h1><p>One</p>'
    ...                  '<button>Press</button><section id="b"><h2>Two</h2><p>Three</p></section></section></article>')
    >>> [(section.anchor, section.title, section.text) for section in page.sections]
    [('a', 'On', 'One'), ('b', 'Two', 'Three')]
    """
    article = html[html.find("<article") : html.rfind("</article>")]
    page = _Reader(UNREAD.sub(" ", article), elsewhere).page
    page.anchors.update(unescape(anchor) for anchor in ANCHOR.findall(html))
    return page
