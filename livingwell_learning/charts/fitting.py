"""Lay the parts of a chart out for a width: side by side where there is room, below one another where there is none."""

from __future__ import annotations

from typing import Any

NARROWEST = 200
"""The least width in CSS pixels at which a part can be read beside another."""
GAP = 20
PARTS = {"hconcat", "vconcat", "concat", "facet", "repeat"}


def fitted(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a Vega-Lite description whose parts share a width; what a part sets itself stays.

    Parameters
    ----------
    spec
        The description of a chart.
    width
        Width of the whole in CSS pixels.

    Examples
    --------
    >>> three = {"hconcat": [{"mark": "point"}] * 3}
    >>> [part["width"] for part in fitted(three, 700)["hconcat"]]
    [220, 220, 220]
    >>> [part["width"] for part in fitted(three, 256)["vconcat"]]
    [256, 256, 256]
    """
    compound = bool(PARTS & spec.keys())
    autosize = {"type": "pad" if compound else "fit-x", "contains": "padding"}
    return {**_part(spec, width, whole=True), "autosize": autosize}


def _part(spec: dict[str, Any], width: int, *, whole: bool = False) -> dict[str, Any]:
    if "hconcat" in spec:
        parts = spec["hconcat"]
        beside = _share(len(parts), width) >= NARROWEST
        kind, share = ("hconcat", _share(len(parts), width)) if beside else ("vconcat", width)
        rest = {key: value for key, value in spec.items() if key != "hconcat"}
        return {**rest, kind: [_part(part, share) for part in parts]}
    if "vconcat" in spec:
        return {**spec, "vconcat": [_part(part, width) for part in spec["vconcat"]]}
    if "concat" in spec:
        columns = _columns(spec.get("columns") or len(spec["concat"]), width)
        parts = [_part(part, _share(columns, width)) for part in spec["concat"]]
        return {**spec, "columns": columns, "concat": parts}
    if "facet" in spec or "repeat" in spec:
        return _repeated(spec, width)
    return {**spec, "width": width} if whole else {"width": width, **spec}


def _repeated(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Put the copies of a part below one another, as many in a line as there is room for."""
    by = spec["facet"] if "facet" in spec else spec["repeat"]
    name = "facet" if "facet" in spec else "repeat"
    columns = spec.get("columns") or (len(by) if isinstance(by, list) else width)
    if isinstance(by, dict) and "column" in by and "row" not in by and name == "facet":
        spec = {**spec, "facet": by["column"]}
    elif isinstance(by, dict) and "column" in by and "row" not in by:
        spec, columns = {**spec, "repeat": by["column"]}, len(by["column"])
    elif isinstance(by, dict) and {"row", "column"} & by.keys():
        across = len(by.get("column", [0])) if name == "repeat" else 2 if "column" in by else 1
        return {**spec, "spec": _part(spec["spec"], _share(across, width))}
    columns = _columns(columns, width)
    return {**spec, "columns": columns, "spec": _part(spec["spec"], _share(columns, width))}


def _columns(wanted: int, width: int) -> int:
    return max(1, min(wanted, (width + GAP) // (NARROWEST + GAP)))


def _share(count: int, width: int) -> int:
    return (width - GAP * (count - 1)) // count if count else width
