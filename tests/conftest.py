from __future__ import annotations

import fcntl
import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find

ROOT = Path(__file__).parents[1]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def serving(folder):
    """Serve a folder on this machine and give its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browser():
    path = find()
    assert path, "No Chromium was found: run `make browser`, or name one in the variable CHROMIUM."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built(testrun_uid):
    """The site, built once for all workers by the editors' own command from an empty folder."""
    said = Path(tempfile.gettempdir()) / f"site-of-{testrun_uid}.txt"
    with said.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            command = [sys.executable, "-m", "livingwell_learning.cli", "build", "--root", str(ROOT)]
            run = subprocess.run(command, capture_output=True, text=True)
            said.write_text(f"{run.returncode}\n{run.stdout[-6000:]}{run.stderr[-3000:]}", encoding="utf-8")
    status, _, words = said.read_text(encoding="utf-8").partition("\n")
    assert status == "0", words
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def site(built):
    with serving(built) as address:
        yield address
