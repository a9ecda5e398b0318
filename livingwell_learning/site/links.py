"""Find links inside a built site that lead nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {
    "a": ("href",), "area": ("href",), "link": ("href",), "script": ("src",), "img": ("src", "srcset"),
    "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",),
    "iframe": ("src",), "object": ("data",), "input": ("src",), "form": ("action",), "image": ("href",),
    "use": ("href",),
}  # fmt: skip
ALONE = "embed"


@dataclass(frozen=True)
class BrokenLink:
    """A link of a built page that leads nowhere.

    Parameters
    ----------
    page
        The page's file in the site.
    line
        The line of the built page.
    link
        The address as it stands there.
    rule, remedy
        What is wrong with it, and what to do.
    """

    page: str
    line: int
    link: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.page}, line {self.line}: {self.link}: {self.rule}"


# What a page shows as text of its own is no tag: comments, and what stands in scripts and styles. Quotes are minded.
TAG = re.compile(
    r"<!--.*?-->|<(script|style|textarea|title)\b(?P<held>(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>.*?</\1\s*>"
    r"|<(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


class _Page:
    """The anchors and the links of a page; read by patterns, since a parser of HTML takes five times as long."""

    def __init__(self, text: str) -> None:
        self.ids: set[str] = set()
        self.links: list[tuple[str, int]] = []
        line, reached = 1, 0
        for match in TAG.finditer(text):
            tag = (match["tag"] or match[1] or "").lower()
            held = match["attributes"] or match["held"]
            if not held or not _may_matter(held.lower()):
                continue
            values: dict[str, str] = {}
            for name, *parts in ATTRIBUTE.findall(held):
                values.setdefault(name.lower(), unescape(next(filter(None, parts), "")))
            self.ids.update(value for name in ("id", "name") if (value := values.get(name)))
            for name in ADDRESSES.get(tag, ()):
                if value := values.get(name):
                    line += text.count("\n", reached, match.start())
                    reached = match.start()
                    found = [p.split()[0] for p in value.split(",") if p.split()] if name == "srcset" else [value]
                    self.links += [(link, line) for link in found]


def _may_matter(held: str) -> bool:
    """Whether the attributes of a tag may hold an anchor or an address; most are a class alone."""
    return "id" in held or "href" in held or "src" in held or "name" in held or "data" in held or "poster" in held


class Checker:
    """Checks the links of a site, again and again; a page that did not change is not read twice."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[int, _Page]] = {}

    def faults(self, site: Path) -> Iterator[BrokenLink]:
        """Give each internal link or anchor of a built site that has no target, in the order of the pages.

        Parameters
        ----------
        site
            Folder of HTML files. Links to other hosts are not looked at.

        Yields
        ------
        BrokenLink
            Page, link and what is wrong.
        """
        site = site.resolve()
        there = {str(path) for path in site.rglob("*")} | {str(site)}
        pages = {path: self._page(path) for path in sorted(there) if path.endswith(".html")}
        # A figure that stands alone, too, has the links of the page that it is from.
        alone = str(site / ALONE) + os.sep
        for path, page in pages.items():
            if path.startswith(alone):
                continue
            known: dict[str, tuple[str, str] | None] = {}  # most links of a page stand on it more than once
            for link, line in page.links:
                if link not in known:
                    known[link] = _why(link, path, str(site), pages, there)
                if why := known[link]:
                    yield BrokenLink(Path(path).relative_to(site).as_posix(), line, link, *why)

    def _page(self, path: str) -> _Page:
        stamp = Path(path).stat().st_mtime_ns
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = stamp, _Page(Path(path).read_text(encoding="utf-8"))
        return self._read[path][1]


def broken_links(site: Path) -> list[str]:
    """Return one line for each internal link or anchor in a built site that has no target.

    Parameters
    ----------
    site
        Folder of HTML files. Links to other hosts are not looked at.

    Returns
    -------
    list of str
        ``page, line: link: what is missing``, in the order of the pages.
    """
    return [str(fault) for fault in Checker().faults(site)]


def _why(link: str, path: str, site: str, pages: dict[str, _Page], there: set[str]) -> tuple[str, str] | None:
    try:
        parts = urlsplit(link)
    except ValueError as error:
        return f"is no address: {error}", "Correct it."
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        return "starts at the root of a host, and this book may stand below one", "Write it from the page's folder."
    # Names alone are compared: asking the disk for each link of a site took longer than writing it.
    target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) if parts.path else path  # noqa: PTH118, PTH120
    if target != site and not target.startswith(site + os.sep):
        return "leads out of the site", "Link to a page or file of the book."
    if f"{target}{os.sep}index.html" in there:
        target = f"{target}{os.sep}index.html"
    if target not in there:
        return "there is no such file", "Correct the link, or add the file to the book."
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids | {"top"}:
        return "that page has no such anchor", "Correct what stands after the #."
    return None
