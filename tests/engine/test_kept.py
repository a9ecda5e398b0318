"""What a page's cells gave is used again only while every file that they read is as it was."""

from __future__ import annotations

import pytest

from livingwell_learning.engine.forks.reads import digest
from tests.site.minibook import HEADER

READERS = {
    "beside": "print(open('numbers.txt').read())",
    "outside": "from pathlib import Path\nprint(Path('../notes/more.txt').read_text())",
    "helped": "from helper import words\nprint(words)",
    "listed": "import os\nprint(sorted(os.listdir('../notes')))",
    "by-kernel": "import sys, types\nsys.modules['matplotlib'] = types\nprint(open('numbers.txt').read())",
}


@pytest.fixture
def reading(book, change):
    """A book whose pages read files: one beside the pages, one elsewhere in the book, a module, a folder."""
    for name, source in READERS.items():
        page = f"{HEADER}# Reads\n\n```{{code-cell}} python\n:tags: [prints]\n{source}\n```\n"
        (book / "book" / f"{name}.md").write_text(page)
    named = "".join(f"- file: {name}\n" for name in READERS)
    change(book / "_toc.yml", "- file: words\n", f"- file: words\n{named}")
    (book / "notes").mkdir()
    write(book, "early")
    return book


def write(book, words):
    (book / "book" / "numbers.txt").write_text(f"{words} beside")
    (book / "notes" / "more.txt").write_text(f"{words} elsewhere")
    (book / "notes" / f"{words}.txt").touch()
    (book / "book" / "helper.py").write_text(f"words = '{words} in a module'\n")


def shown(book):
    site = book / "_build" / "html"
    return {name: [w for w in ("early", "later") if w in (site / f"{name}.html").read_text()] for name in READERS}


def test_no_result_is_used_again_when_a_file_that_its_page_read_has_changed(reading, build):
    status, said = build(reading)
    assert status == 0, said
    assert shown(reading) == {name: ["early"] for name in READERS}
    write(reading, "later")
    status, said = build(reading)
    assert status == 0, said
    assert shown(reading) == {name: ["later"] for name in READERS} | {"listed": ["early", "later"]}


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
