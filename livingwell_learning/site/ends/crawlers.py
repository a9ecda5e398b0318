"""What search engines read before all pages: which there are, when each was edited, and that all may be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...markup import render
from ..navigation import parts_of
from .edited import edited_on
from .settings import address_of, base_of, is_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx

EVERYTHING = "User-agent: *\nAllow: /\n"


def write(app: Sphinx, error: Exception | None) -> None:
    """Write ``robots.txt``, and ``sitemap.xml`` where pages have addresses."""
    if error or app.builder.format != "html" or not is_on(app.config):
        return
    site, base = Path(app.outdir), base_of(app.config)
    more = f"Sitemap: {base}sitemap.xml\n" if base else ""
    (site / "robots.txt").write_text(EVERYTHING + more, encoding="utf-8")
    if not base:
        return
    root = app.config.root_doc
    order = dict.fromkeys([root, *(page for part in parts_of(app.env, root) for page in part.pages)])
    pages = [(address_of(app, page), edited_on(app, page)) for page in order if page in app.env.found_docs]
    (site / "sitemap.xml").write_text(f"{render('site/ends/sitemap.xml', pages=pages)}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("build-finished", write, priority=650)
