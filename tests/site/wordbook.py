"""The small book with three sections of a report, a verse and a cell that reads the own words."""

from __future__ import annotations

from tests.site import minibook

INDEX = """\
# A small book

It has a {gloss}`word` that opens on press, and [a page that counts](count.md). {cite:p}`first`

```{retold} start
```

Here the start is told.

It goes on.

```{retold} middle
```

Here the middle is told.

## Below

This was never in the report.
"""
VERSE = """\
# Verse

```{retold} verse
```
```{poem}
It stands *elsewhere*, see [the words](words.md).
```

## After

Text.
"""
CELL = 'print("counted", len(load().glossary), "words")\n'
READING = """\
from livingwell_learning.original import read
found = read("..")
print("own words:", found and found.statements[0].text)
"""
SECTIONS = (("start", "START"), ("middle", ""), ("verse", "VERSE"))
WORDS = """\
    livingwell_original_words:
      where: A small press printed it in 1901.
      page: words
      page_words: All about it
      whose: The small press wrote this & owns it.
"""


def write(folder, words=WORDS):
    """Write the small book with three sections of a report, a verse and a cell that reads the own words."""
    minibook.write(folder)
    (folder / "book" / "index.md").write_text(INDEX, encoding="utf-8")
    (folder / "book" / "verse.md").write_text(VERSE, encoding="utf-8")
    count = folder / "book" / "count.md"
    text = count.read_text(encoding="utf-8")
    assert CELL in text
    count.write_text(text.replace(CELL, CELL + READING), encoding="utf-8")
    with (folder / "data" / "outline.csv").open("a", encoding="utf-8") as table:
        table.write("middle,Middle & more,index,first\nverse,Verse,verse,first\n")
    with (folder / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("- file: verse\n")
    config = folder / "_config.yml"
    title = "    html_title: A small book\n"
    text = config.read_text(encoding="utf-8")
    assert title in text
    config.write_text(text.replace(title, title + words), encoding="utf-8")
    return folder
