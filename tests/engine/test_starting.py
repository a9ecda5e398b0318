"""What is made ready before the first page is read: no more than the pages of a book use."""

from __future__ import annotations

import shutil

import pytest

from livingwell_learning.data import load
from livingwell_learning.engine import starting
from livingwell_learning.site.tables import Noted
from tests.site.minibook import HEADER


@pytest.fixture
def asked(monkeypatch):
    """Keep what would be imported ahead, and start no process."""
    names = []

    class Server:
        def __init__(self, root, wanted):
            names.append(set(wanted))

        def close(self):
            names.append("closed")

    monkeypatch.setattr(starting, "ForkServer", Server)
    monkeypatch.setattr(starting, "can_fork", lambda: True)
    return names


def test_only_what_the_pages_name_is_made_ready(book, asked):
    with starting.warm_start(book):
        pass
    assert asked == [{"livingwell_learning:load"}, "closed"]
    cell = "\n```{code-cell} python\nimport pandas\nfrom livingwell_learning import Forces\nForces()\n```\n"
    (book / "book" / "more.md").write_text(HEADER + cell, encoding="utf-8")
    with starting.warm_start(book):
        pass
    assert asked[2] == {"livingwell_learning:load", "livingwell_learning:Forces", "pandas"}


def test_a_book_without_cells_starts_no_process_unless_it_is_watched(book, asked):
    shutil.rmtree(book / "book")
    (book / "book").mkdir()
    (book / "book" / "index.md").write_text("# Only words, and load\n", encoding="utf-8")
    with starting.warm_start(book) as cells:
        assert cells is None
    assert asked == []
    with starting.warm_start(book, whole=True) as cells:
        assert cells is not None
    assert {"livingwell_learning:load", "livingwell_learning:SiteTimeline"} <= asked[0]


def test_a_table_that_is_read_without_a_frame_is_noted_too(book):
    seen = []
    tables = Noted(load(book), seen.append)
    assert [row["id"] for row in tables.table("glossary").records()] == ["word"]
    assert seen == ["glossary"]
