from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests import warm

COMMAND = [sys.executable, "-m", "livingwell_learning.cli"]


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fetch(address):
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")


def test_serve_builds_and_shows_the_book_on_this_machine(book, port):
    server = subprocess.Popen(
        [*COMMAND, "serve", "--root", str(book), "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert "<h1>A small book" in fetch(f"http://localhost:{port}/")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://localhost:{port}/nowhere.html")
    finally:
        server.terminate()
        said = server.communicate()[0]
    assert f"The book is at http://localhost:{port}/" in said


def test_a_port_in_use_is_named_with_a_remedy(book):
    (book / "_build" / "html").mkdir(parents=True)
    (book / "_build" / "html" / "index.html").touch()
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = warm.run("livingwell", "serve", "--no-build", "--root", str(book), "--port", str(port))
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "70000"])
def test_a_port_that_is_none_is_named_in_a_line(book, port):
    done = warm.run("livingwell", "serve", "--root", str(book), "--port", port)
    assert done.returncode == 1
    assert done.stderr == f"Error: port {port}: a port is a number from 1 to 65535, or 0 for any free one.\n"


def test_port_0_takes_a_free_one_and_says_which(book):
    (book / "_build" / "html").mkdir(parents=True)
    (book / "_build" / "html" / "index.html").write_text("here")
    command = [*COMMAND, "serve", "--no-build", "--root", str(book), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    said = server.stdout.readline()
    try:
        assert fetch(re.search(r"http://localhost:[1-9][0-9]+/", said)[0]) == "here"
    finally:
        server.terminate()
        server.communicate()


def test_nothing_built_is_said_in_a_line(book):
    done = warm.run("livingwell", "serve", "--no-build", "--root", str(book))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: nothing is built in {book / '_build' / 'html'}. Run `livingwell build`")
    assert done.stderr.count("\n") == 1


def test_check_lists_every_problem_and_builds_nothing(book):
    assert warm.run("livingwell", "check", "--root", str(book)).returncode == 0
    for name in ("glossary", "outline"):
        path = book / "data" / f"{name}.csv"
        path.write_text(path.read_text().replace("first", "frist"))
    done = warm.run("livingwell", "check", "--root", str(book))
    assert done.returncode == 1
    assert "glossary.csv" in done.stderr
    assert "outline.csv" in done.stderr
    assert not (book / "_build").exists()


def test_check_lists_the_lines_that_wait_for_a_person_until_one_is_confirmed(book):
    said = warm.run("livingwell", "check", "--root", str(book)).stdout
    assert re.search(r"1 line waits for a person to call .*:\n  livingwell confirm 999  ", said)
    done = warm.run("livingwell", "confirm", "999", "--on", "2026-11-20", "--root", str(book))
    assert done.returncode == 0 and "confirmed on 2026-11-20." in done.stdout
    assert ",2026-11-20,100000," in (book / "data" / "support_lines.csv").read_text()
    assert "confirm" not in warm.run("livingwell", "check", "--root", str(book)).stdout
    wrong = warm.run("livingwell", "confirm", "998", "--root", str(book))
    assert wrong.returncode == 1 and "no line '998'" in wrong.stderr


def test_a_folder_without_a_book_is_refused_plainly(tmp_path):
    done = warm.run("livingwell", "build", "--root", str(tmp_path))
    assert done.returncode == 1
    assert "datapackage.json" in done.stderr
    assert "Traceback" not in done.stderr
