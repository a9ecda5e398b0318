"""Name what a page would load from another host, or run from its own text; readers' browsers refuse both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from .html_parts import HtmlParts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
LOADED = {
    "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "embed": ("src",), "iframe": ("src",), "frame": ("src",), "object": ("data",),
    "script": ("src",), "input": ("src",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"), "link": ("href",), "body": ("background",), "form": ("action",),
}  # fmt: skip
FRAMES = ("iframe", "frame", "object", "embed")
HINTS = {"canonical", "alternate", "license", "author", "next", "prev"}
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript)\s*:", re.IGNORECASE)
IN_STYLE = re.compile(
    r"""(?:url\(\s*|@import\s+(?:url\(\s*)?)["']?((?:[a-z][a-z0-9+.-]*:)?//[^"')\s;]+)""", re.IGNORECASE
)
PROGRAMS = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")


PLAIN = re.compile(
    r'<script type="application/json"(?: [a-z-]+(?:="[^"<>]*")?)*>[^<]*</script>'
    r'|<a(?: [a-z-]+="(?:[^"<>&:]|&amp;|https?:)*")+>'
    r'|xmlns(?::[a-z]+)?="http://www\.w3\.org/[^"<>&]*"'
)
"""Data, links that a reader may follow, and names of vocabularies, as this library and Sphinx write them."""
SUSPECT = re.compile(
    r"""[/\\]{2}|script\s*:|<script|<style|[\s"'/](?:style|on[a-z]+)\s*=|srcdoc"""
    r"""|&(?!(?:amp|lt|gt|quot|nbsp|[#]3[49]|[#]8[0-9]{3});)""",
    re.IGNORECASE,
)
"""What may be an address of another host, a script or a style, in whatever way it is written."""


@dataclass(frozen=True)
class Outside:
    """Something on a page that no reader's browser will load or run.

    Parameters
    ----------
    what
        The address, or the start of the script, as it stands on the page.
    rule, remedy
        What is wrong with it, and what to do.
    """

    what: str
    rule: str
    remedy: str


class _Page(HtmlParts):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Outside] = []
        self._inside: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside = None
        if tag == "script" and not values.get("src") and values.get("type", "").lower() in PROGRAMS:
            self._inside = "script"
        elif tag == "style":
            self._inside = "style"
        if not (tag == "link" and HINTS & set(values.get("rel", "").lower().split())):
            for name in LOADED.get(tag, ()):
                self._address(tag, name, values.get(name, ""))
        self._styles(values.get("style", ""))
        for name, value in values.items():
            if name.startswith("on"):
                self._runs(f'{name}="{value}"')
            elif name in ("href", "xlink:href", "src", "action", "formaction", "data") and RUNS.match(value):
                self._runs(value)
        if tag == "iframe" and values.get("srcdoc"):
            rule = "is a page inside this page"
            self.found.append(Outside("srcdoc", rule, "Put its content on the page itself, or on one of its own."))

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and data.strip():
            self._runs(data)
        elif self._inside == "style":
            self._styles(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def _address(self, tag: str, name: str, value: str) -> None:
        parts = [part.split()[0] for part in value.split(",") if part.split()] if name == "srcset" else [value]
        for address in parts:
            if not ELSEWHERE.match(address):
                continue
            if tag == "form":
                rule, remedy = "would send what a reader writes to another host", "Link to that page instead."
            elif tag in FRAMES:
                rule, remedy = "would be shown in a frame from another host", "Link to it instead."
            else:
                rule, remedy = "would be loaded from another host", "Save the file in the book and name its path here."
            self.found.append(Outside(address, rule, remedy))

    def _styles(self, css: str) -> None:
        for match in IN_STYLE.finditer(css):
            rule, remedy = "would be loaded from another host", "Save the file in the book and name its path here."
            self.found.append(Outside(match[1], rule, remedy))

    def _runs(self, script: str) -> None:
        start = " ".join(script.split())
        start = start if len(start) <= 60 else f"{start[:59]}…"
        rule = "is a script in the text of a page, and the page's policy lets none run"
        self.found.append(Outside(start, rule, "Take it out, or make a widget of it (see README.md)."))


def outside(html: str) -> list[Outside]:
    """Return what a page would load from another host or run from its own text, in order and each once.

    Parameters
    ----------
    html
        The page, or a part of it. Links that a reader follows are not looked at, unless they are scripts.

    Examples
    --------
    >>> [found.what for found in outside('<img src="https://example.org/a.png"><a href="https://example.org/">b</a>')]
    ['https://example.org/a.png']
    """
    return list(dict.fromkeys(_Page(html).found)) if may_reach(html) else []


def may_reach(html: str) -> bool:
    """Return whether a page holds anything that is worth a parser's time: most pages hold plain links and words alone.

    Examples
    --------
    >>> may_reach('<p>On <a href="https://example.org/">others</a></p>'), may_reach('<a href="java&#115;cript:go()">')
    (False, True)
    """
    return bool(SUSPECT.search(PLAIN.sub("", html)))


def _lines(source: Path, what: str) -> Iterator[int]:
    """Give the lines of a page's source on which something stands."""
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    needle = what.rstrip("…")
    yield from (number for number, line in enumerate(text.splitlines(), start=1) if needle and needle in line)


def report(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Warn of each, with the page and, where its source holds it, the line."""
    named = app.env.metadata.get(pagename, {}).get("livingwell_outside", ())
    for found in outside(str(context.get("body") or "")):
        if found.what in named:
            continue  # at the cell that shows it
        known = pagename in app.env.found_docs
        line = next(_lines(Path(app.env.doc2path(pagename)), found.what), None) if known else None
        LOGGER.warning("%r %s. %s", found.what, found.rule, found.remedy, location=(pagename, line), type="livingwell")


def setup(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("html-page-context", report, priority=950)
