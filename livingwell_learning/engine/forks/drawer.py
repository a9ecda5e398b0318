"""One process that draws the charts of all pages: what draws takes a second to start, and does not outlive a fork.

A page sends one end of a pair of sockets, then its chart through the other, and reads the drawing from there. Where the
answer is empty, whatever the reason, the page draws by itself, and meets there what stood in the way.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from contextlib import suppress
from typing import Any

from ...charts.converting import convert_elsewhere, converted_here

PATIENCE = 20
"""Seconds that a page waits for a drawing."""
FAR = '"url"'
"""A chart that names where its data are is drawn by its page, which is watched when it reads."""


class Drawer:
    """The process, forked while this one has one thread; pages that are forked later inherit the way to it."""

    def __init__(self) -> None:
        self._way, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lost = False
        self._process = os.fork()
        if self._process == 0:
            try:
                self._way.close()
                draw_for_all(far)
            finally:
                os._exit(0)
        far.close()

    def close(self) -> None:
        """End the process."""
        self._way.close()
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def take_over(self) -> None:
        """Have this process draw no more charts of its own."""
        convert_elsewhere(self.converted)

    def converted(self, kind: str, spec: dict[str, Any], version: str) -> Any:
        """Return what the process makes of a chart; ``None`` where it does not."""
        try:
            asked = json.dumps([kind, spec, version])
        except (TypeError, ValueError):
            return None
        if FAR in asked or self._lost:
            return None
        try:
            return json.loads(self._answer(asked.encode()) or b"null")
        except OSError:
            self._lost = True
            return None

    def _answer(self, asked: bytes) -> bytes:
        near, far = socket.socketpair()
        with near:
            with far:
                socket.send_fds(self._way, [b"."], [far.fileno()])
            near.settimeout(PATIENCE)
            near.sendall(asked)
            near.shutdown(socket.SHUT_WR)
            return read_all(near)


def draw_for_all(way: socket.socket) -> None:
    """Draw what pages ask for, one after another, until nobody is left who could ask."""
    said = os.memfd_create("terminal")
    null = os.open(os.devnull, os.O_RDWR)
    for stream, file in enumerate((null, said, said)):
        os.dup2(file, stream)
    while True:
        _, ends, *_ = socket.recv_fds(way, 1, 1)
        if not ends:
            return
        with socket.socket(fileno=ends[0]) as end, suppress(OSError):
            end.settimeout(PATIENCE)
            end.sendall(drawn(read_all(end), said))


def drawn(asked: bytes, said: int) -> bytes:
    """Return a drawing, or nothing where it fails, or says on the terminal what the page itself is to say."""
    before = os.fstat(said).st_size
    try:
        made = json.dumps(converted_here(*json.loads(asked))).encode()
    except Exception:
        return b""
    return b"" if os.fstat(said).st_size > before else made


def read_all(end: socket.socket) -> bytes:
    """Read to the end of what is sent."""
    parts = []
    while part := end.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)
