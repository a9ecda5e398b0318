"""What readers take along of a figure: its address, its picture, its data, and a page that others may frame."""

from __future__ import annotations

import csv
import gzip
import io
import re
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.accessibility import broken_rules
from tests.conftest import serving
from tests.site import minibook
from tests.site.readers import DESKTOP, PHONE
from tests.widgets import tally

WIDGETS = {
    "tally": """
    def rows(self):
        return {"glossary": ["word"], "outline": None}
""",
    "secret": """
    private = True

    def rows(self):
        return {"glossary": None}
""",
}
PAGE = (
    minibook.HEADER
    + """\
# Figures to take

```{code-cell} python
:tags: [remove-input]
import altair as alt, pandas as pd
from livingwell_learning import Secret, Tally, figure, load
from livingwell_learning.charts import dots
table = pd.DataFrame({"Year": [2000, 2012, 2019], "Bodies": [1, 2, 5]})
chart = alt.Chart(table).mark_point().encode(x="Year:Q", y="Bodies:Q")
sources = load().cite("first")
figure(chart, title="Five bodies by 2019", description="Three dots.", sources=sources, table=table, name="bodies")
```

## A part

```{code-cell} python
:tags: [remove-input]
rows = pd.DataFrame({"what": ["Calls", "Letters"], "number": [40, 12], "shown": ["40", "about 12"]})
figure(dots(rows, label="what", value="number", shown="shown"), title="More calls than letters",
       description="Two lines.", sources=sources, table=rows[["what", "shown"]], name="calls")
```

```{code-cell} python
:tags: [remove-input]
Tally("How often?", count=7)
```

```{code-cell} python
:tags: [remove-input]
Secret("How is it?")
```
"""
)


def write(folder):
    minibook.write(folder)
    (folder / "book" / "deep").mkdir()
    (folder / "book" / "deep" / "figures.md").write_text(PAGE, encoding="utf-8")
    (folder / "_toc.yml").write_text(minibook.TOC + "- file: deep/figures\n", encoding="utf-8")
    glossary = folder / "data" / "glossary.csv"
    glossary.write_text(glossary.read_text() + 'other,other,,"Another, with a comma.",words,first\n', encoding="utf-8")
    for name, more in WIDGETS.items():
        (folder / "widgets" / name).mkdir(parents=True)
        for file, text in tally.FILES.items():
            text = text.replace("tally", name).replace("Tally", name.capitalize())
            text = text.replace("<output", '<a href="../words.html">Word</a> <output')
            if file == "__init__.py":
                text += more
            (folder / "widgets" / name / file.replace("tally", name)).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def taken(built_once):
    return built_once("a-book-to-take", write) / "_build" / "html"


@pytest.fixture(scope="module")
def address(taken):
    with serving(taken) as found:
        yield f"{found}/deep/figures.html"


@pytest.fixture
def page(context_of, address):
    made = context_of(**DESKTOP).new_page()
    made.problems = []
    made.on("console", lambda message: made.problems.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: made.problems.append(str(error)))
    made.on("request", lambda asked: note_foreign(made, asked.url))
    yield made
    made.close()


def note_foreign(page, url):
    if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
        page.problems.append(f"asked {url}")


def folds(page):
    return page.locator(".lw-take")


