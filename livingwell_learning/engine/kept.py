"""Tell which results of cells that were kept still hold: a cell may read any file of its book, and files change."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jupyter_cache import get_cache

from .forks.reads import digest

if TYPE_CHECKING:
    from jupyter_cache.cache.db import NbCacheRecord
    from nbformat import NotebookNode


class Kept:
    """The results that were kept when a build began.

    Parameters
    ----------
    folder
        Where they are.
    """

    def __init__(self, folder: str) -> None:
        self.cache = get_cache(folder)
        self.any = bool(self.cache.list_cache_records())

    def result(self, notebook: NotebookNode) -> NbCacheRecord | None:
        """Return what is known of the cells of a page; a result whose files have changed since is forgotten."""
        if not self.any:
            return None
        try:
            record = self.cache.match_cache_notebook(copy.deepcopy(notebook))
        except KeyError:
            return None
        reads = reads_of(record)
        if reads is not None and changed_since(reads):
            self.cache.remove_cache(record.pk)
            return None
        return record


def reads_of(record: NbCacheRecord | None) -> dict[str, str] | None:
    """Return the files that the cells of a page read when they were run, each with a digest of what it held then.

    Returns
    -------
    dict or None
        ``None`` where it is not known.
    """
    reads: dict[str, str] | None = (record.data or {}).get("reads") if record is not None else None
    return reads


def changed_since(reads: Mapping[str, str]) -> bool:
    """Whether a file that was read holds something else now, or a folder that was listed has other files."""
    return any(digest(path) != held for path, held in reads.items())
