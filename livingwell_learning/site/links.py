"""Find links inside a built site that lead nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src"}


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, int]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.update(value for name in ("id", "name") if (value := values.get(name)))
        if link := values.get(LINKS.get(tag, "")):
            self.links.append((link, self.getpos()[0]))


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
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    broken = []
    for path, page in pages.items():
        for link, line in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            place = f"{path.relative_to(site.resolve())}, line {line}: {link}"
            if not target.exists():
                broken.append(f"{place}: there is no such file")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids | {"top"}:
                broken.append(f"{place}: that page has no such anchor")
    return broken
