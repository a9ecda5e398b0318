"""What stops a claim without a source, wherever on a page it stands."""

from __future__ import annotations

import re

from tests.site.minibook import BIB

UNCITED = """\
# Counted in 1999

## Forty-one, or 42

Text.

## More

```{figure} tree.svg
:alt: A tree

43 trees stand here.
```

| What | How many |
|---|---|
| Pears | 44 |

- Sourced {cite:p}`first`

  It goes on for 45 lines.

<p>There were <b>46</b> plums, in <a href="https://example.org/99">99</a> rows.</p>

Word
: It has 47 letters.

Said in a note.[^a] And noted.[^b]

[^a]: As 48 people say.

[^b]: As people say {cite:p}`first`.

:::{admonition} Of 49 people
Text.
:::

```{raw} html
<style>p { margin: 98px }</style><!-- 97 --><script type="application/json">{"x": 96}</script>
<div title="95"><code>94</code> 50</div>
```
"""

CITED = """\
# Counted in 1999

## In 2001

Text {cite:p}`first`. In 1999 it was so.[^a] In 2000, too [as told](https://example.org/1).

```{figure} tree.svg
:alt: A tree

43 trees stand here {cite:p}`first`.
```

- Sourced {cite:p}`first`

  It goes on for 45 lines {cite:p}`first`.

In 1998 a note alone said so.[^b]

As somebody says {cite:p}`first`:

> There are 30 of them.

As it is drawn {cite:p}`first`:

<p>There were <b>46</b> plums.</p>

[^a]: As 48 people say {cite:p}`first`.

[^b]: As the publisher tells it {cite:p}`first`.
"""


def write(book, text, head=""):
    (book / "book" / "count.md").write_text(head + text, encoding="utf-8")
    (book / "book" / "tree.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')


def test_every_kind_of_passage_can_make_a_claim(book, build):
    write(book, UNCITED)
    status, said = build(book)
    assert status == 1
    found = re.findall(r"count\.md:(\d+): this passage says '([^']+)' and names no source", said)
    assert sorted(claim for _, claim in found) == ["42", "43", "44", "45", "46", "47", "48", "49", "50"]
    lines = UNCITED.splitlines()
    for line, claim in found:
        near = "\n".join(lines[max(0, int(line) - 2) : int(line) + 4])
        assert claim in near, (line, claim)


def test_a_source_near_enough_answers_for_each(book, build):
    write(book, CITED)
    status, said = build(book)
    assert status == 0, said


def test_a_source_named_for_the_whole_page_answers_for_all_of_it(book, build):
    write(book, UNCITED, head="---\nsource: first\n---\n")
    status, said = build(book)
    assert status == 0, said


def test_a_source_that_only_a_front_matter_names_is_cited(book, build):
    (book / "data" / "references.bib").write_text(BIB + "@misc{lone, title = {{Alone}}, note = {On paper}}\n")
    write(book, "# Count\n\nText.\n", head="---\nsource: lone\n---\n")
    status, said = build(book)
    assert status == 0, said


def test_the_mark_of_a_footnote_is_no_figure(book, build):
    write(book, "# Count\n\nPeople say so.[^a]\n\n[^a]: As the publisher tells it {cite:p}`first`.\n")
    status, said = build(book)
    assert status == 0, said
