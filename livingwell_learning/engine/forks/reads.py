"""Note which files of its book a page reads, and what they hold then: its result depends on them."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

SEEN = ("open", "os.listdir", "os.scandir")
LEFT_OUT = (".", "__pycache__", "_build")
"""How the names begin that say nothing of a folder: what programs leave behind."""


class Reads:
    """The files below a folder that this process reads from now on, each with a digest of what it held.

    Parameters
    ----------
    root
        The folder.
    """

    def __init__(self, root: str) -> None:
        self.root, self.held = os.path.join(root, ""), dict[str, str]()  # noqa: PTH118
        self.looking = False
        sys.addaudithook(self.note)

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """Keep what is in a file that is opened to be read, or in a folder that is listed."""
        if self.looking or event not in SEEN or not isinstance(args[0], str | bytes | os.PathLike):
            return
        if event == "open" and isinstance(args[2], int) and args[2] & os.O_ACCMODE == os.O_WRONLY:
            return
        path = source_of(os.path.abspath(os.fsdecode(args[0])))  # noqa: PTH100
        if path.startswith(self.root) and path not in self.held:
            self.looking = True
            try:
                self.held[path] = digest(path)
            finally:
                self.looking = False


def source_of(path: str) -> str:
    """Return the module behind its compiled form, and any other path as it is.

    Examples
    --------
    >>> source_of("/book/data.csv")
    '/book/data.csv'
    >>> import importlib.util
    >>> source_of(importlib.util.cache_from_source("/book/helper.py"))
    '/book/helper.py'
    """
    if not path.endswith(".pyc"):
        return path
    try:
        return source_from_cache(path)
    except ValueError:
        return path


def digest(path: str) -> str:
    """Return what a file holds or which names a folder has, as a digest; nothing where neither is.

    Examples
    --------
    >>> digest("/nowhere/at/all")
    ''
    """
    place = Path(path)
    try:
        if place.is_dir():
            content = "\0".join(sorted(name for name in os.listdir(place) if not name.startswith(LEFT_OUT))).encode()  # noqa: PTH208
        else:
            content = place.read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(content).hexdigest()[:16]
