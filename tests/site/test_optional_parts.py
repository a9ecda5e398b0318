"""A book that has no table for a part has no such part, and builds all the same; its title alone is setting enough."""

from __future__ import annotations

import json

import pytest

from tests.site import minibook

TAKEN_OUT = {
    "glossary": [
        ("index.md", "{gloss}`word`", "word"),
        ("words.md", "```{glossary-list}\n```\n\n", ""),
        ("count.md", "len(load().glossary)", "len(list(load()))"),
    ],
    "outline": [("index.md", "```{retold} start\n```\n", "")],
    "support_lines": [],
}


def without(folder, table):
    """Write the small book without a table, and without what its pages ask of it."""
    book = minibook.write(folder)
    descriptor = book / "data" / "datapackage.json"
    content = json.loads(descriptor.read_text())
    content["resources"] = [resource for resource in content["resources"] if resource["name"] != table]
    descriptor.write_text(json.dumps(content, indent=1))
    (book / "data" / f"{table}.csv").unlink()
    for name, old, new in TAKEN_OUT[table]:
        path = book / "book" / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    return book


@pytest.mark.parametrize(
    ("table", "sign", "page"),
    [("glossary", "lw-term", "index.html"), ("outline", 'id="section-start"', "index.html"),
     ("support_lines", 'id="help"', "count.html")],
)  # fmt: skip
def test_without_its_table_a_part_is_off(tmp_path, built_once, build, table, sign, page):
    whole = built_once("optional-parts", minibook.write) / "_build" / "html" / page
    assert sign in whole.read_text()
    book = without(tmp_path, table)
    status, said = build(book)
    assert status == 0, said
    assert sign not in (book / "_build" / "html" / page).read_text()


def test_a_title_is_setting_enough_and_a_book_may_have_no_tables(tmp_path, build):
    (tmp_path / "book").mkdir()
    (tmp_path / "_config.yml").write_text("title: A plain book\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: other\n")
    (tmp_path / "book" / "index.md").write_text("# Start\n\nWords, and [another page](other.md).\n")
    (tmp_path / "book" / "other.md").write_text(f"{minibook.HEADER}# Other\n\n```{{code-cell}} python\n6 * 7\n```\n")
    status, said = build(tmp_path)
    assert status == 0, said
    site = tmp_path / "_build" / "html"
    page = (site / "index.html").read_text()
    assert "A plain book" in page
    assert "Content-Security-Policy" in page
    assert "Jupyter Book" not in page
    assert "42" in (site / "other.html").read_text()


def test_what_a_part_offers_is_refused_by_name_where_its_table_is_not(tmp_path, build):
    book = without(tmp_path, "glossary")
    path = book / "book" / "index.md"
    path.write_text(path.read_text().replace("It has a word", "It has a {gloss}`word`"))
    status, said = build(book)
    assert status == 1
    assert "book/index.md:3: the glossary has no term 'word'; it has none." in said
