"""What pages load only when a reader asks: the words of the two modules, and the library that draws a chart anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ...charts import library
from ...words import only
from .page import FOLDER, VEGA

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PLACE = "_static/taking"


def write(app: Sphinx, error: Exception | None) -> None:
    """Put them beside the modules; the library only where there is a chart."""
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    words = json.dumps(only("take.", "explore.", "figure.link")["words"], ensure_ascii=False, separators=(",", ":"))
    _put(site / PLACE / "words.json", words)
    if next((site / FOLDER).rglob(f"*.{VEGA}"), None) is None:
        return
    for name, text in library().items():
        _put(site / PLACE / "vega" / name, text)


def _put(path: Path, text: str) -> None:
    """Write a file unless it is there as it should be: a preview looks for what changed."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
