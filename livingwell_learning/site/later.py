"""Keep a page light: what a figure says may wait is put on pages of its own, which the figure's module asks for.

A figure marks what may wait with comments: ``<!--later name row|Heading-->…<!--/later-->`` goes without a trace, and
``<!--list name row|Heading|Words-->…<!--/list-->`` leaves a link with its words. All that has one name stands on one
page of the site, in the order of the figure, each part under its heading in an element with ``data-lw-row``; parts that
follow each other under one heading are one, and an entry of a list says as ``data-lw-before`` the id of the entry
before which it stood among those that stay. A link of the figure with ``data-lw-later="name"`` leads there, and so does
``<!--way name row|Title|Words| id id-->``, which leaves a link to a row, and a place for each id that went. Elsewhere,
as in a notebook, all stays where it is.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup

from ..markup import render
from ..words import t
from .figures import widgets_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

KEPT = "livingwell_later"
PART = re.compile(r"\n?<!--later ([\w-]+) ([\w-]+)\|(.*?)-->(.*?)<!--/later-->", re.DOTALL)
LIST = re.compile(r"<!--list ([\w-]+) ([\w-]+)\|(.*?)\|(.*?)-->(.*?)<!--/list-->", re.DOTALL)
WAY = re.compile(r"<!--way ([\w-]+) ([\w-]+)\|(.*?)\|(.*?)\|(.*?)-->")
WIDGET = re.compile(r'(<div class="lw-widget"[^>]*)>')
ENTRY = re.compile(r'<li id="([^"]+)"')
BARE = re.compile(r'<ol role="list">\s*</ol>')
HERE = re.compile(r'href="#([^"]+)"')
LINK = re.compile(r'<a data-lw-later="([\w-]+)" href="[^"]*">(.*?)</a>')

Part = tuple[str, str, str]
"""Row, heading and markup of one thing that waits."""


def address(page: str, name: str) -> str:
    """Return the name of the page that holds what waits.

    Examples
    --------
    >>> address("gardens/compare", "meadow")
    'gardens/compare-meadow'
    """
    return f"{page}-{name}"


def taken_out(text: str, page: str) -> tuple[str, dict[str, list[Part]]]:
    """Return a figure without what may wait, and for each name its parts.

    Examples
    --------
    >>> taken_out("<p>A</p><!--later b c|C--><p>B</p><!--/later-->", "page")
    ('<p>A</p>', {'b': [('c', 'C', '<p>B</p>')]})
    """
    waiting: dict[str, list[Part]] = {}
    file = page.rpartition("/")[2]

    def part(found: re.Match[str]) -> str:
        name, row, heading, body = found.groups()
        parts = waiting.setdefault(name, [])
        body = LIST.sub(r"\5", body).strip()
        if body.startswith("<li "):
            rest = PART.sub("", text[found.end() : text.find("</ol>", found.end())])
            stays = ENTRY.search(rest)
            body = f'<li data-lw-before="{stays[1] if stays else ""}" {body[4:]}'
        if heading and parts and parts[-1][:2] == (row, heading):
            body = f"{parts.pop()[2]}\n{body}"
        parts.append((row, heading, body))
        return ""

    def listed(found: re.Match[str]) -> str:
        name, row, heading, words, body = found.groups()
        waiting.setdefault(name, []).append((row, heading, body.strip()))
        return f'<a data-lw-later="{name}" href="">{words}</a>'

    def way(found: re.Match[str]) -> str:
        name, row, _, words, ids = found.groups()
        if name not in waiting:
            return ""
        places = "".join(f'<i id="{place}"></i>' for place in ids.split())
        return f'<p class="lw-way">{places}<a data-lw-later="{name}" href="{file}-{name}.html#{row}">{words}</a></p>'

    if WAY.search(text):
        text = WIDGET.sub(r"\1 data-lw-patient>", text, 1)
    left = LIST.sub(listed, PART.sub(part, text))
    left = LINK.sub(rf'<a data-lw-later="\1" href="{file}-\1.html">\2</a>', left)
    return WAY.sub(way, BARE.sub("", left)), {name: _led_back(parts, file) for name, parts in waiting.items()}


def _led_back(parts: list[Part], file: str) -> list[Part]:
    """Let links to what stayed lead to the page where it is."""
    here = set(re.findall(r'\bid="([^"]+)"', "".join(body for _, _, body in parts)))

    def led(found: re.Match[str]) -> str:
        return found[0] if found[1] in here else f'href="{file}.html#{found[1]}"'

    return [(row, heading, HERE.sub(led, body)) for row, heading, body in parts]


def take_out(app: Sphinx, doctree: nodes.document) -> None:
    """Take out of the figures of a page what may wait, and keep it for pages of its own."""
    if app.builder.name != "html":
        return
    page = app.env.docname
    for raw in doctree.findall(nodes.raw):
        text = raw.astext()
        if "<!--later " not in text and "<!--list " not in text:
            continue
        names = {name: unescape(title) for name, _, title, _, _ in WAY.findall(text)}
        text, waiting = taken_out(text, page)
        raw.children = [nodes.Text(text)]
        raw.rawsource = text
        names = {**{name: unescape(words) for name, words in reversed(LINK.findall(text))}, **names}
        kept = app.env.metadata[page].setdefault(KEPT, {})
        widget = next(iter(widgets_on(text)), "")
        for name, parts in waiting.items():
            alike = any(
                body.startswith("<li") or (not heading and body.startswith("<details")) for _, heading, body in parts
            )
            kept[name] = (names.get(name, name), parts, widget if alike else "")


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give a page for each name of what waits, which a reader without scripts can read as it is."""
    for page, told in sorted(app.env.metadata.items()):
        for name, (words, parts, widget) in told.get(KEPT, {}).items():
            title = t("later.part" if widget else "later.title", name=words, page=app.env.titles[page].astext())
            back = f"{page.rpartition('/')[2]}.html"
            body = render(
                "site/later.html",
                title=title,
                back=back,
                page=app.env.titles[page].astext(),
                parts=parts,
                widget=widget,
            )
            start = Markup('<meta name="robots" content="noindex">')
            yield address(page, name), {"title": title, "body": str(body), "lw_start": start}, "page.html"


def setup(app: Sphinx) -> None:
    """Connect the events; figures have settled on their page by then."""
    app.connect("doctree-read", take_out, priority=600)
    app.connect("html-collect-pages", pages)
