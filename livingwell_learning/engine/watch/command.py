"""``livingwell serve``: watch, build again, show."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchfiles import Change, DefaultFilter, watch

from ..faults import Fault
from ..settings import CONFIG, PAGES, TOC, setting_faults
from ..workplace import Workplace
from .pages import News, Server

LIBRARY = Path(__file__).parents[2]
DROPPINGS = (".#", "~$", ".~lock", ".goutputstream", "4913")
FOLDERS = (PAGES, "data", "original", "widgets", "words")
NAMED = (CONFIG, TOC, "requirements.lock", "original")
LOG = "_build/serve/build.log"
"""Where the process that builds says what nobody else hears."""
RESTART = (CONFIG, TOC, "data/references.bib", "data/datapackage.json", "requirements.lock")


class Sources(DefaultFilter):
    """What of a book and of the library can change a page: no droppings of editors, and nothing that is built."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.built = str(root / "_build") + os.sep

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change counts."""
        name = os.path.basename(path)  # noqa: PTH119
        return (
            not path.startswith(self.built)
            and not name.startswith(DROPPINGS)
            and not name.endswith((".half", ".tmp", ".part"))
            and ".ipynb_checkpoints" not in path
            and super().__call__(change, path)
        )


class Builder:
    """The process that builds, started again when it must see other settings, or has died.

    Parameters
    ----------
    root
        The book's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process: subprocess.Popen[str] | None = None
        self.settings = ""
        """What the settings were when the process was started."""
        self.waiting: set[str] = set()
        """What changed while the settings could not be read."""

    def build(self, changed: Iterable[str]) -> dict[str, Any]:
        """Build what some changed files touch, and return faults, changed paths and seconds."""
        self.waiting.update(changed)
        if self.process is not None and (faults := setting_faults(self.root)):
            return {"faults": [vars(fault) for fault in faults], "changed": [], "seconds": 0}
        paths = sorted(self.waiting)
        self.waiting.clear()
        # The settings are compared, for a page's change may be heard of before theirs.
        changed_settings = self.settings != settings_of(self.root)
        if self.process is not None and (changed_settings or any(needs_restart(self.root, path) for path in paths)):
            self.stop()
        answer = self._ask(paths) or self._ask([])  # where it had died, a new one reads everything
        if answer is None:
            self.stop()
            rule = "The process that builds has ended before its time"
            fault = Fault(LOG, None, rule, "The file says more; save any page to try again.")
            answer = {"faults": [vars(fault)], "changed": [], "seconds": 0}
        return answer

    def _ask(self, paths: list[str]) -> dict[str, Any] | None:
        process = self.process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError, ValueError):
            process.stdin.write(json.dumps(paths) + "\n")
            process.stdin.flush()
            if line := process.stdout.readline():
                said: dict[str, Any] = json.loads(line)
                return said
        self.stop()
        return None

    def _start(self) -> subprocess.Popen[str]:
        self.settings = settings_of(self.root)
        command = [sys.executable, "-m", f"{__package__}.builder", str(self.root)]
        path = os.pathsep.join(
            dict.fromkeys([str(LIBRARY.parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
        )
        log = self.root / LOG
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, cwd=self.root,
                env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)}, start_new_session=True,
            )  # fmt: skip
        return self.process

    def stop(self) -> None:
        """End the process and what it started."""
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def needs_restart(root: Path, path: str) -> bool:
    """Whether a change is one of the library or of a folder that a running application has read already."""
    changed = Path(path)
    if changed.suffix == ".css":
        return False
    return any(changed.is_relative_to(place) for place in (LIBRARY, *(root / name for name in FOLDERS[2:])))


def settings_of(root: Path) -> str:
    """Return a digest of the files that an application reads when it starts, and never again."""
    digest = hashlib.sha256()
    for name in RESTART:
        with suppress(OSError):  # one that is not there just now comes back, or is named as missing
            digest.update(f"{name}\0".encode() + (root / name).read_bytes())
    return digest.hexdigest()


def serve_book(root: Path, port: int, say: Callable[[str], object], stop: threading.Event | None = None) -> None:
    """Build a book, show it, and follow every change until it is stopped.

    Parameters
    ----------
    root
        The book's folder.
    port
        A free port of this machine; 0 takes any.
    say
        Called with each line for the editor.
    stop
        Ends it when set.

    Raises
    ------
    OSError
        When the port is taken.
    BuildError
        When the folder of the build cannot be written to.
    """
    news, builder, changes = News(), Builder(root), Changes(root)
    with Workplace(root).watching() as folder:
        site = folder / "shown"
        site.mkdir(exist_ok=True)
        server = Server(site, port, news)
        try:
            say(f"The book is at {server.address} (stop with Ctrl+C). It is built for the first time now.")
            changes.watch()
            report(builder.build([]), news, say)
            for paths in changes.come(stop):
                report(builder.build(paths), news, say)
        finally:
            changes.close()
            builder.stop()
            server.close()


class Changes:
    """What changes in the files of a book and of the library, gathered while nobody looks.

    Parameters
    ----------
    root
        The book's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ended = threading.Event()
        self.paths: queue.SimpleQueue[set[str]] = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []

    def watch(self) -> None:
        """Begin: with all below the folders that count, and with what stands directly in the book's own."""
        folders = [self.root / name for name in FOLDERS if (self.root / name).is_dir()]
        for places, deep in (([*folders, LIBRARY], True), ([self.root], False)):
            thread = threading.Thread(target=self._watch, args=(places, deep), daemon=True)
            thread.start()
            self.threads.append(thread)

    def come(self, stop: threading.Event | None = None) -> Iterator[set[str]]:
        """Give the paths that changed, all that came since the last time at once, until it is stopped."""
        while stop is None or not stop.is_set():
            try:
                paths = self.paths.get(timeout=0.2)
            except queue.Empty:
                continue
            while not self.paths.empty():
                paths |= self.paths.get()
            yield paths

    def close(self) -> None:
        """End."""
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _watch(self, places: list[Path], deep: bool) -> None:
        for found in watch(
            *places, watch_filter=Sources(self.root), step=20, debounce=150, recursive=deep, stop_event=self.ended,
            rust_timeout=300, yield_on_timeout=False, raise_interrupt=False,
        ):  # fmt: skip
            if paths := {path for _, path in found if deep or Path(path).name in NAMED}:
                self.paths.put(paths)


def report(answer: dict[str, Any], news: News, say: Callable[[str], object]) -> None:
    """Tell the editor and the open pages what came of a build."""
    faults = answer["faults"]
    if faults:
        say(f"{len(faults)} to put right, and the last good page stays:")
        for fault in faults:
            say(f"  {Fault(**fault)}")
    else:
        say(f"Built in {answer['seconds']:.2f} s.")
    news.faults = faults
    news.say("faults", faults=faults)
    if answer["changed"]:
        news.say("changed", paths=answer["changed"])
