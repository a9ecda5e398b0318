"""One typography and one spelling of each term, over pages and tables; every slip with its file and line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.cli import main
from livingwell_learning.site.wording import Wording, wording_problems
from livingwell_learning.site.wording_text import pieces

ROOT = Path(__file__).parents[2]
SETTING = """\
    livingwell_wording:
      write: {"%": [per cent], Orchard: [orchard]}
      keep: [The old orchard]
"""
HEAD = "---\ndescription: {}\n---\n# A page\n\n"


@pytest.fixture
def worded(book):
    """The small book with the setting."""
    path = book / "_config.yml"
    path.write_text(path.read_text() + SETTING)
    return book


def said(book):
    """What the check names, as file, line and what was found."""
    return [(problem.file, problem.line, problem.value) for problem in wording_problems(book)]


def page(book, text, description="Text"):
    (book / "book" / "count.md").write_text(HEAD.format(description) + text)


def test_a_book_without_the_setting_may_write_as_it_likes(book):
    page(book, "It fell by 3 per cent.")
    assert said(book) == []


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("Rain.\n\nIt fell by 3 per cent.", 8, "per cent"),
        ("- one\n- an orchard", 7, "orchard"),
        ("From 2019-20 on.", 6, "2019-20"),
        ("And then...", 6, "..."),
        ("```{figure} a.png\n:alt: The keeper's trees\n```", 7, "keeper's"),
        ('```{raw} html\n<p class="x">The keeper\'s trees</p>\n```', 7, "keeper's"),
        ('{attribution="An orchard\'s keeper"}\n> Said.', 6, "orchard's"),
        ("```{container} note\nSome per cent.\n```", 7, "per cent"),
        ('```{code-cell} python\n:tags: [x]\nx = 1\nprint(f"{x} of the keeper\'s trees")\n```', 9, "keeper's"),
    ],
)
def test_a_slip_on_a_page_is_named_with_its_line(worded, text, line, found):
    page(worded, text)
    assert ("book/count.md", line, found) in said(worded)


def test_a_slip_in_front_matter_is_named_with_its_line(worded):
    page(worded, "Text.", description="The keeper's trees")
    assert said(worded) == [("book/count.md", 2, "keeper's")]


@pytest.mark.parametrize(
    "text",
    [
        'The keeper\'s trees, "all of them".',
        "See [the trees](orchard-2019-20.md) and `orchard` {cite:p}`orchard-2019-20`.",
        '<a href="orchard">Trees</a> of 2019-05-01, at https://example.org/orchard',
        "The old orchard, a song.",
        "```python\norchard = 'per cent'\n```",
        "(orchard-2)=\n\n{ref}`the trees <orchard-2>`",
        "```{code-cell} python\norchard = {'orchard': 1}\n```",
    ],
)
def test_what_is_no_text_for_readers_or_goes_through_smart_quotes_is_left_alone(worded, text):
    page(worded, text)
    assert said(worded) == []


def test_a_slip_in_a_table_is_named_with_its_line_and_column_and_keys_are_left_alone(worded):
    path = worded / "data" / "glossary.csv"
    path.write_text(path.read_text().replace("What people say.", '"The keeper\'s word, and ""more"" per cent"'))
    found = wording_problems(worded)
    assert [(p.file, p.line, p.column) for p in found] == [("data/glossary.csv", 2, "definition")] * 2
    assert str(found[0]) == (
        "data/glossary.csv:2, column definition: 'keeper's' is straight, and this text is shown as it is typed. "
        "Write ’ for an apostrophe, and “ ” around a quotation."  # noqa: RUF001
    )


def test_a_slip_in_what_is_said_of_a_table_is_named_with_its_line(worded):
    path = worded / "data" / "datapackage.json"
    lines = path.read_text().splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if '"title": "term"' in text)
    lines[line - 1] = lines[line - 1].replace('"term"', '"The keeper\'s term"')
    path.write_text("\n".join(lines))
    assert said(worded) == [("data/datapackage.json", line, "keeper's")]


@pytest.mark.parametrize("setting", ["[per cent]", "{write: {'%': per cent}}", "{keep: The old one}", "{avoid: {}}"])
def test_a_setting_of_another_shape_is_named(book, setting):
    path = book / "_config.yml"
    path.write_text(path.read_text() + f"    livingwell_wording: {setting}\n")
    (problem,) = wording_problems(book)
    assert problem.file == "_config.yml" and "livingwell_wording" in problem.rule


def test_the_command_and_the_build_name_the_file_and_the_line(worded, build):
    page(worded, "It fell by 3 per cent.")
    checked = CliRunner().invoke(main, ["check", "--root", str(worded)])
    assert checked.exit_code == 1 and "book/count.md:6: 'per cent' is spelt otherwise" in checked.output
    status, output = build(worded)
    assert status == 1 and "book/count.md:6: 'per cent' is spelt otherwise" in output


def test_this_book_keeps_to_its_own_wording():
    assert list(map(str, wording_problems(ROOT))) == []


def sentences(table):
    """Give every text in a table of words, however deep."""
    for value in table.values():
        yield from sentences(value) if isinstance(value, dict) else [value]


def test_the_sentences_of_the_library_keep_to_the_same_wording():
    wording = Wording.of(yaml.safe_load((ROOT / "_config.yml").read_text())["sphinx"]["config"]["livingwell_wording"])
    texts = list(sentences(tomllib.loads((ROOT / "livingwell_learning" / "words" / "en.toml").read_text())))
    assert len(texts) > 10 and list(map(str, wording.slips(texts))) == []


@given(st.lists(st.text(alphabet="ab'\"`{}<>:-#\n .…%", max_size=40), max_size=6).map("\n".join))
def test_any_page_can_be_read_and_every_piece_stands_on_a_line_of_it(source):
    lines = source.split("\n")
    assert all(1 <= piece.line <= len(lines) for piece in pieces(source))


@given(
    st.sampled_from(["per cent", "kB"]), st.text(alphabet="ab ,.", max_size=12), st.text(alphabet="ab ,.", max_size=12)
)
def test_a_spelling_is_found_as_a_whole_word_only(avoid, before, after):
    whole = not before[-1:].isalpha() and not after[:1].isalpha()
    found = list(Wording({avoid: "%"}).slips([before + avoid + after], typed=False))
    assert any(slip.found == avoid for slip in found) == whole
