"""A page for addresses that lead nowhere: it keeps help and search, at any depth and below any folder of a host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..markup import render
from ..words import t
from .policy import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PAGE = "404"
FINDER = Path(__file__).parent / "find_root.js"


def root_of(address: str) -> str:
    """Return the folder of its host in which a site stands, from the address that its configuration gives.

    Examples
    --------
    >>> root_of("https://example.org/learning/book"), root_of("https://example.org"), root_of("")
    ('/learning/book/', '/', '/')
    """
    return f"/{urlsplit(address).path.strip('/')}/".replace("//", "/")


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give the page to Sphinx."""
    yield PAGE, {"title": t("missing.title"), "body": ""}, "page.html"


def fill(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Let every link of the page start from the root of the site, wherever the host shows it.

    With ``html_baseurl`` the root is known and the page needs no script. Without it links start from the root of the
    host, and a script of a few lines, let through by its digest, looks whether the site stands in a folder below.
    """
    if pagename != PAGE:
        return
    known = str(app.config.html_baseurl or "")
    script = FINDER.read_text(encoding="utf-8")
    start = Markup('<base href="{}">\n<meta name="robots" content="noindex">').format(root_of(known))
    more = {"base-uri": ["'self'"]}
    if not known:
        start += Markup("\n<script>{}</script>").format(Markup(script))
        more["script-src"] = [digest(script)]
    context.update(
        body=str(
            render(
                "site/not_found.html",
                search=context["pathto"]("search"),
                start=context["pathto"](app.config.root_doc),
                has_help=bool(context.get("lw_help")),
            )
        ),
        lw_start=start,
        lw_policy=more,
        lw_description=str(escape(t("missing.words"))),
        pageurl=None,
    )


def setup(app: Sphinx) -> None:
    """Connect the events; the page is filled in before its policy is made."""
    app.connect("html-collect-pages", page)
    app.connect("html-page-context", fill, priority=800)
