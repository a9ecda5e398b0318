"""Draw an Altair chart to one SVG that follows the page's light and dark colours."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import vl_convert

from .converting import converted
from .fitting import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

INK, MUTED = "var(--lw-ink, currentColor)", "var(--lw-muted, currentColor)"
LINE = "var(--lw-line, currentColor)"
ACCENT, SURFACE = "var(--lw-accent, #6b2d5c)", "var(--lw-surface, #fff)"
COLOURS = ["var(--lw-first, #2c5372)", "var(--lw-second, #8a4a0f)", ACCENT, MUTED]
FONT = "system-ui, sans-serif"
LETTER = 13
SMALLEST_LETTER = 10
LEAST = 60
PAPER = {
    "ink": "#1f1f1d", "muted": "#55554f", "line": "#7c7c78", "accent": "#6b2d5c", "surface": "#ffffff",
    "first": "#2c5372", "second": "#8a4a0f",
}  # fmt: skip
"""The colours of a picture that leaves the page, which follows no page's light or dark."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "range": {"category": COLOURS},
    "mark": {"color": COLOURS[0]},
    "text": {"color": INK, "fontSize": LETTER},
    "rule": {"color": LINE},
    "axis": {
        "labelColor": INK, "titleColor": MUTED, "tickColor": LINE, "domainColor": LINE, "gridColor": LINE,
        "gridOpacity": 0.3, "labelFontSize": LETTER, "titleFontSize": LETTER, "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": LETTER, "titleFontSize": LETTER},
    "header": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": LETTER},
    "title": {"color": INK, "subtitleColor": MUTED, "subtitleFontSize": LETTER},
}  # fmt: skip

TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')+>""")
# A page needs no prologue, and what Vega draws without a size or a path is not seen.
NOTHING = re.compile(
    r'<\?xml[^>]*\?>|<!DOCTYPE[^>]*>|<path class="(?:background|foreground)" d="(?:M0,0h0v0h0Z)?"[^>]*/>'
)
SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"')
FRAME = re.compile(r' width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"')
TOKEN = re.compile(r"var\(--lw-([a-z-]+), [^()]*\)")


class TooWideError(ValueError):
    """A chart cannot be drawn as narrow as it has to be with letters that can be read."""


def draw(spec: dict[str, Any], *, width: int, prefix: str) -> str:
    """Draw a chart at a width; parts that stand side by side stand below one another where there is no room.

    Parameters
    ----------
    spec
        The chart in the language of Vega-Lite; what it sets itself comes before the book's style.
    width
        Width of the whole drawing in CSS pixels.
    prefix
        Put before every id inside the drawing, since a page may hold many.

    Returns
    -------
    str
        An ``<svg>`` element, hidden from assistive technology: the figure around it carries the description.

    Raises
    ------
    TooWideError
        When the drawing is so wide that its letters would shrink below 10 pixels.
    """
    return for_page(laid_out(spec, width)[0], width=width, prefix=prefix)


def for_page(svg: str, *, width: int, prefix: str) -> str:
    """Return a drawing as pages show it: what :func:`draw` does once the drawing is there.

    Parameters
    ----------
    svg
        What :func:`laid_out` drew.
    width, prefix
        As for :func:`draw`.
    """
    drawn = _width(svg)
    if LETTER * width / drawn < SMALLEST_LETTER:
        raise TooWideError(
            f"the chart needs {drawn:.0f} pixels where a page has {width}, so that its letters would be "
            f"{LETTER * width / drawn:.0f} pixels high. Leave its parts without a width of their own, shorten the "
            "labels, or give a function of the width, as dots() does"
        )
    return _for_page(svg, prefix)


