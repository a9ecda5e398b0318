"""Charts on a page of the book: their style where they are, and what readers take along as files beside the page."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIGURE = '<figure class="lw-figure"'
FOLDER = "_figures"
TAKEN = re.compile(r'<a download="([\w.-]+)" href="data:[\w/+;=.-]+;base64,([A-Za-z0-9+/=]+)"')
MANAGED = ' tabindex="0" role="group" aria-label="'
"""A table that scrolls can be focused where no script says whether it does; on a page of the book one says so."""


def write_files(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Write what each figure of a page offers, and link it: in the page itself it would be loaded by everybody."""
    body = str(context.get("body") or "")
    if FIGURE not in body:
        return
    here = dirname(app.builder.get_target_uri(pagename)) or "."

    def linked(found: re.Match[str]) -> str:
        place = f"{FOLDER}/{pagename}/{found[1]}"
        path = Path(app.outdir) / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(found[2]))
        return f'<a download="{found[1]}" href="{relpath(place, here)}"'

    context["body"] = TAKEN.sub(linked, body).replace(MANAGED, ' data-lw-name="')


def setup(app: Sphinx) -> None:
    """Connect the event, before the policy looks at the page."""
    app.connect("html-page-context", write_files, priority=650)
