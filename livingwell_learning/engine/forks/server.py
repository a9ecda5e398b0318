"""The process that pages are forked from: it imports what pages import, once, and then only waits and forks.

It reads one JSON request a line from its standard input and writes one JSON answer a line to its standard output. It
must never have a second thread, for a fork carries only one over.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .drawer import Drawer
from .warm import FIGURE, warm_up

CHUNK = 1 << 16
SELDOM = 50_000
"""Objects that are made before garbage is looked for; 700 is usual."""


@dataclass
class Child:
    """A page that runs."""

    number: int
    pid: int
    limit: float | None
    """Seconds that one cell may take."""
    since: float
    """When the cell that runs now was begun."""
    cell: int = 0
    """The number of that cell."""
    rest: bytes = b""
    answer: dict[str, Any] = field(default_factory=dict)


def main() -> None:
    """Import, say that all is ready, and serve until the other end closes."""
    # All that is imported stays: to look for garbage in it, here and in the forks, only takes time.
    gc.disable()
    warm_up(Path.cwd(), sys.argv[2:])
    gc.enable()
    gc.set_threshold(SELDOM)
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    say({"ready": threads == 1, "threads": threads})
    if threads != 1:
        return
    gc.collect()
    gc.freeze()
    drawer = Drawer() if any(name.endswith(FIGURE) for name in sys.argv[2:]) else None
    try:
        serve(int(sys.argv[1]), drawer)
    finally:
        if drawer:
            drawer.close()


def say(answer: dict[str, Any]) -> None:
    """Answer in a line."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def serve(workers: int, drawer: Drawer | None = None) -> None:
    """Fork a child a request, so many at a time, and hand on what each says."""
    waiting: list[dict[str, Any]] = []
    running: dict[int, Child] = {}
    watched = selectors.DefaultSelector()
    watched.register(0, selectors.EVENT_READ)
    asked = b""
    while True:
        while waiting and len(running) < workers:
            end, child = begin(waiting.pop(0), [*running, 0], drawer)
            running[end] = child
            watched.register(end, selectors.EVENT_READ)
        for key, _ in watched.select(timeout=until_late(running)):
            data = os.read(key.fd, CHUNK)
            if key.fd == 0:
                if not data:
                    stop(running)
                    return
                *lines, asked = (asked + data).split(b"\n")
                waiting = take([json.loads(line) for line in lines], waiting, running)
            elif data:
                hear(running[key.fd], data)
            else:
                watched.unregister(key.fd)
                finish(running.pop(key.fd))
                os.close(key.fd)
        for end, child in list(running.items()):
            if child.limit is not None and time.monotonic() - child.since > child.limit:
                child.answer = {"late": child.cell}
                os.kill(child.pid, signal.SIGKILL)
                watched.unregister(end)
                os.close(end)
                finish(running.pop(end))


def take(
    requests: list[dict[str, Any]], waiting: list[dict[str, Any]], running: dict[int, Child]
) -> list[dict[str, Any]]:
    """Return the requests that wait: a page that is needed now comes first, one that nobody wants is dropped."""
    for request in requests:
        if "drop" in request:
            waiting = [other for other in waiting if other["number"] != request["drop"]]
            for child in running.values():
                if child.number == request["drop"]:
                    os.kill(child.pid, signal.SIGKILL)
        else:
            waiting = [*waiting, request]
    return waiting


def begin(request: dict[str, Any], foreign: list[int], drawer: Drawer | None = None) -> tuple[int, Child]:
    """Fork the child that runs the cells of a page; return the end of its pipe, and what is known of it."""
    end, far = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(end)
            for other in foreign:
                os.close(other)
            os.open(os.devnull, os.O_RDONLY)  # takes the place of the closed input
            from .page import run_page

            run_page(request, far, drawer)
            status = 0
        finally:
            os._exit(status)
    os.close(far)
    limit = request["timeout"]
    return end, Child(request["number"], pid, limit if limit and limit > 0 else None, time.monotonic())


def hear(child: Child, data: bytes) -> None:
    """Take what a child says: the cell that it begins, or at last its answer."""
    *lines, child.rest = (child.rest + data).split(b"\n")
    for line in lines:
        said = json.loads(line)
        if "cell" in said:
            child.cell, child.since = said["cell"], time.monotonic()
        else:
            child.answer = said


def finish(child: Child) -> None:
    """Hand on the answer of a child that has ended; one without is a kernel that died."""
    os.waitpid(child.pid, 0)
    say({"number": child.number, **(child.answer or {"died": child.cell})})


def stop(running: dict[int, Child]) -> None:
    """End every child."""
    for child in running.values():
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)


def until_late(running: dict[int, Child]) -> float | None:
    """Return the seconds until the first cell has run too long, or ``None`` if none can."""
    ends = [child.since + child.limit for child in running.values() if child.limit is not None]
    return max(0.0, min(ends) - time.monotonic()) + 0.01 if ends else None


if __name__ == "__main__":
    main()
