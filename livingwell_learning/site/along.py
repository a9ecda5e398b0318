"""Put beside the module of a tool the file that a reader can take along: the same figure, whole, for use offline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..widgets.hosts import still
from ..widgets.registry import registered
from .figures import widgets_on
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ENDING = "htm"
"""Not that of the site's own pages: whoever goes through those does not mean this one."""
LINK = re.compile(r'data-lw-along="([a-z0-9_]+)"')


def notice(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Remember which tools the pages of this build show, and let the links to their files lead there."""
    body = context.get("body") or ""
    shown: set[str] = app.__dict__.setdefault("livingwell_shown", set())
    shown.update(widgets_on(body))
    if "data-lw-along" in body:
        context["body"] = LINK.sub(lambda found: f'href="{context["pathto"](_file(found[1]), 1)}"', body)


def _file(name: str) -> str:
    return f"_static/widgets/{name}/{name}.{ENDING}"


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the file of each tool on the pages that can be taken along."""
    if error or app.builder.format != "html":
        return
    for each in registered().values():
        if each.name not in app.__dict__.get("livingwell_shown", ()):
            continue
        tool = each.load()
        if not getattr(tool, "along", False):
            continue
        target = Path(app.outdir) / _file(each.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with still():
            target.write_text(tool(tables_of(app)).alone(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("html-page-context", notice, priority=950)
    app.connect("build-finished", write)
