"""A whole book of three pages, small enough to build in a few seconds, for tests that break it."""

from __future__ import annotations

import json
from pathlib import Path

HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
"""

PAGES = {
    "index.md": """\
# A small book

It has a {gloss}`word` that opens on press, and [a page that counts](count.md). {cite:p}`first`

```{retold} start
```
""",
    "count.md": HEADER
    + """\
# A page that counts

## One

```{code-cell} python
:tags: [remove-input, prints]
from livingwell_learning import load
print("counted", len(load().glossary), "words")
```

## Two

Text.

## Three

Text.
""",
    "words.md": "# Words\n\n```{glossary-list}\n```\n\n```{bibliography}\n:all:\n```\n",
}

CONFIG = """\
title: A small book
execute: {execute_notebooks: cache, timeout: 60}
bibtex_bibfiles: [../data/references.bib]
sphinx:
  recursive_update: false
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, livingwell_learning.site]
    language: en
    html_theme: livingwell
    html_theme_options: {tagline: "A tagline"}
    html_title: A small book
    html_use_index: false
    nb_render_plugin: livingwell
    nb_ipywidgets_js: {}
    nb_mime_priority_overrides: [["html", "text/html", 0]]
"""

TOC = "format: jb-book\nroot: index\nchapters:\n- file: count\n- file: words\n"

TABLES = {
    "glossary": (
        ["id", "term", "also", "definition", "page", "sources"],
        [["word", "word", "", "What people say.", "words", "first"]],
    ),
    "outline": (["id", "heading", "page", "sources"], [["start", "Start", "index", "first"]]),
    "support_lines": (
        ["id", "order", "name", "nation", "number", "tel", "who_for", "hours", "cost", "read",
         "confirmed", "check_within_days", "sources"],
        [["999", "1", "Emergency services", "UK", "999", "tel:999", "Anyone at risk", "", "", "2026-11-01",
          "", "100000", "first"]],
    ),
}  # fmt: skip

BIB = "@misc{first,\n  author = {{A publisher}},\n  title = {{A first source}},\n  year = {2020},\n  url = {https://example.org/first}\n}\n"

FRESH = {"checkedField": "read", "confirmedField": "confirmed", "checkWithinField": "check_within_days"}
TYPES = {
    "order": {"type": "integer"},
    "check_within_days": {"type": "integer"},
    "read": {"type": "date"},
    "confirmed": {"type": "date"},
    "sources": {"type": "string", "listOf": "references.bib", "constraints": {"required": True}},
}


def field(name):
    return {"name": name, "title": name, "description": name, "type": "string", **TYPES.get(name, {})}


def write(folder: Path) -> Path:
    """Write the book into a folder and return it."""
    for name, text in PAGES.items():
        path = folder / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "_toc.yml").write_text(TOC, encoding="utf-8")
    data = folder / "data"
    data.mkdir()
    resources = []
    for name, (columns, rows) in TABLES.items():
        lines = [",".join(columns), *(",".join(row) for row in rows)]
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        schema = {"fields": [field(c) for c in columns], "primaryKey": ["id"]}
        resources.append({
            "name": name, "path": f"{name}.csv", "title": name, "description": name, "profile": "tabular-data-resource",
            "encoding": "utf-8", "format": "csv", "schema": schema,
            "licenses": [{"name": "CC0-1.0"}], "sources": [{"title": "Made up"}],
            **(FRESH if name == "support_lines" else {}),
        })  # fmt: skip
    (data / "datapackage.json").write_text(
        json.dumps({"name": "small", "resources": resources}, indent=1), encoding="utf-8"
    )
    (data / "references.bib").write_text(BIB, encoding="utf-8")
    return folder
