"""What a page needs to draw a chart anew for a reader who explores it: the library, and the chart in its language."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

from .converting import converted

VEGA = Path(__file__).parent / "vega"
LIBRARY, INTERPRETER, LICENCE = "vega.min.js", "vega-interpreter.js", "LICENSE.txt"
NEEDS = "from 'vega-util';"
"""How the interpreter's import ends: a page finds that module inside the library."""


def explored(laid: dict[str, Any], version: str) -> dict[str, Any]:
    """Return a chart that is laid out, as its drawing is, in the language of Vega; ``version`` is that of Vega-Lite."""
    return dict(converted("vega", laid, version))


@lru_cache
def library() -> dict[str, str]:
    """Return the files of the library by name, so written that a page loads them from one folder."""
    texts = {name: (VEGA / name).read_text(encoding="utf-8") for name in (LIBRARY, INTERPRETER, LICENCE)}
    start, end = texts[INTERPRETER].split(NEEDS, 1)
    names = start.removeprefix("import ").strip()
    kept = "\n".join(line for line in end.splitlines() if not line.startswith("//# sourceMappingURL"))
    return {**texts, INTERPRETER: f"const {names} = globalThis.vega;{kept}\n"}


@lru_cache
def weight() -> int:
    """Return how many bytes a reader loads of the library, compressed as servers do.

    Examples
    --------
    >>> 150_000 < weight() < 200_000
    True
    """
    return sum(len(gzip.compress(library()[name].encode(), 6)) for name in (LIBRARY, INTERPRETER))
