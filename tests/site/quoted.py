"""A small book without cells that says of itself what others need who quote, share and correct it."""

from __future__ import annotations

import json

from tests.site import minibook
from tests.site.history import commit, git

ADDRESS = "https://example.org/book"
ENDS = """\
    livingwell_ends:
      licence: {name: "a licence & more", url: "https://example.org/licence"}
      kind: Report
"""
TABLES = {
    "changes": [
        ("id", "day", "title", "page", "note"),
        ("first", "2026-02-01", "The book begins", "index", ""),
        ("tea", "2026-03-05", "More tea & talk", "count", "Half of it is new."),
    ],
    "accessibility_checks": [
        ("id", "order", "what", "how", "checked", "tried", "failed"),
        ("axe", "1", "Each page", "With a program.", "2026-03-04", "1203", "3"),
        ("people", "2", "By people", "Nobody was asked.", "", "", ""),
    ],
}
TYPES = {"day": "date", "checked": "date", "order": "integer", "tried": "integer", "failed": "integer"}
PAGE = """
```{changes}
```

## Tried

```{accessibility-checks} done
```

## Not tried

```{accessibility-checks} missing
```

```{data-downloads}
```
"""
TITLE = "Tea_time & talk"


def write(folder, *, address=ADDRESS, contact="editors@example.org", ends=ENDS, author="The editors of a book"):
    """Write the book into a folder, with a history of three days, and return it."""
    minibook.write(folder)
    (folder / "book" / "count.md").write_text(f"# {TITLE}\n\nWords of a page.\n", encoding="utf-8")
    words = folder / "book" / "words.md"
    words.write_text(words.read_text(encoding="utf-8") + PAGE, encoding="utf-8")
    describe(folder / "data")
    config = (folder / "_config.yml").read_text(encoding="utf-8")
    more = f'    html_baseurl: "{address}"\n    livingwell_contact: "{contact}"\n{ends}'
    start = f"author: {author}\n" if author else ""
    (folder / "_config.yml").write_text(
        start + config.replace("    html_use_index", f"{more}    html_use_index"), encoding="utf-8"
    )
    (folder / ".gitignore").write_text("_build\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    commit(folder, "2026-03-01")
    commit(folder, "2026-03-05", book__count=f"# {TITLE}\n\nOther words of a page.\n")
    return folder


def describe(data):
    """Add the tables to those of a small book."""
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package |= {"title": "Tables of tea", "description": "What is known of tea, in a few tables.", "version": "2.1.0"}
    package["licenses"] = [{"name": "CC0-1.0", "path": "https://example.org/cc0"}]
    for name, (columns, *rows) in TABLES.items():
        lines = [",".join(columns), *(",".join(row) for row in rows)]
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        fields = [{**minibook.field(column), "type": TYPES.get(column, "string")} for column in columns]
        package["resources"].append({
            **package["resources"][0], "name": name, "path": f"{name}.csv", "title": name, "mediatype": "text/csv",
            "schema": {"fields": fields, "primaryKey": ["id"]},
        })  # fmt: skip
    path.write_text(json.dumps(package), encoding="utf-8")
