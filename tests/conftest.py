from __future__ import annotations

import fcntl
import functools
import http.server
import json
import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests import statement, warm
from tests.browser import FLAGS, needed
from tests.kept_pages import KeptPages

ROOT = Path(__file__).parents[1]
# A made-up input says what must hold, not how fast a busy machine is; what must be fast is measured in its own tests.
settings.register_profile("any-machine", deadline=None)
settings.load_profile("any-machine")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def end_headers(self):
        # A file written twice within a second would come from the browser's store, as it was at first.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Plain(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def serving(folder, handler=Quiet):
    """Serve a folder on this machine and give its address.

    A browser puts a page by, to give it back on Back, only where it may be stored: there ``Plain`` serves it.
    """
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    # Asked to end, it looks up when its pause is over: half a second unless told.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def pytest_configure(config):
    statement.begin(config)


def pytest_collection_modifyitems(items):
    statement.name_rows(items)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def browser():
    path = needed("Chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def context_of(browser):
    """Give a browser context of some reader, one for all tests that ask for the same.

    A new context costs as much as three pages. Tests that store things, or look for what is stored, take one of
    their own.
    """
    made = {}

    def give(**options):
        key = json.dumps(options, sort_keys=True)
        if key not in made:
            made[key] = browser.new_context(**options)
        return made[key]

    yield give
    for context in made.values():
        context.close()


@pytest.fixture(scope="session")
def kept_pages(context_of):
    """Pages that one test hands on to the next."""
    return KeptPages(context_of)


def build_book(folder):
    """Build a book with the editors' command; give its exit status and all that it printed."""
    done = warm.run("livingwell", "build", "--root", folder)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """Build a book once for all workers: ``built_once(name, write)`` gives the folder that ``write`` filled.

    ``write`` gets an empty folder and returns the folder of the book.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name, write):
        said = shared / f"{name}.json"
        with said.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not said.exists():
                (shared / name).mkdir()
                folder = write(shared / name)
                said.write_text(json.dumps([str(folder), *build_book(folder)]), encoding="utf-8")
        folder, status, words = json.loads(said.read_text(encoding="utf-8"))
        assert status == 0, words[-9000:]
        return Path(folder)

    return once


@pytest.fixture(scope="session")
def built(built_once):
    """The site itself, built by the editors' own command from an empty folder."""
    return built_once("the-book", lambda folder: ROOT) / "_build" / "html"


@pytest.fixture(scope="session")
def site(built):
    with serving(built) as address:
        yield address
