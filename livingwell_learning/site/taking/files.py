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
    (site / PLACE).mkdir(parents=True, exist_ok=True)
    (site / PLACE / "words.json").write_text(words, encoding="utf-8")
    if next((site / FOLDER).rglob(f"*.{VEGA}"), None) is None:
        return
    (site / PLACE / "vega").mkdir(exist_ok=True)
    for name, text in library().items():
        (site / PLACE / "vega" / name).write_text(text, encoding="utf-8")
