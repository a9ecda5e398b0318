"""Ask the process that pages are forked from, and wait for what they give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from pathlib import Path
from typing import Any

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
Answer = dict[str, Any]


def can_fork() -> bool:
    """Whether a process can be forked safely here: macOS breaks its own libraries in a fork, Windows has none."""
    return sys.platform == "linux"


class ForkServer:
    """A warm start for the cells of pages.

    Parameters
    ----------
    root
        The book's folder.
    names
        What to import before the first page is run: ``module`` or ``module:attribute``.
    workers
        How many pages run at once; one a core if not given.
    """

    def __init__(self, root: Path, names: Sequence[str] = (), workers: int | None = None) -> None:
        self.root = root
        self._waiting: dict[int, Future[Answer]] = {}
        self._count = 0
        self._lock = threading.Lock()
        self.ready: Future[bool] = Future()
        command = [sys.executable, "-m", f"{__package__}.server", str(workers or os.cpu_count() or 1), *names]
        # The folder that the library was found in: a process that starts elsewhere must find the same one.
        library = str(Path(__file__).parents[3])
        path = os.pathsep.join(dict.fromkeys([library, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]))
        self._environment = dict(os.environ)
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root,
            env={**os.environ, **dict.fromkeys(ONE_THREAD, "1"), **QUIET, "PYTHONPATH": path.rstrip(os.pathsep)},
            start_new_session=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def run(self, cells: list[tuple[int, str]], folder: Path, timeout: float | None) -> Future[Answer]:
        """Ask for the cells of a page to be run.

        Parameters
        ----------
        cells
            Number and source of each.
        folder
            Where to run them.
        timeout
            Seconds that one cell may take.

        Returns
        -------
        concurrent.futures.Future
            What came of it, under one of these keys: ``outputs`` (with ``reads`` and ``seconds``); ``gave_up``, why
            only an ordinary kernel can tell; ``late`` or ``died``, the number of the cell.
        """
        with self._lock:
            self._count += 1
            number = self._count
            future: Future[Answer] = Future()
            self._waiting[number] = future
        started = self._environment
        future.number = number  # type: ignore[attr-defined]
        self._send(
            {
                "number": number, "cells": cells, "folder": str(folder), "root": str(self.root), "timeout": timeout,
                "environment": {name: value for name, value in os.environ.items() if started.get(name) != value},
            }
        )  # fmt: skip
        return future

    def drop(self, future: Future[Answer]) -> None:
        """Take back a request whose answer nobody wants any more."""
        self._send({"drop": getattr(future, "number", 0)})

    def close(self) -> None:
        """End the process and all that it forked."""
        with suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with self._lock, suppress(OSError, ValueError):  # a process that has ended answers by its end
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                self.ready.set_result(said["ready"])
            elif future := self._waiting.pop(said["number"], None):
                with suppress(InvalidStateError):
                    future.set_result(said)
        with suppress(InvalidStateError):
            self.ready.set_result(False)
        while self._waiting:
            _, future = self._waiting.popitem()
            with suppress(InvalidStateError):
                future.set_result({"gave_up": "the process that pages are forked from has ended"})
