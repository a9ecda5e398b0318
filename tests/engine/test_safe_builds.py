"""No build, however it ends, harms the site that was built last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from livingwell_learning.engine import BuildError
from livingwell_learning.engine.build import build_site
from livingwell_learning.engine.workplace import Workplace
from tests.engine.conftest import files

BUILD = [sys.executable, "-m", "livingwell_learning.cli", "build", "--root"]


def start(book):
    return subprocess.Popen([*BUILD, str(book)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def site_of(book, text="old"):
    site = book / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text(text, encoding="utf-8")
    return site


@pytest.mark.parametrize("later", [0, 0.3])
def test_two_builds_at_once_both_end_well(book, later):
    first = start(book)
    time.sleep(later)
    second = start(book)
    for build in (first, second):
        said = build.communicate()[0]
        assert build.returncode == 0, said
    assert "A small book" in (book / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert not (book / "_build" / "next").exists()
    assert not (book / "_build" / "html.old").exists()


def test_a_second_build_says_that_it_waits(book):
    place = Workplace(book)
    with place.turn():
        waiting = start(book)
        assert "waits for its turn" in waiting.stdout.readline()
    waiting.communicate()
    assert waiting.returncode == 0


def test_a_killed_build_leaves_the_last_good_site_and_the_next_build_clears_up(book, build):
    assert build(book)[0] == 0
    before = files(book / "_build" / "html")
    (book / "book" / "index.md").write_text("# Another title\n", encoding="utf-8")
    running = start(book)
    for line in running.stdout:
        if line.startswith("reading sources"):
            running.send_signal(signal.SIGKILL)
            break
    running.communicate()
    assert running.returncode == -signal.SIGKILL
    assert files(book / "_build" / "html") == before
    (book / "book" / "index.md").write_text("# Another title\n\n```{retold} start\n```\n\n{cite:p}`first`\n")
    assert build(book)[0] == 0
    assert "Another title" in (book / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert not (book / "_build" / "next").exists()


def test_a_build_that_was_killed_between_the_last_two_steps_gets_its_site_back(tmp_path):
    site_of(tmp_path).rename(tmp_path / "_build" / "html.old")
    place = Workplace(tmp_path)
    assert place.kept
    with place.turn():
        assert (place.site / "index.html").read_text() == "old"
    assert not (tmp_path / "_build" / "html.old").exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_new_site_takes_the_place_of_the_old_one(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr("livingwell_learning.engine.workplace.exchange", lambda one, other: False)
    site_of(tmp_path)
    place = Workplace(tmp_path)
    with place.turn():
        new = place.fresh() / "html"
        new.mkdir()
        (new / "index.html").write_text("new")
        place.publish(new)
    assert (place.site / "index.html").read_text() == "new"
    assert {path.name for path in place.folder.iterdir()} <= {"html", ".lock"}


def test_a_last_step_that_fails_puts_the_old_site_back(tmp_path, monkeypatch):
    monkeypatch.setattr("livingwell_learning.engine.workplace.exchange", lambda one, other: False)
    site_of(tmp_path)
    place = Workplace(tmp_path)
    with pytest.raises(BuildError, match="No such file"), place.turn():
        place.fresh()
        place.publish(tmp_path / "_build" / "next" / "html")
    assert (place.site / "index.html").read_text() == "old"


def test_ctrl_c_between_the_last_two_steps_comes_after_them(tmp_path, monkeypatch):
    def interrupted(one, other):
        os.kill(os.getpid(), signal.SIGINT)
        return False

    monkeypatch.setattr("livingwell_learning.engine.workplace.exchange", interrupted)
    site_of(tmp_path)
    place = Workplace(tmp_path)
    with pytest.raises(KeyboardInterrupt), place.turn():
        new = place.fresh() / "html"
        new.mkdir()
        (new / "index.html").write_text("new")
        place.publish(new)
    assert (place.site / "index.html").read_text() == "new"


def test_build_site_called_alone_checks_the_tables(book, change):
    change(book / "data" / "glossary.csv", "first", "frist")
    with pytest.raises(BuildError) as caught:
        build_site(book, echo=lambda line: None)
    assert any(fault.file == "data/glossary.csv" and fault.value == "frist" for fault in caught.value.faults)
    assert not (book / "_build" / "html").exists()


def test_a_full_disk_is_named_in_a_line_and_leaves_the_site(book, build):
    site = site_of(book)
    (book / "ext").mkdir()
    (book / "ext" / "full.py").write_text(
        "def fill(app, page, *_):\n    raise OSError(28, 'No space left on device', str(app.outdir))\n\n\n"
        "def setup(app):\n    app.connect('html-page-context', fill)\n"
    )
    config = book / "_config.yml"
    config.write_text(config.read_text().replace("sphinx:\n", "sphinx:\n  local_extensions: {full: ext}\n"))
    config.write_text(config.read_text().replace("livingwell_learning.site]", "livingwell_learning.site, full]"))
    status, said = build(book)
    assert status == 1
    assert "_build/next/html: The disk is full. Make room and build again." in said
    assert "Traceback" not in said
    assert (site / "index.html").read_text() == "old"


def test_a_build_folder_that_cannot_be_written_to_is_named_in_a_line(book, build):
    (book / "_build").write_text("in the way")
    status, said = build(book)
    assert status == 1
    assert "_build: A file is in the way of a folder. Remove it." in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PermissionError(13, "Permission denied", "_build"), "It cannot be written to. Give yourself the right"),
        (OSError(30, "Read-only file system", "_build"), "The disk is read-only. Build in a copy"),
    ],
)
def test_a_refused_folder_is_named_with_a_remedy(tmp_path, kind, words):
    with pytest.raises(BuildError, match=words), Workplace(tmp_path).turn():
        raise kind


def test_results_of_cells_that_no_page_can_use_any_more_go(book, build, change):
    cache = book / "_build" / "cache"
    assert build(book)[0] == 0
    (first,) = cache.iterdir()
    change(book / "data" / "glossary.csv", "What people say.", "What they say.")
    assert build(book)[0] == 0
    (second,) = cache.iterdir()
    assert first.name != second.name


def test_a_folder_that_holds_no_book_is_named_and_stays_empty(tmp_path, build):
    status, said = build(tmp_path)
    assert status == 1
    assert f"No book is here: {tmp_path} holds neither _config.yml nor _toc.yml nor data/datapackage.json" in said
    assert "--root" in said
    assert list(tmp_path.iterdir()) == []