def rows_of(raw):
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def link_of(page, figure, words):
    """Open what a figure offers, and give the link that has some words."""
    fold = page.locator(f"[data-lw-take={figure}]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold.get_by_role("link", name=words)


def test_the_data_of_a_chart_are_the_rows_of_its_table(page, address):
    page.goto(address)
    with page.expect_download() as download:
        link_of(page, "figure-bodies", "Data (CSV)").click()
    table = page.locator("#figure-bodies table")
    shown = table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    assert rows_of(download.value.path().read_bytes()) == shown
    assert len(shown) == 4


def test_the_data_of_a_widget_are_its_rows_with_their_sources(page, address):
    page.goto(address)
    with page.expect_download() as download:
        link_of(page, "tally", "glossary (CSV)").click()
    header, *rows = rows_of(download.value.path().read_bytes())
    assert [row[header.index("id")] for row in rows] == ["word"]
    assert [row[header.index("sources")] for row in rows] == ["first"]
    with page.expect_download() as download:
        link_of(page, "tally", "outline (CSV)").click()
    assert len(rows_of(download.value.path().read_bytes())) == 2


def test_the_picture_of_a_chart_is_whole_and_says_where_it_comes_from(page, address):
    page.goto(address)
    for name, title in (("bodies", "Five bodies by 2019"), ("calls", "More calls than letters")):
        with page.expect_download() as download:
            link_of(page, f"figure-{name}", "Picture (SVG)").click()
        raw = download.value.path().read_bytes()
        words = " ".join(ElementTree.fromstring(raw).itertext())
        for part in (title, "A first source", "A small book: Figures to take"):
            assert part in words
        assert not re.search(rb"var\(|url\((?!#)|\shref=\"(?!#)|<script|<image|currentColor", raw)


def test_what_holds_answers_offers_its_address_and_nothing_else(page, address, taken):
    page.goto(address)
    fold = page.locator("[data-lw-take=secret]")
    fold.locator("summary").click()
    assert [link.get_attribute("href") for link in fold.get_by_role("link").all()] == ["#secret"]
    assert not list(taken.glob("*/deep/figures/secret*"))


def test_a_figure_alone_can_be_framed_by_any_page_and_runs_nothing(page, address, tmp_path):
    names = ["figure-bodies", "figure-calls", "tally"]
    alone = [urljoin(address, f"../embed/deep/figures/{name}.html") for name in names]
    frames = "".join(f'<iframe src="{at}"></iframe>' for at in alone)
    (tmp_path / "index.html").write_text(f"<!doctype html><link rel=icon href=data:,><h1>Another site</h1>{frames}")
    with serving(tmp_path) as elsewhere:
        page.goto(elsewhere, wait_until="load")
        for name, frame in zip(names, page.frames[1:], strict=True):
            assert frame.locator(f"#{name}").is_visible()
            assert (
                frame.evaluate("document.scripts.length") == frame.locator("button:visible, input:visible").count() == 0
            )
            assert frame.locator("meta[name=robots]").get_attribute("content") == "noindex"
            assert re.search(r"built on \d+ \w+ \d{4}.* [0-9a-f]{12}", frame.locator("footer").inner_text())
            links = frame.locator("a").evaluate_all("links => links.map(link => link.href)")
            assert f"{address}#{name}" in links and f"{address}#help" in links
            assert name != "tally" or urljoin(address, "../words.html") in links
    assert page.problems == []


@pytest.mark.parametrize("name", ["figure-bodies", "figure-calls", "tally"])
def test_a_figure_alone_is_accessible_in_light_and_dark(context_of, address, name):
    page = context_of(**PHONE).new_page()
    page.goto(urljoin(address, f"../embed/deep/figures/{name}.html"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_an_offer_costs_little(taken):
    html = (taken / "deep" / "figures.html").read_text(encoding="utf-8")
    found = re.findall(r'<details class="lw-take".*?</details>', html, re.DOTALL)
    assert len(found) == 4
    with_one = re.sub(r'<details class="lw-take".*?</details>', "", html, count=3, flags=re.DOTALL)
    without = with_one.replace(found[3], "")
    for fold in found:
        assert len(gzip.compress((without + fold).encode(), 6)) - len(gzip.compress(without.encode(), 6)) <= 600


def test_offers_work_without_scripts(context_of, address):
    page = context_of(java_script_enabled=False, **DESKTOP).new_page()
    page.goto(address)
    link_of(page, "figure-calls", "Link to this figure").click()
    assert page.url == f"{address}#figure-calls"
    link_of(page, "figure-calls", "A page with this figure alone").click()
    assert page.get_by_text("More calls than letters").is_visible()
    page.close()
