"""Have Vega draw a chart: in this process, or in one that draws for many, since it takes long to start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import vl_convert

Converter = Callable[[str, dict[str, Any], str], Any]
"""Makes ``"svg"`` or ``"vega"`` of a description in a version of Vega-Lite; ``None`` where it leaves that to others."""

_elsewhere: list[Converter] = []


def converted(kind: str, spec: dict[str, Any], version: str) -> Any:
    """Return a chart as ``"svg"``, or as ``"vega"``, its description in the language of Vega.

    Examples
    --------
    >>> converted("svg", {"data": {"values": [{}]}, "mark": "point"}, "6.1")[:4]
    '<svg'
    """
    made = _elsewhere[0](kind, spec, version) if _elsewhere else None
    return converted_here(kind, spec, version) if made is None else made


def converted_here(kind: str, spec: dict[str, Any], version: str) -> Any:
    """Do the same in this process."""
    convert = vl_convert.vegalite_to_svg if kind == "svg" else vl_convert.vegalite_to_vega
    return convert(spec, vl_version=version)


def convert_elsewhere(converter: Converter) -> None:
    """Have charts converted by another from now on."""
    _elsewhere[:] = [converter]