def picture(spec: dict[str, Any], *, width: int, title: str, description: str, below: Sequence[str]) -> str:
    """Draw a chart as a file of its own, on white, with its title above and where it comes from.

    Parameters
    ----------
    spec
        The chart in the language of Vega-Lite.
    width
        Width of the drawing in CSS pixels.
    title
        The finding, written over the drawing.
    description
        What the drawing shows, for who does not see it.
    below
        Lines in smaller letters under the title: a note, and the sources.

    Returns
    -------
    str
        An SVG document.
    """
    letters = width // 8
    head = {
        "text": wrap(title, letters), "subtitle": [part for line in below for part in wrap(line, letters + 8)],
        "anchor": "start", "fontSize": 17, "frame": "bounds", "offset": 16,
    }  # fmt: skip
    drawn, _, _ = laid_out({**spec, "title": head}, width, padding=16, background="white")
    svg = TOKEN.sub(lambda found: PAPER.get(found[1], PAPER["ink"]), drawn)
    svg = TAG.sub(lambda tag: re.sub(r'\s(?:role|aria-[a-z]+|tabindex)="[^"]*"', "", tag[0]), svg)
    said = f"<title>{_escaped(title)}</title><desc>{_escaped(description)}</desc>"
    return re.sub(r"(<svg\b[^>]*)>", rf'\1 role="img">{_literal(said)}', svg, count=1)


def signed(svg: str, words: str) -> str:
    """Return a picture that says in its last lines where it comes from.

    Parameters
    ----------
    svg
        What :func:`picture` returned.
    words
        An address, or names.

    Returns
    -------
    str
        The picture, higher by the lines that the words need.

    Examples
    --------
    >>> signed('<svg width="90" height="20" viewBox="0 0 90 20"></svg>', "Here")[:46]
    '<svg width="90" height="42" viewBox="0 0 90 42'
    """
    found = FRAME.search(svg)
    if not found:
        return svg
    width, height = float(found["width"]), float(found["height"])
    lines = wrap(words, max(1, int(width // 6)), break_on_hyphens=False)
    more = 8 + 14 * len(lines)
    size = f' width="{width:g}" height="{height + more:g}" viewBox="0 0 {width:g} {height + more:g}"'
    ground = f'<rect y="{height:g}" width="{width:g}" height="{more}" fill="white"/>'
    style = f'font-family="{FONT}" font-size="11" fill="{PAPER["muted"]}"'
    texts = [
        f'<text x="16" y="{height + 4 + 14 * at:g}" {style}>{_escaped(line)}</text>' for at, line in enumerate(lines)
    ]
    return svg.replace(found[0], size, 1).removesuffix("</svg>") + "".join([ground, *texts, "</svg>"])


def laid_out(spec: dict[str, Any], width: int, **more: Any) -> tuple[str, dict[str, Any], str]:
    """Return the drawing of a chart, drawn anew a little narrower where axes or keys made it too wide.

    Parameters
    ----------
    spec
        The description of the chart.
    width
        Width of the whole in CSS pixels.
    **more
        What the description says besides.

    Returns
    -------
    tuple
        An SVG document, the description that it was drawn from, and the version of Vega-Lite.
    """
    spec = {**spec, **more, "config": _merge(CONFIG, spec.get("config", {}))}
    if more:
        spec["config"] = {key: value for key, value in spec["config"].items() if key != "background"}
    room = width - 2 * more.get("padding", 0)
    svg, version, laid = "", _version(spec), spec
    for _ in range(3):
        laid = fitted(spec, room)
        svg = converted("svg", laid, version)
        excess = _width(svg) - width
        if excess < 1 or room - excess < LEAST:
            break
        room -= round(excess)
    return svg, laid, version


def _width(svg: str) -> float:
    found = SIZE.search(svg)
    return float(found[1]) if found else 0.0


def _version(spec: dict[str, Any]) -> str:
    found = re.search(r"/v(\d+\.\d+)", spec.get("$schema", ""))
    wanted = found.group(1) if found else ""
    known = [str(v) for v in vl_convert.get_vegalite_versions()]
    return wanted if wanted in known else known[-1]


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        nested = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if nested else value
    return merged


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")


def _for_page(svg: str, prefix: str) -> str:
    def own(found: re.Match[str]) -> str:
        tag = re.sub(r'\s(?:role|aria-[a-z]+|tabindex)="[^"]*"|\s(?:pointer-events="none"|opacity="1")', "", found[0])
        tag = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', tag)
        tag = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", tag)
        return re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', tag)

    # Words of the chart stand between the tags and may look like anything.
    svg = TAG.sub(own, NOTHING.sub("", svg))
    return svg.replace("<svg ", '<svg aria-hidden="true" ', 1)
