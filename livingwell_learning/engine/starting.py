"""Start the process that the cells of pages are forked from, warmed up for what these pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import livingwell_learning as library

from .cells import Cells
from .forks.client import ForkServer, can_fork
from .forks.warm import FIGURES, TABLES
from .settings import PAGES


@contextmanager
def warm_start(root: Path, *, whole: bool = False) -> Iterator[Cells | None]:
    """Give the cells that run in forks; nothing where a process cannot be forked, or no page has a cell.

    Parameters
    ----------
    root
        The book's folder.
    whole
        Whether to be ready for all that the library has, since pages will change.
    """
    pages = cells_of(root)
    if not can_fork() or not (pages or whole):
        yield None
        return
    names = [name for name in library.__all__ if whole or re.search(rf"\b{name}\b", pages)]
    modules = [name for name in (*TABLES, *FIGURES) if re.search(rf"\b{re.escape(name)}\b", pages)]
    server = ForkServer(root, [*modules, *(f"{library.__name__}:{name}" for name in names)])
    try:
        yield Cells(server)
    finally:
        server.close()


def cells_of(root: Path) -> str:
    """Return the text of all pages that may have cells; a page that cannot be read has its fault told elsewhere."""
    found = []
    for path in sorted((root / PAGES).rglob("*.*")):
        if path.suffix in (".md", ".ipynb"):
            with suppress(OSError):
                text = path.read_text(encoding="utf-8", errors="replace")
                found += [text] if path.suffix != ".md" or "code-cell" in text else []
    return "\n".join(found)
