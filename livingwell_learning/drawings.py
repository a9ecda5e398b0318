"""Drawings in SVG that take their colours from the tokens of a page: read, checked, and made ready to stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "drawings.css"
ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
ID = re.compile(r'\bid="([^"]+)"')
# A strict policy would refuse these, or they would not follow light and dark.
FORBIDDEN = re.compile(r"<style\b|<script\b|\sstyle=|\son\w+=|\b(?:fill|stroke)=\"(?!none|currentColor)")


class DrawingError(ValueError):
    """A drawing cannot be used; the message says why and what to do."""


def drawing(path: Path, *, words: str = "", prefix: str = "d") -> Markup:
    """Return a drawing as SVG for a page.

    Parameters
    ----------
    path
        The file. Its parts are coloured by classes, and its first tag has a ``viewBox``.
    words
        What the drawing shows, for who cannot see it. Without words it is decoration, and is not read out.
    prefix
        Goes before each id in the drawing, so that two drawings on a page do not meet.

    Raises
    ------
    DrawingError
        When there is no such file, or it sets a style or a colour of its own.
    """
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.svg"))) or "none"
        raise DrawingError(f"there is no drawing {path.stem!r} in {path.parent.name}/; there are {known}")
    text = path.read_text(encoding="utf-8").strip()
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise DrawingError(
            f"{path.name}, line {line}: {found.group().strip()!r} sets a style or a colour in the drawing itself. "
            f"Give the part a class, and the class a colour in {SHEET}"
        )
    opening = ROOT.search(text)
    box = re.search(r'viewBox="[^"]+"', opening.group()) if opening else None
    if opening is None or box is None:
        raise DrawingError(f"{path.name}: the first tag is no <svg> with a viewBox")
    for name in ID.findall(text):
        for form in (f'id="{name}"', f"url(#{name})", f'href="#{name}"'):
            text = text.replace(form, form.replace(name, f"{prefix}-{name}"))
    said = Markup('role="img" aria-label="{}"').format(words) if words else 'aria-hidden="true"'
    head = f'<svg class="lw-drawing lw-drawing-{path.stem}" {box.group()} {said}>'
    inside = text[text.index(opening.group()) + len(opening.group()) :]
    return Markup(re.sub(r">\s+<", "><", head + inside))
