"""A book that has no table for a part has no such part, and builds all the same; its title alone is setting enough."""

from __future__ import annotations

import importlib
import json

from livingwell_learning.site import OPTIONAL
from tests.site import minibook

TAKEN_OUT = (
    ("index.md", "{gloss}`word`", "word"),
    ("words.md", "```{glossary-list}\n```\n\n", ""),
    ("count.md", "len(load().glossary)", "len(list(load()))"),
    ("index.md", "```{retold} start\n```\n", ""),
)
SIGNS = {"glossary": "lw-term", "outline": 'id="section-start"', "support_lines": 'id="help"'}


def without(folder, left):
    """Write the small book with one table, which no part needs, and without what its pages ask of the others."""
    book = minibook.write(folder)
    descriptor = book / "data" / "datapackage.json"
    content = json.loads(descriptor.read_text())
    content["resources"] = [{**content["resources"][0], "name": left, "path": f"{left}.csv"}]
    descriptor.write_text(json.dumps(content, indent=1))
    (book / "data" / "glossary.csv").rename(book / "data" / f"{left}.csv")
    (book / "data" / "outline.csv").unlink()
    (book / "data" / "support_lines.csv").unlink()
    for name, old, new in TAKEN_OUT:
        path = book / "book" / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    return book


def test_without_its_table_a_part_is_off(tmp_path, built_once, build):
    whole = built_once("optional-parts", minibook.write) / "_build" / "html" / "index.html"
    assert [table for table, sign in SIGNS.items() if sign in whole.read_text()] == list(SIGNS)
    book = without(tmp_path, "things")
    status, said = build(book)
    assert status == 0, said
    page = (book / "_build" / "html" / "index.html").read_text()
    assert [table for table, sign in SIGNS.items() if sign in page] == []
    assert "counted 1 words" in (book / "_build" / "html" / "count.html").read_text()


def test_a_title_is_setting_enough_and_a_book_may_have_no_tables(tmp_path, build):
    (tmp_path / "book").mkdir()
    (tmp_path / "_config.yml").write_text("title: A plain book\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: other\n")
    (tmp_path / "book" / "index.md").write_text("# Start\n\nIn 2023, 45 people met, and [another page](other.md).\n")
    (tmp_path / "book" / "other.md").write_text(f"{minibook.HEADER}# Other\n\n```{{code-cell}} python\n6 * 7\n```\n")
    status, said = build(tmp_path)
    assert status == 0, said
    site = tmp_path / "_build" / "html"
    page = (site / "index.html").read_text()
    assert "A plain book" in page
    assert "Content-Security-Policy" in page
    assert "Jupyter Book" not in page
    assert "<footer" in page
    assert "<p>2023</p>" not in page
    assert "42" in (site / "other.html").read_text()


WANTED = """# Start

A {gloss}`word`, and what {cite:p}`somebody` says.

```{glossary-list}
```

```{retold} start
```

```{help-lines}
```

```{data-downloads}
```
"""


def test_what_a_part_offers_is_refused_by_the_table_that_it_needs(tmp_path, build):
    (tmp_path / "book").mkdir()
    (tmp_path / "_config.yml").write_text("title: A plain book\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (tmp_path / "book" / "index.md").write_text(WANTED)
    status, said = build(tmp_path)
    assert status == 1
    assert "6 things to put right" in said
    needed = {3: "glossary", 5: "glossary", 8: "outline", 11: "support_lines"}
    for line, table in needed.items():
        assert f"book/index.md:{line}: this book has no table {table}, which this shows. Describe it" in said
    assert "book/index.md:3: references.bib has no source 'somebody'" in said
    assert "book/index.md:14: this book has no tables" in said


def test_each_part_that_may_be_left_out_says_what_it_needs():
    for name in OPTIONAL:
        assert importlib.import_module(f"livingwell_learning.site.{name}").NEEDS
