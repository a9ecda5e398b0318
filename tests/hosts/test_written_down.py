"""What other programs make of a notebook: the figures can be read there without a kernel and without a network."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from tests import warm
from tests.conftest import ROOT

EXPLORER = f"""\
from livingwell_learning import CharacteristicsExplorer, load
tables = load({str(ROOT)!r})
CharacteristicsExplorer(tables)"""
CHART = """\
import altair as alt
from livingwell_learning import figure
table = tables.outcomes.head(2)[["id"]].assign(n=[1, 2])
chart = alt.Chart(table).mark_circle().encode(x="n:Q", y="id:N")
figure(chart, title="Two dots", description="One and two.", sources=tables.cite(*tables.outcomes.sources.iloc[0]),
       table=table, name="dots")"""
LOOK = """() => [document.documentElement, document.body, document.querySelector("h1")].map(part =>
    ["color", "backgroundColor", "colorScheme", "fontFamily", "fontSize"].map(name => getComputedStyle(part)[name]))"""
COLOURS = "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.lw-guest')).backgroundColor]"
ALONE = """() => [...document.querySelectorAll("style[data-lw-guest]")].map(style => style.remove()).length"""


@pytest.fixture(scope="module")
def notebook():
    """A notebook with a widget and a chart that a program has run."""
    cells = [nbformat.v4.new_code_cell(source) for source in (EXPLORER, CHART)]
    written = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A notebook"), *cells])
    written.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return NotebookClient(written, kernel_name="python3").execute()


def exported(notebook, folder):
    page, _ = HTMLExporter(embed_widgets=True).from_notebook_node(notebook)
    (folder / "page.html").write_text(page, encoding="utf-8")
    return folder / "page.html"


def stock_book(notebook, folder):
    (folder / "book").mkdir()
    nbformat.write(notebook, folder / "book" / "page.ipynb")
    (folder / "_config.yml").write_text("title: Stock\nexecute: {execute_notebooks: 'off'}\n", encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: page\n", encoding="utf-8")
    done = warm.plain_book(folder, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html" / "page.html"


@pytest.mark.parametrize("host", [exported, stock_book], ids=["nbconvert", "stock Jupyter Book"])
def test_a_widget_and_a_figure_are_read_without_a_network(host, notebook, tmp_path, context_of):
    page = context_of(viewport={"width": 1280, "height": 900}, color_scheme="dark").new_page()
    page.route("http*://**", lambda route: route.abort())
    page.goto(host(notebook, tmp_path).as_uri(), wait_until="domcontentloaded")
    pair = page.locator("[data-lw-widget=characteristics_explorer] details.lw-pair").first
    pair.locator("summary").first.click()
    assert pair.locator("li").first.is_visible()
    assert page.get_by_text("Your answers stay on this page").is_visible()
    assert page.get_by_text("Your answers go to the program").is_hidden()
    figure = page.locator(".lw-figure")
    assert figure.locator("figcaption").inner_text() == "Two dots"
    assert figure.locator("svg:visible").count() == 1 and figure.locator("svg").count() == 2
    ink, ground = pair.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.lw-guest')).backgroundColor]"
    )
    assert ink != ground and ground != "rgba(0, 0, 0, 0)"
    before = page.evaluate(LOOK)
    assert page.evaluate(ALONE) == 2
    assert page.evaluate(LOOK) == before, "our styles change nothing of the host"
    page.close()
