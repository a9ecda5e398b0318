"""Give the rest of the site one loaded copy of the book's tables."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..data import DataPackage, load
from .execution import data_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: str) -> DataPackage:
    return load(folder)


def tables_of(app: Sphinx) -> DataPackage:
    """Return the book's tables, read once a build."""
    return _load(data_folder(app), app.config.livingwell_fingerprint)


def setup(app: Sphinx) -> None:
    """Let Sphinx copy nothing and connect nothing: the tables are read when first asked for."""
