"""What a page's cells gave is used again only while every file that they read is as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from livingwell_learning.data import digest
from livingwell_learning.engine.forks.client import ForkServer
from livingwell_learning.site.kept import keeps_to_tables
from tests.conftest import ROOT
from tests.site.minibook import HEADER

READERS = {
    "beside": "print(open('numbers.txt').read())",
    "outside": "from pathlib import Path\nprint(Path('../notes/more.txt').read_text())",
    "helped": "from helper import words\nprint(words)",
    "listed": "import os\nprint(sorted(os.listdir('../notes')))",
    "asked-for": "from os.path import exists\nprint(['ear' + 'ly', 'la' + 'ter'][exists('../notes/la' 'ter.txt')])",
    "far-away": "print(open('../../far/more.txt').read())",
    "database": "import sqlite3\nprint(*sqlite3.connect('../notes/words.db').execute('select word from words'))",
    "process": "import subprocess\nprint(subprocess.run(['cat', '../notes/more.txt'], capture_output=True).stdout)",
    "native": "from ctypes import CDLL, create_string_buffer as room\nlib, text = CDLL(None), room(9)\n"
    "lib.read(lib.open(b'../notes/more.txt', 0), text, 8)\nprint(text.value)",
    "by-kernel-alone": "import sys, types\nsys.modules['matplotlib'] = types\nprint(open('../notes/more.txt').read())",
    "by-kernel": "import sys, types\nsys.modules['matplotlib'] = types\nprint(open('numbers.txt').read())",
}
BESIDE = ("beside", "helped", "by-kernel")
"""Those that read a file in the folder of the pages: with it every result goes."""


@pytest.fixture(scope="module")
def server():
    running = ForkServer(ROOT, workers=1)
    yield running
    running.close()


@pytest.fixture
def reading(book, change):
    """A book whose pages read files: one beside the pages, one elsewhere in the book, a module, a folder."""
    for name, source in READERS.items():
        page = f"{HEADER}# Reads\n\n```{{code-cell}} python\n:tags: [prints]\n{source}\n```\n"
        (book / "book" / f"{name}.md").write_text(page)
    named = "".join(f"- file: {name}\n" for name in READERS)
    change(book / "_toc.yml", "- file: words\n", f"- file: words\n{named}")
    (book / "notes").mkdir()
    (book.parent / "far").mkdir()
    write_beside(book, "early")
    write_away(book, "early")
    return book


def write_beside(book, words):
    (book / "book" / "numbers.txt").write_text(f"{words} beside")
    (book / "book" / "helper.py").write_text(f"words = '{words} in a module'\n")


def write_away(book, words):
    (book / "notes" / "more.txt").write_text(f"{words} elsewhere")
    (book / "notes" / f"{words}.txt").touch()
    (book.parent / "far" / "more.txt").write_text(f"{words} far away")
    with closing(sqlite3.connect(book / "notes" / "words.db")) as base:
        base.executescript(f"drop table if exists words; create table words as select '{words}' as word")


def shown(book):
    site = book / "_build" / "html"
    return {name: [w for w in ("early", "later") if w in (site / f"{name}.html").read_text()] for name in READERS}


def test_no_result_is_used_again_when_a_file_that_its_page_read_has_changed(reading, build):
    status, said = build(reading)
    assert status == 0, said
    assert shown(reading) == {name: ["early"] for name in READERS}
    write_away(reading, "later")
    status, said = build(reading)
    assert status == 0, said
    later = {name: ["later"] for name in READERS} | {"listed": ["early", "later"]}
    assert shown(reading) == later | {name: ["early"] for name in BESIDE}
    write_beside(reading, "later")
    status, said = build(reading)
    assert status == 0, said
    assert shown(reading) == later


def test_what_is_in_a_file_or_a_folder_counts_and_not_when_it_was_saved(tmp_path):
    file = tmp_path / "a.txt"
    before = digest(str(file)), digest(str(tmp_path))
    file.write_text("a")
    now = digest(str(file)), digest(str(tmp_path))
    assert before[0] != now[0]
    assert before[1] != now[1]
    file.write_text("a")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / ".a.txt.swp").touch()
    assert (digest(str(file)), digest(str(tmp_path))) == now


COUNTED = "\nfrom pathlib import Path as P\nP('../runs').open('a').write('x')"


def test_what_rests_on_the_tables_or_on_files_that_are_known_is_used_again(book, build):
    cell = f"```{{code-cell}} python\n:tags: [prints]\nprint(open('../notes.txt').read()){COUNTED}\n```\n"
    (book / "book" / "count.md").write_text(f"{HEADER}# Reads\n\n{cell}")
    (book / "notes.txt").write_text("early")
    for runs in (1, 1):
        status, said = build(book)
        assert status == 0, said
        assert (book / "runs").read_text() == "x" * runs
    (book / "notes.txt").write_text("later")
    assert build(book)[0] == 0
    assert (book / "runs").read_text() == "xx"


@pytest.mark.parametrize(
    "source",
    [
        "from livingwell_learning import SiteTimeline, load\nSiteTimeline(load(), place='york', pages='../')",
        "import pandas as pd\nfrom livingwell_learning.charts import dots\npd.DataFrame({'a': [1]}).a.astype(float)",
        "from livingwell_learning.original import read\nread(tables.folder.parent)",
    ],
)
def test_cells_that_use_the_tables_alone_rest_on_them(source):
    assert keeps_to_tables([source])


@pytest.mark.parametrize(
    "source",
    [
        "open('../more.txt')",
        "import pyarrow.parquet",
        "import pandas as pd\npd.read_csv('../more.csv')",
        "from pandas import read_csv as take\ntake('../more.csv')",
        "from livingwell_learning import load\nload('../elsewhere')",
        "from livingwell_learning import load as take\ntake('../elsewhere')",
        "import livingwell_learning as lw\ntake = lw.load\ntake('../elsewhere')",
        "from livingwell_learning.original import read\nread('../elsewhere')",
        "from livingwell_learning.reflection import Round\nRound.read(['../answers.json'])",
        "import altair as alt\nalt.Chart('https://example.org/more.csv')",
        "import helper",
        "from . import helper",
        "__import__('os').listdir('..')",
        "eval('1')",
        "%run ../more.py",
        "!cat ../more.txt",
    ],
)
def test_cells_that_can_read_anything_else_do_not(source):
    assert not keeps_to_tables(["1 + 1", source])


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("open('more.txt').read()", True),
        ("from livingwell_learning import load\nlen(load('DATA').glossary)", True),
        ("import altair, numpy, pandas\n_ = pandas.read_csv('more.txt'), numpy.fromfile('more.txt')", True),
        ("import sqlite3\nsqlite3.connect(':memory:').close()", False),
        ("import subprocess\n_ = subprocess.run(['true'])", False),
        ("import ctypes\n_ = ctypes.CDLL(None)", False),
        ("import socket\ns = socket.socket()\n_ = s.connect_ex(('127.0.0.1', 9))", False),
        ("import sys, types\nsys.modules['pyarrow'] = m = types.ModuleType('pyarrow')\n"
         "from importlib.machinery import ExtensionFileLoader as L, ModuleSpec\n"
         "m.__spec__ = ModuleSpec('pyarrow', L('pyarrow', 'pyarrow.so'))", False),
        ("import os\nos.mkfifo('pipe')\no = os.open('pipe', os.O_RDONLY | os.O_NONBLOCK)", False),
    ],
)  # fmt: skip
def test_reading_that_nobody_sees_is_known_as_such(server, tmp_path, source, seen):
    (tmp_path / "more.txt").write_text("more")
    asked = server.run([(0, source.replace("DATA", str(ROOT / "data")))], tmp_path, 30).result(timeout=60)
    assert "outputs" in asked, asked
    assert (asked["reads"] is not None) == seen
    assert seen == bool(asked["reads"])
