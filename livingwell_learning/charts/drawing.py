"""Draw an Altair chart to one SVG that follows the page's light and dark colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    import altair as alt

INK, MUTED = "var(--lw-ink, currentColor)", "var(--lw-muted, currentColor)"
LINE = "var(--lw-line, currentColor)"
ACCENT, SURFACE = "var(--lw-accent, #6b2d5c)", "var(--lw-surface, #fff)"
COLOURS = ["var(--lw-first, #2c5372)", "var(--lw-second, #8a4a0f)", ACCENT, MUTED]
FONT = "system-ui, sans-serif"

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "range": {"category": COLOURS},
    "mark": {"color": COLOURS[0]},
    "text": {"color": INK, "fontSize": 13},
    "rule": {"color": LINE},
    "axis": {
        "labelColor": INK, "titleColor": MUTED, "tickColor": LINE, "domainColor": LINE, "gridColor": LINE,
        "gridOpacity": 0.3, "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 13, "titleFontSize": 13},
    "header": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 13},
}  # fmt: skip


def draw(chart: alt.TopLevelMixin, *, width: int, prefix: str) -> str:
    """Draw a chart at a width.

    Parameters
    ----------
    chart
        The Altair chart; what it sets itself comes before the book's style.
    width
        Width of the whole drawing in CSS pixels; of each part where a chart has several.
    prefix
        Put before every id inside the drawing, since a page may hold many.

    Returns
    -------
    str
        An ``<svg>`` element, hidden from assistive technology: the figure around it carries the description.
    """
    spec = chart.to_dict()
    spec["config"] = _merge(CONFIG, spec.get("config", {}))
    spec["width"] = width
    compound = {"hconcat", "vconcat", "concat", "facet", "repeat"} & spec.keys()
    spec["autosize"] = {"type": "pad" if compound else "fit-x", "contains": "padding"}
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_version(spec))
    return _for_page(svg, prefix)


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


def _for_page(svg: str, prefix: str) -> str:
    svg = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", svg)
    return re.sub(r"<[^<>]+>", lambda tag: _tag(tag[0], prefix), svg).replace(
        "<svg ", '<svg aria-hidden="true" focusable="false" ', 1
    )


def _tag(tag: str, prefix: str) -> str:
    tag = re.sub(r'\s(?:role|aria-[a-z]+|tabindex)="[^"]*"', "", tag)
    tag = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', tag)
    tag = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", tag)
    return re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', tag)
