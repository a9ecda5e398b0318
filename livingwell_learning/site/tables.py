"""Give the rest of the site one loaded copy of the book's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..data import DESCRIPTOR, DataPackage, load
from .execution import data_folder

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

    from ..data import Table


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: str) -> DataPackage:
    return load(folder) if folder.is_dir() else DataPackage.empty(folder)


class Noted:
    """A data package that notes which of its tables are asked for, so that a change of one finds the pages it is on.

    Parameters
    ----------
    tables
        The package.
    note
        Called with the name of each table that is asked for.
    """

    def __init__(self, tables: DataPackage, note: Callable[[str], object]) -> None:
        self._tables, self._note = tables, note

    def __getattr__(self, name: str) -> Any:
        if name in self._tables:
            self._note(name)
        return getattr(self._tables, name)

    def __getitem__(self, name: str) -> pd.DataFrame:
        self._note(name)
        return self._tables[name]

    def table(self, name: str) -> Table:
        """Return a table as it was read."""
        self._note(name)
        return self._tables.table(name)

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)


def tables_of(app: Sphinx) -> DataPackage:
    """Return the book's tables, read once a build; an application with ``livingwell_note`` hears which are used."""
    tables = _load(data_folder(app), app.config.livingwell_fingerprint)
    note = getattr(app, "livingwell_note", None)
    return cast(DataPackage, _noted(tables, note)) if note else tables


@lru_cache(maxsize=4)
def _noted(tables: DataPackage, note: Callable[[str], object]) -> Noted:
    return Noted(tables, note)


def lacking(app: Sphinx, needs: Iterable[str]) -> str:
    """Return what a part of the site needs and the book does not have, in a sentence; empty where the part is on.

    Parameters
    ----------
    app
        The application of the book.
    needs
        Names of tables, and of files beside them. Each part that a book may leave out says them as its ``NEEDS``.
    """
    tables, folder = tables_of(app), data_folder(app)
    if any(not (folder / name).is_file() for name in needs if "." in name):
        return f"this book has no {', '.join(needs)}, which this needs. Add the file to its data, or take this out"
    if missing := [name for name in needs if "." not in name and name not in tables]:
        named = " and ".join(missing)
        return f"this book has no table {named}, which this shows. Describe it in {DESCRIPTOR}, or take this out"
    return ""


def setup(app: Sphinx) -> None:
    """Let Sphinx copy nothing and connect nothing: the tables are read when first asked for."""
