"""Figures on pages of a book: at home in style and headings, any number of copies, widgets and words of its own."""

from __future__ import annotations

import re

import pytest

from tests.conftest import serving
from tests.site import minibook
from tests.site.readers import settled
from tests.widgets import tally

PAGE = (
    minibook.HEADER
    + """\
# Figures

```{code-cell} python
:tags: [remove-input]
from livingwell_learning import Tally
Tally("First?")
```

## A part

### In it

```{code-cell} python
:tags: [remove-input]
Tally("Second?", count=7)
```

```{code-cell} python
:tags: [remove-input]
Tally("Told?", heading_level=2)
```

```{code-cell} python
:tags: [remove-input]
import altair as alt, pandas as pd
from livingwell_learning import figure, load
table = pd.DataFrame({"Year": [2000, 2012]})
def drawn(title):
    chart = alt.Chart(table).mark_point().encode(x="Year:Q")
    return figure(chart, title=title, description="Dots.", sources=load().cite("first"), table=table, name="dots")
drawn("One finding")
```

```{code-cell} python
:tags: [remove-input]
drawn("Another finding")
```
"""
)


def write(folder):
    minibook.write(folder)
    (folder / "book" / "figures.md").write_text(PAGE, encoding="utf-8")
    (folder / "_toc.yml").write_text(minibook.TOC + "- file: figures\n", encoding="utf-8")
    tally.write(folder / "widgets")
    (folder / "words").mkdir()
    (folder / "words" / "en.toml").write_text('[common]\nanswers_stay = "Nobody sees this."\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def figures(built_once):
    return built_once("a-book-of-figures", write) / "_build" / "html"


def test_a_figure_has_no_style_of_its_own_and_no_id_twice(figures):
    html = (figures / "figures.html").read_text(encoding="utf-8")
    assert "<style" not in html and "lw-guest" not in html and not re.search(r"<[^>]+ style=", html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and {"figure-dots", "figure-dots-2", "tally-title", "tally-title-3"} <= set(ids)


def test_headings_follow_from_the_section_that_a_figure_stands_in(figures):
    html = (figures / "figures.html").read_text(encoding="utf-8")
    assert re.findall(r'<h(\d) id="tally-title[^"]*">(\w+)\?', html) == [("2", "First"), ("4", "Second"), ("2", "Told")]


def test_a_widget_and_words_of_the_book_come_alive_on_its_pages(figures, context_of):
    errors = []
    with serving(figures) as address:
        page = context_of().new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/figures.html")
        assert settled(page).locator("[data-lw-live]").count() == 3
        page.get_by_role("button", name="One more").nth(1).click()
        assert [page.locator("output").nth(i).inner_text() for i in range(3)] == ["0", "8", "0"]
        assert page.get_by_text("Nobody sees this.").count() == 3
        assert page.get_by_role("img", name="Another finding").count() == 1
        colour = page.locator("output").first.evaluate("e => getComputedStyle(e).color")
        assert colour == page.evaluate(
            "(document.body.append(Object.assign(document.createElement('i'), { id: 'probe' })),"
            " probe.style.setProperty('color', 'var(--lw-accent)'), getComputedStyle(probe).color)"
        )
        page.close()
    assert errors == []
