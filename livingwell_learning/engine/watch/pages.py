"""Serve the site that is being written to the browsers of this machine, and tell them what changed."""

from __future__ import annotations

import http.server
import json
import os
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).parent
HOSTS = ("localhost", "127.0.0.1", "[::1]")
OURS = "/-/livingwell/"
SCRIPT = f'<script type="module" src="{OURS}live.mjs"></script>'
BREATH = 15


class News:
    """What the open pages wait for; each gets all that is said from when it came."""

    def __init__(self) -> None:
        self.listening: set[queue.SimpleQueue[str | None]] = set()
        self.faults: list[dict[str, Any]] = []

    def say(self, kind: str, **what: Any) -> None:
        """Tell every open page."""
        line = json.dumps({"kind": kind, **what})
        for ear in list(self.listening):
            ear.put(line)

    def close(self) -> None:
        """Let every open page go."""
        for ear in list(self.listening):
            ear.put(None)

    @contextmanager
    def heard(self) -> Iterator[queue.SimpleQueue[str | None]]:
        """Give a queue of what is said from now on."""
        ear: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.listening.add(ear)
        try:
            yield ear
        finally:
            self.listening.discard(ear)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answer with files of the site alone, to this machine alone."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request for a page, a file of ours, or the stream of news."""
        if not self._from_here():
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{OURS}news":
            self._stream()
        elif path.startswith(OURS) and path.removeprefix(OURS) in ("live.mjs", "live.css"):
            self._give(HERE / path.removeprefix(OURS))
        elif (found := self._file(path)) is not None:
            self._give(found)
        else:
            self._missing()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def _from_here(self) -> bool:
        """Whether a request names this machine: else a page elsewhere could read the book through its own name."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host in HOSTS:
            return True
        self.send_error(HTTPStatus.FORBIDDEN, "This book is shown to this machine only")
        return False

    def _file(self, path: str) -> Path | None:
        """Return the file of the site behind a path; a folder is its index, and no link leads out."""
        site = self.server.site.resolve()
        if "\0" in path:
            return None
        wanted = site / path.lstrip("/")
        wanted = wanted / "index.html" if path.endswith("/") or wanted.is_dir() else wanted
        try:
            found = wanted.resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        inside = found.is_relative_to(site) and found.is_file()
        hidden = any(part.startswith(".") for part in found.relative_to(site).parts) if inside else True
        return None if hidden else found

    def _missing(self) -> None:
        page = self.server.site / "404.html"
        if page.is_file():
            self._give(page, HTTPStatus.NOT_FOUND)
        else:
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such page in the book")

    def _give(self, path: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "There is no such page in the book")
            return
        kind = self.guess_type(str(path))
        if path.suffix == ".mjs":
            kind = "text/javascript"
        if path.suffix == ".html" and self.server.news is not None:
            content = content.replace(b"</head>", SCRIPT.encode() + b"</head>", 1)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        news = self.server.news
        if news is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with news.heard() as ear:
            line: str | None = json.dumps({"kind": "faults", "faults": news.faults})
            while line is not None:
                try:
                    self.wfile.write(f"data: {line}\n\n".encode() if line else b": \n\n")
                    self.wfile.flush()
                    line = ear.get(timeout=BREATH)
                except queue.Empty:
                    line = ""
                except OSError:
                    return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


class Server(http.server.ThreadingHTTPServer):
    """A server that only this machine reaches.

    Parameters
    ----------
    site
        The folder to show.
    port
        A free port of this machine; 0 takes any.
    news
        What the open pages are told; ``None`` if the site does not change.

    Raises
    ------
    OSError
        When the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def __init__(self, site: Path, port: int, news: News | None = None) -> None:
        self.site, self.news = site, news
        super().__init__(("127.0.0.1", port), Handler)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the book is shown."""
        return f"http://localhost:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser goes away."""

    def close(self) -> None:
        """Free the port."""
        if self.news is not None:
            self.news.close()
        self.shutdown()
        self.server_close()


def is_taken(port: int) -> bool:
    """Whether some program answers on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
