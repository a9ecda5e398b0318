"""Tell which results of cells that were kept still hold: a cell may read any file of its book, and files change."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jupyter_cache import get_cache

from .forks.reads import digest

if TYPE_CHECKING:
    from nbformat import NotebookNode


def known_reads(notebook: NotebookNode | None, env: Any) -> dict[str, str] | None:
    """Return the files that the cells of a page read when they were run, each with a digest of what it held then.

    A result whose files have changed since is forgotten, so that the cells run again.

    Returns
    -------
    dict or None
        Nothing for a page without cells; ``None`` where it is not known.
    """
    if notebook is None:
        return {}
    cache = get_cache(env.mystnb_config.execution_cache_path)
    with suppress(KeyError):
        record = cache.match_cache_notebook(copy.deepcopy(notebook))
        reads: dict[str, str] | None = (record.data or {}).get("reads")
        if reads is not None and changed_since(reads):
            cache.remove_cache(record.pk)
            return None
        return reads
    return None


def changed_since(reads: Mapping[str, str]) -> bool:
    """Whether a file that was read holds something else now, or a folder that was listed has other files."""
    return any(digest(path) != held for path, held in reads.items())
