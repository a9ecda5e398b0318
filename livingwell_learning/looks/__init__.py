"""Colours, sizes and distances that everything visible shares, and the style of a figure on somebody else's page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
TOKENS, WAITING, GUEST = (HERE / f"{name}.css" for name in ("tokens", "waiting", "guest"))

_shown: Counter[str] = Counter()


def style(*more: Path, guest: bool = True) -> str:
    """Return tokens and other style sheets as one, for a page that is not the book's own.

    Parameters
    ----------
    *more
        The other style sheets.
    guest
        Whether the figure gets a ground of its own; not needed where the page is the figure's alone.
    """
    paths = (TOKENS, GUEST, *more) if guest else (TOKENS, *more)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def copy_key(name: str) -> str:
    """Return what the ids of a figure end in: nothing for the first of its name that a notebook shows, then ``-2``.

    Examples
    --------
    >>> copy_key("made-up-example"), copy_key("made-up-example")
    ('', '-2')
    """
    _shown[name] += 1
    return f"-{_shown[name]}" if _shown[name] > 1 else ""
