"""Widgets, figures and a static site for a learning report that people can read, explore and use."""

from __future__ import annotations

import importlib
from typing import Any

WHERE = {"load": "data", "figure": "charts"}
"""Public functions, and the room that each is in; the registry knows every widget."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that a page loads only what it shows."""
    if name in WHERE:
        return getattr(importlib.import_module(f".{WHERE[name]}", __name__), name)
    if name == "__all__":
        return __dir__()
    if not name[:1].isupper():
        raise AttributeError(f"livingwell_learning has no {name!r}. It has {', '.join(WHERE)} and widgets.")
    from .widgets.registry import registered

    found = registered().get(name)
    if found is None:
        raise AttributeError(f"livingwell_learning has no {name!r}. It has {', '.join(__dir__())}.")
    return found.load()


def __dir__() -> list[str]:
    from .widgets.registry import registered

    return sorted([*WHERE, *registered()])
