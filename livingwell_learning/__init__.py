"""Widgets, figures and a static site for a learning report that people can read, explore and use."""

from __future__ import annotations

import importlib
from typing import Any

WHERE = {
    "load": "data",
    "figure": "charts",
    "CharacteristicsExplorer": "widgets.characteristics_explorer",
    "PlaceComparison": "widgets.place_comparison",
    "PublicationLibrary": "widgets.publication_library",
    "SiteTimeline": "widgets.site_timeline",
}

__all__ = sorted(WHERE)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that a page loads only what it shows."""
    if name not in WHERE:
        raise AttributeError(f"livingwell_learning has no {name!r}. It has {', '.join(__all__)}.")
    return getattr(importlib.import_module(f".{WHERE[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
