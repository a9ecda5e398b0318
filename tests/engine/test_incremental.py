"""A build that goes on from the last one shows nothing that is no longer so."""

from __future__ import annotations

import pytest

from tests import warm
from tests.site.minibook import HEADER


@pytest.fixture
def again(book):
    """Build the book with the plain command into the same folder as before; give a page."""

    def built(page):
        done = warm.plain_book(book, book)
        assert done.returncode == 0, done.stdout + done.stderr
        return (book / "_build" / "html" / f"{page}.html").read_text(encoding="utf-8")

    return built


def test_a_new_citation_and_a_new_title_reach_the_pages_that_show_them(book, again, change):
    before = again("words")
    assert "A page that counts" not in before.partition("lw-bibliography")[2].partition("</article>")[0]
    uses = before.count("A page that counts")
    change(book / "book" / "count.md", "## Two\n\nText.", "## Two\n\nText. {cite:p}`first`")
    assert again("words").count("A page that counts") == uses + 1
    change(book / "book" / "count.md", "# A page that counts", "# A page that sums up")
    words = again("words")
    assert "A page that counts" not in words
    assert words.count("A page that sums up") == uses + 1
    assert "A page that sums up" in (book / "_build" / "html" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_gone_leaves_no_trace_in_the_contents(book, again, change):
    assert "A page that counts" in again("words")
    (book / "book" / "count.md").unlink()
    change(book / "_toc.yml", "- file: count\n", "")
    change(book / "book" / "index.md", ", and [a page that counts](count.md)", "")
    assert "A page that counts" not in again("words")


def test_a_page_whose_cells_read_what_nobody_sees_is_built_anew(book, again):
    notes, page = book / "notes.txt", book / "book" / "count.md"
    page.write_text(f"{HEADER}# Reads\n\n```{{code-cell}} python\nopen('../notes.txt').read()\n```\n")
    notes.write_text("early")
    assert "early" in again("count")
    notes.write_text("later")
    assert "early" not in again("count")
