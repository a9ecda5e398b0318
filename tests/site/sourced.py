"""A small book that cites in every way that pages cite."""

from __future__ import annotations

from tests.site import minibook

BIB = (
    minibook.BIB
    + r"""
@online{twin-a, author = {{A council}}, title = {{Parks}}, date = {2021-02}, url = {https://example.org/parks}}
@online{twin-b, author = {{A council}}, title = {{Roads}}, year = {2021}, url = {https://example.org/roads}}
@online{dated, author = {Ash, Mo and Oak, Lee}, title = {{Trees}}, date = {2020-05-04}, url = {https://example.org/trees}}
@online{Odd_Key.1, author = {M\"uller, Z. and others}, title = {{Why?}}, year = 2022, url = {https://example.org/why?a=1&b=2}}
@misc{press, author = {{Elm & Co}}, title = {{Leaves}}, year = {in press}, note = {On paper}}
@book{paper, editor = {Elm, Bo}, title = {{A whole report}}, year = 2019, note = {In the library}}
@online{prato, author = {{Comune}}, title = {{Il prato}}, year = 2018, langid = {italian}, url = {https://example.org/prato}}
"""
)

PAGES = {
    "cites.md": """\
# A page that cites {cite:p}`first`

## A {gloss}`word` in a heading {cite:p}`twin-a`

Both councils say so {cite:p}`twin-a,twin-b`, and {cite:t}`dated` agree. It was so in 2019.[^a] They say it *again*
{cite:p}`dated` {cite:p}`first`! A park can be read about {cite:p}`twin-b`

- A first line {cite:p}`Odd_Key.1`.

  It goes on for 12 lines {cite:p}`first`.

[^a]: As somebody tells it {cite:p}`press{p. 3}`.

## Two

Text, as {cite:author}`dated` wrote in {cite:year}`twin-b`.

## Three

| What | Where it is from |
|---|---|
| 40 parks | {cite:p}`twin-a` |
""",
    "whole.md": """\
---
source: paper
---
# A page of one report

They say so in Italian, too {cite:p}`prato`.

In 2019 there were 40 plums, says the report.

A council counted 41 {cite:p}`twin-a`.
""",
    "every.md": "# Every one\n\n```{every-source}\n```\n",
}


def write(folder):
    """Write the book into a folder and return it."""
    minibook.write(folder)
    for name, text in PAGES.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    (folder / "data" / "references.bib").write_text(BIB, encoding="utf-8")
    toc = folder / "_toc.yml"
    toc.write_text(toc.read_text() + "- file: cites\n- file: whole\n- file: every\n")
    return folder
