"""What builds for the preview: it goes on after a full disk, other settings and its own death."""

from __future__ import annotations

import subprocess
import sys

from livingwell_learning.engine.watch.builder import Session
from livingwell_learning.engine.watch.command import Builder
from tests.site import minibook


def test_a_full_disk_is_named_and_the_next_build_goes_on(tmp_path, monkeypatch):
    def full(session):
        raise OSError(28, "No space left on device", str(session.folder / "html" / "index.html"))

    monkeypatch.setattr("gc.freeze", lambda: None)
    session = Session(tmp_path, tmp_path / "_build" / "serve")
    monkeypatch.setattr(Session, "_first", lambda session, changed: [])
    monkeypatch.setattr(Session, "_pages", lambda session, changed: [])
    monkeypatch.setattr(Session, "_show", full)
    (fault,) = session.build([])["faults"]
    assert fault["rule"] == "The disk is full"
    monkeypatch.setattr(Session, "_show", lambda session: ["index.html"])
    assert session.build([])["changed"] == ["index.html"]


ECHO = """import sys
for line in sys.stdin:
    print('{"faults": [], "changed": [], "seconds": 0}', flush=True)
"""


def test_changed_settings_are_taken_in_when_a_page_is_heard_of_before_them(tmp_path, monkeypatch):
    book, start = minibook.write(tmp_path), subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: start([sys.executable, "-c", ECHO], **more))
    builder, page = Builder(book), str(book / "book" / "words.md")
    try:
        builder.build([])
        first = builder.process.pid
        builder.build([page])
        assert builder.process.pid == first
        with (book / "_toc.yml").open("a") as toc:
            toc.write("# changed\n")
        builder.build([page])
        second = builder.process.pid
        assert second != first
        builder.build([str(book / "_toc.yml")])
        assert builder.process.pid == second
    finally:
        builder.stop()


def test_a_style_that_is_saved_together_with_settings_is_built(tmp_path):
    book = minibook.write(tmp_path)
    builder, sheet = Builder(book), book / "book" / "_static" / "own.css"
    sheet.parent.mkdir()
    sheet.write_text("main { margin: 0 }\n")
    try:
        assert builder.build([str(sheet), str(book / "_config.yml")])["faults"] == []
    finally:
        builder.stop()


def test_a_process_that_dies_at_once_is_named_and_leaves_word(tmp_path, monkeypatch):
    start, words = subprocess.Popen, "raise SystemExit('no such module')"
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: start([sys.executable, "-c", words], **more))
    builder = Builder(minibook.write(tmp_path))
    (fault,) = builder.build([])["faults"]
    assert fault["rule"] == "The process that builds has ended before its time"
    assert "no such module" in (tmp_path / fault["file"]).read_text()
