"""Where a book is built: one build at a time, in a folder of its own, and the last good site never in danger."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from filelock import BaseFileLock, FileLock, Timeout

from .faults import BuildError, Fault

SITE, FRESH, OLD, CACHE, LOCK, LOG, SERVE = "html", "next", "html.old", "cache", ".lock", "build.log", "serve"
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class Workplace:
    """The folder ``_build`` of a book.

    Parameters
    ----------
    root
        The book's folder.

    Examples
    --------
    >>> import tempfile
    >>> place = Workplace(Path(tempfile.mkdtemp()))
    >>> with place.turn():
    ...     fresh = place.fresh()
    ...     (fresh / "html").mkdir(parents=True)
    ...     _ = (fresh / "html" / "index.html").write_text("new")
    ...     place.publish(fresh / "html")
    >>> (place.site / "index.html").read_text()
    'new'
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / "_build"
        self.site = self.folder / SITE
        self.log = self.folder / LOG

    @property
    def kept(self) -> bool:
        """Whether there is a last good site."""
        return self.site.is_dir() or (self.folder / OLD).is_dir()

    @contextmanager
    def turn(self, say: Callable[[str], object] = lambda line: None) -> Iterator[None]:
        """Wait until no other process builds this book, and put right what a killed one has left.

        Parameters
        ----------
        say
            Called with a line if there is something to wait for.

        Raises
        ------
        BuildError
            When the folder cannot be written to, or the disk fills up.
        """
        lock = self._lock(LOCK)
        if lock is None:
            say("Another build of this book is running: this one waits for its turn.")
            lock = self._lock(LOCK, wait=True)
        assert lock is not None
        try:
            self.recover()
            yield
        except OSError as error:
            raise BuildError([refused(error, self.folder)], self.kept) from error
        finally:
            with suppress(OSError):
                self._clear(self.folder / FRESH)
            lock.release()

    @contextmanager
    def watching(self) -> Iterator[Path]:
        """Give the folder of the one process that serves this book while it is being written.

        Raises
        ------
        BuildError
            When another process does so already, or the folder cannot be written to.
        """
        lock = self._lock(f"{LOCK}-serve")
        if lock is None:
            remedy = "Use the one that runs, or stop it first."
            raise BuildError([Fault("_build/serve", None, "This book is being served already", remedy)], self.kept)
        try:
            folder = self.folder / SERVE
            folder.mkdir(exist_ok=True)
            yield folder
        except OSError as error:
            raise BuildError([refused(error, self.folder)], self.kept) from error
        finally:
            lock.release()

    def _lock(self, name: str, wait: bool = False) -> BaseFileLock | None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / name)
            lock.acquire(timeout=-1 if wait else 0)
        except Timeout:
            return None
        except OSError as error:
            raise BuildError([refused(error, self.folder)], self.kept) from None
        return lock

    def recover(self) -> None:
        """Bring back the last good site if a build was killed while it put a new one in its place."""
        old = self.folder / OLD
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)
        self._clear(old)

    def fresh(self) -> Path:
        """Return an empty folder to build in."""
        folder = self.folder / FRESH
        self._clear(folder)
        folder.mkdir(parents=True)
        return folder

    def publish(self, built: Path) -> None:
        """Put a finished site in the place of the last one, in one step where the system can, else in two."""
        with unbroken():
            if self.site.exists() and exchange(built, self.site):
                return
            old = self.folder / OLD
            self._clear(old)
            if self.site.exists():
                self.site.rename(old)
            try:
                built.rename(self.site)
            except BaseException:
                if old.exists():
                    old.rename(self.site)
                raise
        self._clear(old)

    def sweep(self, keep: str) -> None:
        """Remove the results of cells that no page can use any more: all but those of one fingerprint."""
        folder = self.folder / CACHE
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name != keep:
                self._clear(path)

    def _clear(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that no moment is without a site; whether the system could."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)


@contextmanager
def unbroken() -> Iterator[None]:
    """Let no signal that a person or a system sends end the process between two steps; it comes after them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def later(number: int, frame: FrameType | None) -> None:
        came.append(number)

    before = {kind: signal.signal(kind, later) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
        for number in came:
            signal.raise_signal(number)


@contextmanager
def unheard(log: Path) -> Iterator[None]:
    """Write to a file what processes below this one say on the terminal behind its back, as Jupyter's kernels do."""
    sys.stderr.flush()
    terminal = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(terminal, 2)
        os.close(terminal)


def refused(error: OSError, folder: Path) -> Fault:
    """Return what the system refused, as a fault that says what to do."""
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else folder
    with suppress(ValueError):
        path = path.relative_to(folder.parent)
    remedies = {
        "ENOSPC": "The disk is full. Make room and build again",
        "EDQUOT": "This user's share of the disk is full. Make room and build again",
        "EACCES": "It cannot be written to. Give yourself the right to write there, or remove it",
        "EPERM": "It cannot be written to. Give yourself the right to write there, or remove it",
        "EROFS": "The disk is read-only. Build in a copy of the book elsewhere",
        "EEXIST": "A file is in the way of a folder. Remove it",
        "ENOTDIR": "A file is in the way of a folder. Remove it",
    }
    name = errno.errorcode.get(error.errno or 0, "")
    rule, _, remedy = remedies.get(name, f"{error.strerror or error}. Put that right and build again").partition(". ")
    return Fault(path.as_posix(), None, rule, f"{remedy}.")
