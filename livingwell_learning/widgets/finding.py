"""Find words as the kit does in a browser, for figures that are filtered where no script runs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Return a text without accents, capitals and curly apostrophes.

    Examples
    --------
    >>> fold("Été, O\u2019Hara")
    "ete, o'hara"
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.category(c).startswith("M"))
    return plain.replace("\u2018", "'").replace("\u2019", "'").lower()


def holds(texts: Iterable[str], query: str) -> bool:
    """Return whether every word of a query stands somewhere in the texts.

    Examples
    --------
    >>> holds(["Meet at the café"], "CAFE meet"), holds(["Meet"], "café")
    (True, False)
    """
    words = fold(query).split()
    text = fold(" ".join(texts)) if words else ""
    return all(word in text for word in words)
