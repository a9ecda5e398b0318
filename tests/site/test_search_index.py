"""The index of a search, as the build of any book makes it."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from livingwell_learning.data import load
from livingwell_learning.site.search.index import DIGITS, HALF, front_coded, number, pack
from livingwell_learning.site.search.pages import read_page
from livingwell_learning.site.search.records import Record, rows_shown
from tests import warm
from tests.conftest import ROOT


def plain_build(folder):
    done = warm.plain_book(folder, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html" / "_static" / "search"


def all_of(folder):
    return " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json")))


def test_a_build_of_one_page_leaves_no_index_stale(book):
    folder = plain_build(book)
    first = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    assert "dotted" not in all_of(folder)
    page = book / "book" / "count.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("## Two\n\nText.", "## Two dotted\n\nQuixotic."), encoding="utf-8")
    plain_build(book)
    assert "Quixotic." in all_of(folder) and "Two dotted" in all_of(folder)
    assert "A small book" in all_of(folder), "the page that was not written again is still found"
    page.write_text(before, encoding="utf-8")
    plain_build(book)
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == first


def read_number(text):
    value, scale = 0, 1
    for sign in text:
        digit = DIGITS.index(sign)
        value += (digit - HALF if digit >= HALF else digit) * scale
        scale *= HALF
    return value


@given(st.integers(0, 10**6))
def test_a_number_is_read_as_it_was_written(value):
    assert read_number(number(value)) == value
    assert set(number(value)) & set('"\\ ') == set()


@settings(max_examples=50)
@given(st.sets(st.text("abc", min_size=1, max_size=60), max_size=20))
def test_words_that_share_letters_come_back(words):
    before, read = "", []
    for piece in front_coded(sorted(words)):
        before = before[: DIGITS.index(piece[0])] + piece[1:]
        read.append(before)
    assert read == sorted(words)


def test_a_page_is_read_without_what_is_there_to_be_pressed():
    page = read_page(
        '<nav><section id="n"><h1>Menu</h1></section></nav><article><section id="a"><p>Above</p>'
        '<h1>Trees<a class="headerlink" '
        'href="#a">#</a></h1><p>An <button class="lw-term">oak</button> '
        '<a class="lw-cite" href="#ash">1</a>.'
        "</p><button>Press</button><details><summary>More</summary><p>Inside</p></details><svg><text>7</text></svg>"
        '<div data-lw-widget="x"><p>Widget</p></div><dl><dt id="term-x">X</dt><dd>Known elsewhere</dd><dt>Y</dt>'
        "<dd>Here</dd></dl></section></article>",
        frozenset({"term-x"}),
    )
    assert [(s.anchor, s.title, s.text) for s in page.sections] == [("a", "Trees", "Above An oak. Inside Y Here")]
    assert page.anchors == {"n", "a", "term-x"}


def test_the_same_records_give_the_same_files_and_common_words_are_left_out():
    records = [Record("one", "a", "", "Oak", "the oak and the ash"), Record("two", "", "Event", "Ash", "3,438 trees")]
    pages = {"one": ("one.html", "One"), "two": ("two.html", "Two")}
    files = pack(records, pages, frozenset({"the", "and"}), "index.json")
    assert files == pack(records, pages, frozenset({"and", "the"}), "index.json")
    index = json.loads(files["index.json"])
    assert index["pages"] == [["one.html", "One"], ["two.html", "Two"]]
    assert index["records"] == [[0, 0, "a", "Oak"], [1, 1, "", "Ash"]]
    words = [piece[1:] for piece in index["words"].split(" ")]
    assert words == ["3438", "ash", "trees"], "the title's own words stand in the title alone"


def test_a_table_may_make_the_titles_of_its_rows_of_columns():
    records = [row for *_, row in rows_shown(load(ROOT)) if row.kind == "Fact"]
    money = next(row for row in records if "71 charity projects" in row.text)
    assert money.title == "Edinburgh: Money" and money.page == "places/edinburgh"
    assert len(records) == len(load(ROOT).place_facts)
