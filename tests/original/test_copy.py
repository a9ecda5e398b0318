from __future__ import annotations

import os
import time

import pytest

from livingwell_learning.original import OriginalError
from livingwell_learning.original.copy import LARGEST, copy_of, grouped, open_copy
from livingwell_learning.original.prose import prose_blocks


def texts(raw):
    return [group.items or group.text for group in copy_of(raw, "a.txt").groups]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7 \x00", "is a PDF"),
        (b"PK\x03\x04....", r"\.docx"),
        (b"{\\rtf1 hello}", "rich-text"),
        ("Words".encode("utf-16"), "UTF-16"),
        (b"Words \x00 and", "binary"),
        (b"One\nCaf\xe9", r"report\.txt, line 2: the text is not in the encoding UTF-8"),
        (b"", "is empty"),
        (b" \r\n\x0c\n", "is empty"),
        (b"-\n\n\xe2\x80\xa2", "is empty, or has bullets and no words"),
        (b"a" * (LARGEST + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_plain_text_is_named_with_a_remedy(raw, said):
    with pytest.raises(OriginalError, match=said) as error:
        copy_of(raw, "report.txt")
    assert str(error.value).startswith("report.txt")
    assert "plain text (.txt, encoding UTF-8)" in str(error.value)


@pytest.mark.parametrize("name", ["nothing.txt", "."])
def test_a_path_that_cannot_be_read_is_named(tmp_path, name):
    with pytest.raises(OriginalError, match="cannot be read"):
        open_copy(tmp_path / name)


def test_lines_are_numbered_as_an_editor_does_and_counted():
    copy = copy_of("\ufeff\r\nOne\r\ntwo\r\n\r\n \t\r\n\x0cThree\r\n".encode(), "a.txt")
    assert [(line.number, line.text) for line in copy.lines] == [(2, "One"), (3, "two"), (6, "Three")]
    assert (copy.source.lines, copy.source.non_blank) == (6, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    assert texts(f"One{end}two{end}{end}Three".encode()) == ["One two", "Three"]


def test_a_page_break_parts_paragraphs():
    assert texts(b"One.\n\x0cTwo.\x0c\nThree.") == ["One.", "Two.", "Three."]


def test_markup_goes_and_all_else_stays():
    assert texts("**Bold **and <u>under</u>, 2 < 3, a*b, café £3 ¹".encode()) == [
        "Bold and under, 2 < 3, a*b, café £3 ¹"
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "·", "– ", "- · "])  # noqa: RUF001
def test_bullets_of_all_kinds_are_taken_off(bullet):
    assert texts(f"{bullet}One\n  more\n{bullet}Two".encode()) == [("One more", "Two")]


def test_a_bullet_on_a_line_of_its_own_is_kept_with_what_follows_or_else_with_what_came():
    first, last = copy_of("·\n\nOne\n\nTwo\n\n-\n".encode(), "a.txt").groups
    assert (first.text, first.numbers) == ("One", (1, 3))
    assert (last.text, last.numbers) == ("Two", (5, 7))


def test_no_lines_make_no_groups():
    assert grouped([]) == []


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_given_as_a_report_is_named_and_never_opened(tmp_path, make):
    make(tmp_path / "report.txt")
    with pytest.raises(OriginalError, match="it is not a file"):
        open_copy(tmp_path / "report.txt")


@pytest.mark.parametrize(("gap", "count"), [("\n", 1000), ("\n\n", 250)], ids=["no blank", "a blank after each"])
def test_a_copy_without_a_full_stop_is_read_in_a_moment_however_long(gap, count):
    lines = ["people who change how a place works with its neighbours"] * count
    began = time.process_time()
    (block,) = prose_blocks(copy_of(gap.join(lines).encode(), "a.txt").groups)
    assert time.process_time() - began < 1
    assert block.text == " ".join(lines)
    assert len(block.lines) == len(lines)
