"""What an editor meets: a build that works, and builds that stop and say why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import warm
from tests.conftest import ROOT
from tests.site import minibook


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_book_is_built_and_says_where_to_open_it(book, build):
    status, said = build(book)
    assert status == 0, said
    assert f"Open {book / '_build' / 'html' / 'index.html'}" in said
    assert "reading sources" in said
    page = (book / "_build" / "html" / "count.html").read_text(encoding="utf-8")
    assert "counted 1 words" in page


def test_a_failing_cell_and_a_broken_link_stop_the_build_and_leave_the_last_good_site(book, build):
    assert build(book)[0] == 0
    site = book / "_build" / "html"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    change(book / "book" / "count.md", 'print("counted"', '1 / 0\nprint("counted"')
    change(book / "book" / "index.md", "(count.md)", "(nowhere.md)")
    status, said = build(book)
    assert status == 1
    line = 1 + (book / "book" / "count.md").read_text().splitlines().index("1 / 0")
    assert re.search(rf"count\.md:{line}: the code on this line failed: ZeroDivisionError", said), said
    assert re.search(r"index\.md:3: .*nowhere\.md", said), said
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_broken_link_written_as_html_stops_the_build(book, build):
    change(book / "book" / "words.md", "# Words\n", '# Words\n\n<a href="gone.html">gone</a>\n')
    status, said = build(book)
    assert status == 1
    assert "book/words.md:3: 'gone.html' there is no such file" in said


def test_bad_rows_in_two_tables_stop_the_build_before_any_page_is_read(book, build):
    change(book / "data" / "glossary.csv", "first", "frist")
    change(book / "data" / "support_lines.csv", "2026-11-01", "2026-13-01")
    status, said = build(book)
    assert status == 1
    assert "glossary.csv" in said
    assert "'frist'" in said
    assert "'first'" in said
    assert "support_lines.csv" in said
    assert "2026-13-01" in said
    assert "reading sources" not in said
    assert not (book / "_build" / "html").exists()


def test_the_plain_command_refuses_bad_rows_too(book):
    change(book / "data" / "glossary.csv", "first", "frist")
    done = warm.plain_book(book, book)
    assert done.returncode != 0
    assert "'frist'" in done.stdout + done.stderr


def test_a_changed_table_is_in_the_next_build(book, build):
    assert build(book)[0] == 0
    table = book / "data" / "glossary.csv"
    table.write_text(table.read_text() + "phrase,phrase,,Several words.,words,first\n")
    assert build(book)[0] == 0
    assert "counted 2 words" in (book / "_build" / "html" / "count.html").read_text(encoding="utf-8")


def test_an_overdue_check_of_a_support_line_stops_the_build(book, build):
    change(book / "data" / "support_lines.csv", "2026-11-01,,100000", "2020-01-01,,30")
    status, said = build(book)
    assert status == 1
    assert "support_lines.csv" in said
    assert "2020-01-01" in said


def test_every_wrong_name_on_a_page_is_said_in_one_build(book, build):
    index = book / "book" / "index.md"
    change(index, "{gloss}`word`", "{gloss}`wrod`")
    change(index, "(count.md)", "(count.md#no-such-part)")
    change(index, "{cite:p}`first`", "{cite:p}`frist`")
    change(index, "{retold} start", "{retold} strat")
    status, said = build(book)
    assert status == 1
    for message in (
        r"index\.md:3: .*no term 'wrod'.*word",
        r"index\.md:3: .*no-such-part",
        r"index\.md:3: .*frist",
        r"index\.md:5: .*no section 'strat'.*start",
        r"data/outline\.csv:2: section 'start' should be retold on page 'index'",
    ):
        assert re.search(message, said), said


@pytest.mark.long
def test_the_plain_command_builds_the_same_pages(built, tmp_path):
    done = warm.plain_book(ROOT, tmp_path, "--keep-going")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    plain = tmp_path / "_build" / "html"
    names = {path.relative_to(built) for path in built.rglob("*.html")}
    assert {path.relative_to(plain) for path in plain.rglob("*.html")} == names
    assert len(names) > 20
    for name in names:
        assert (plain / name).read_text(encoding="utf-8") == (built / name).read_text(encoding="utf-8"), name


def test_minibook_has_no_word_of_this_book():
    assert "Living Well" not in Path(minibook.__file__).read_text(encoding="utf-8")
