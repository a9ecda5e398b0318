"""Note which files a page reads, and what they hold then: its result depends on them."""

from __future__ import annotations

import os
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

from ...data import digest

SEEN = ("open", "os.listdir", "os.scandir")
PASSED = ("/proc", "/sys", "/dev", "/usr/share/zoneinfo")
"""Where the machine keeps what it knows, beside Python itself."""
ASIDE = (
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn",
    "subprocess.Popen", "sqlite3.connect", "ctypes.dlopen", "socket.connect", "socket.sendto", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request",
)  # fmt: skip
"""What leads to reading that nobody here sees: other processes, databases, libraries in C, the network."""
NATIVE = ("_dbm", "_gdbm", "pyarrow", "polars", "duckdb", "fastparquet", "tables", "h5py", "netCDF4", "lxml", "PIL")
"""Modules that read files behind Python's back, and that may have been imported before a page is run."""

KNOWN = {
    "_rcssmin", "_rjsmin", "_yaml", "markupsafe", "numpy", "pandas", "psutil", "psygnal", "rpds", "tornado",
    "vl_convert", "zmq",
}  # fmt: skip
"""What tables, charts and widgets need, and a page may load by itself: it opens no file but as Python does."""


class Reads:
    """The files that this process reads from now on, each with a digest of what it held.

    Parameters
    ----------
    root
        The book's folder.
    """

    def __init__(self, root: str) -> None:
        self.root, self.held = os.path.join(root, ""), dict[str, str]()  # noqa: PTH118
        self.looking, self.aside = False, ""
        own = {sys.prefix, sys.base_prefix, sys.exec_prefix, *PASSED}
        self.passed = tuple(os.path.join(path, "") for path in own)  # noqa: PTH118
        self.before = compiled()
        sys.addaudithook(self.note)

    @property
    def known(self) -> dict[str, str] | None:
        """What was read; ``None`` where something may have been read that was not seen."""
        now = compiled()
        later = now - self.before - KNOWN - sys.stdlib_module_names
        return None if self.aside or later or now.intersection(NATIVE) else self.held

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """Keep what is in a file that is opened to be read, or in a folder that is listed."""
        if event in ASIDE:
            self.aside = self.aside or event
        if self.looking or event not in SEEN:
            return
        if args[0] is None:
            args = (os.curdir, *args[1:])
        if not isinstance(args[0], str | bytes | os.PathLike):
            return
        if event == "open" and isinstance(args[2], int) and makes(args[2]):
            return
        path = source_of(os.path.abspath(os.fsdecode(args[0])))  # noqa: PTH100
        if path in self.held or (not path.startswith(self.root) and path.startswith(self.passed)):
            return
        self.looking = True
        try:
            self.held[path] = digest(path)
            if not self.held[path] and Path(path).exists():
                self.aside = self.aside or "a pipe"
        finally:
            self.looking = False


def makes(flags: int) -> bool:
    """Whether a file that is opened so is only written, or new."""
    return flags & os.O_ACCMODE == os.O_WRONLY or bool(flags & os.O_EXCL)


def compiled() -> set[str]:
    """Return the outermost names of the modules in use that are not Python."""
    specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
    return {spec.name.partition(".")[0] for spec in specs if spec and isinstance(spec.loader, ExtensionFileLoader)}


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
