"""What an editor gets from rows on a page, and what stops a claim without a source."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from tests import warm
from tests.site.minibook import field

BIB = (
    "@misc{first,\n  author = {{A publisher}},\n  title = {{A first source}},\n  year = {2020},\n"
    "  url = {https://example.org/first}\n}\n"
    "@misc{second,\n  author = {{Another one}},\n  title = {{A second source}},\n  year = {2021},\n"
    "  note = {On paper}\n}\n"
)
KINDS = [{"value": "tree", "label": "Fruit tree"}, {"value": "bush", "label": "Berry bush"}]
PLANTS = """\
id,order,name,kind,planted,sources
plum,2,Plum,tree,2019-03?,first
gooseberry,1,Gooseberry,bush,,first second
elder,3,Elder,tree,2001,second
"""
DIRECTIVE = (
    "\n```{rows} plants\n:where: kind=tree\n:columns: name kind planted\n:caption: Trees of the garden\n:link:\n```\n"
)


@pytest.fixture
def garden(book):
    """The small book with a table of plants, two sources, and the rows of its trees on the first page."""
    path = book / "data" / "datapackage.json"
    described = json.loads(path.read_text())
    fields = [field(name) for name in ("id", "order", "name", "kind", "planted", "sources")]
    fields[2]["title"] = "Plant"
    fields[3] |= {"categories": KINDS, "constraints": {"enum": ["tree", "bush"]}}
    fields[4] |= {"type": "any", "format": "edtf"}
    described["resources"].append({
        "name": "plants", "path": "plants.csv", "title": "Plants", "description": "Plants.", "labelField": "name",
        "shownAt": "count#{id}", "profile": "tabular-data-resource", "encoding": "utf-8", "format": "csv",
        "schema": {"fields": fields, "primaryKey": ["id"]}, "licenses": [{"name": "CC0-1.0"}],
        "sources": [{"title": "Made up"}],
    })  # fmt: skip
    path.write_text(json.dumps(described))
    (book / "data" / "plants.csv").write_text(PLANTS)
    (book / "data" / "references.bib").write_text(BIB)
    (book / "book" / "count.md").write_text(
        '# Count\n\n<p id="plum">Plum</p>\n<p id="elder">Elder</p>\n<p id="gooseberry">Gooseberry</p>\n'
    )
    append(book, DIRECTIVE)
    return book


def append(book, text, page="index"):
    path = book / "book" / f"{page}.md"
    path.write_text(path.read_text() + text)


def html(book, page):
    return (book / "_build" / "html" / f"{page}.html").read_text(encoding="utf-8")


def words(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_rows_are_chosen_ordered_worded_linked_and_cited(garden, build):
    status, said = build(garden)
    assert status == 0, said
    table = re.search(r'<table class="[^"]*lw-rows.*?</table>', html(garden, "index"), re.DOTALL)[0]
    assert words(re.search(r"<caption>.*?</caption>", table, re.DOTALL)[0]).count("Trees of the garden") == 1
    assert words(re.search(r"<thead>.*?</thead>", table, re.DOTALL)[0]) == "Plant kind planted Sources"
    rows = [words(row) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]]
    assert rows == [
        "Plant Plum kind Fruit tree planted March 2019 (date inferred) Sources 1",
        "Plant Elder kind Fruit tree planted 2001 Sources 2 Another one, 2021",
    ]
    assert re.findall(r'href="(count.html#\w+)"', table) == ["count.html#plum", "count.html#elder"]


def test_an_empty_cell_says_that_nothing_is_recorded(garden, build):
    append(
        garden, "\n```{rows} plants\n:where: id=gooseberry\n:columns: name planted\n:caption: Bushes\n```\n", "words"
    )
    status, said = build(garden)
    assert status == 0, said
    assert "Gooseberry planted not recorded Sources" in words(html(garden, "words"))


def test_every_wrong_name_in_rows_is_said_at_once_with_what_there_is(garden, build):
    change = {
        r"no table 'plnats'\. Did you mean 'plants'\?.*glossary": ("{rows} plants", "{rows} plnats"),
        r"no column 'colour'.*planted": ("name kind planted", "name colour"),
        r"'size=tall' is no condition of plants.*kind": ("kind=tree", "size=tall"),
        r"No row of plants has kind=moss": ("kind=tree", "kind=moss"),
        r"No row of plants has id=edler\. Did you mean 'elder'\?": ("kind=tree", "id=plum id=edler"),
        r"A quotation mark is never closed": ("kind=tree", 'name="Plum'),
        r"need caption": (":caption: Trees of the garden\n", ""),
    }
    page = garden / "book" / "index.md"
    page.write_text(page.read_text().replace(DIRECTIVE, "".join(DIRECTIVE.replace(*pair) for pair in change.values())))
    status, said = build(garden)
    assert status == 1
    for message in change:
        assert re.search(rf"index\.md:\d+: .*{message}", said), said


def test_values_are_written_as_in_the_csv_and_rows_without_sources_say_so(garden, build):
    path = garden / "data" / "datapackage.json"
    described = json.loads(path.read_text())
    fields = [field("id"), field("name"), field("native") | {"type": "boolean"}]
    cited = field("sources") | {"listOf": "references.bib", "constraints": {}}
    for name, columns in (("herbs", fields), ("mosses", [*fields, cited])):
        described["resources"].append({**described["resources"][-1], "name": name, "path": f"{name}.csv"})
        described["resources"][-1] |= {"schema": {"fields": columns, "primaryKey": ["id"]}}
        described["resources"][-1].pop("shownAt", None)
    path.write_text(json.dumps(described))
    (garden / "data" / "herbs.csv").write_text("id,name,native\nmint,Water mint,TRUE\nsage,Sage,FALSE\n")
    (garden / "data" / "mosses.csv").write_text("id,name,native,sources\npeat,Peat moss,TRUE,\n")
    for name, where in (("herbs", 'native=true name="Water mint"'), ("mosses", "native=TRUE")):
        append(garden, f"\n```{{rows}} {name}\n:where: {where}\n:columns: name\n:caption: All {name}\n```\n", "words")
    status, said = build(garden)
    assert status == 0, said
    herbs, mosses = re.findall(r'<table class="[^"]*lw-rows.*?</table>', html(garden, "words"), re.DOTALL)
    assert words(herbs).endswith(" All herbs name name Water mint")
    assert words(mosses).endswith(" All mosses name Sources name Peat moss Sources not recorded")
    assert "cite:p" not in html(garden, "words")


def test_a_page_that_shows_rows_and_is_not_there_is_an_error_of_the_data(garden, build):
    path = garden / "data" / "datapackage.json"
    path.write_text(path.read_text().replace("count#{id}", "nowhere#{id}"))
    status, said = build(garden)
    assert status == 1
    assert "data/datapackage.json, column shownAt: 'nowhere' is no page of the book" in said


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_rows_are_written_by_other_builders_too(garden, builder):
    done = warm.run("sphinx", "-b", builder, "-C", "-q", *settings(), "book", "out", cwd=garden)
    written = "".join(path.read_text() for path in (garden / "out").rglob("*") if path.suffix in (".txt", ".tex"))
    assert done.returncode == 0, done.stderr
    assert "Elder" in written
    assert "March 2019" in written


def settings():
    """Return the settings of a Sphinx that reads the small book without Jupyter Book."""
    given = {
        "extensions": "myst_nb,sphinxcontrib.bibtex,livingwell_learning.site",
        "bibtex_bibfiles": "../data/references.bib", "nb_execution_mode": "off", "root_doc": "index",
    }  # fmt: skip
    return [part for name, value in given.items() for part in ("-D", f"{name}={value}")]


def test_a_place_to_show_rows_that_names_no_column_is_an_error_of_the_data(garden, build):
    path = garden / "data" / "datapackage.json"
    path.write_text(
        path.read_text().replace("count#{id}", "count#{idd}").replace('"labelField": "name"', '"labelField": "nmae"')
    )
    status, said = build(garden)
    assert status == 1
    assert "'idd' stands in braces and is not a column of plants" in said
    assert "'nmae' is not a column of plants" in said


def test_a_page_lists_its_sources_and_a_source_lists_what_rests_on_it(garden, build):
    status, said = build(garden)
    assert status == 0, said
    own = re.search(r'<section class="lw-page-sources".*?</section>', html(garden, "index"), re.DOTALL)[0]
    assert "Sources on this page" in words(own)
    assert "A first source . A publisher, 2020." in words(own)
    target = re.search(r'href="words\.html#([^"]+)"', own)[1]
    listed = html(garden, "words")
    assert f'id="{target}"' in listed
    uses = [words(block) for block in re.findall(r'<details class="lw-uses">.*?</details>', listed, re.DOTALL)]
    # Rows that one page shows are told together, and the link leads to the first of them.
    assert any(re.search(r"Text: A small book .*Plants: .* \(2\)", use) for use in uses), uses
    assert re.search(r"Plants:</b> <a href=\"count.html#(gooseberry|plum)\"", listed)


def test_claims_and_sources_without_each_other_stop_the_build(garden, build):
    append(garden, "\nIn 2019 there were forty plums.\n\nIt cost £12.\n\n- one\n- 7 plums\n\nA word.\n")
    path = garden / "data" / "references.bib"
    path.write_text(path.read_text() + "@misc{third,\n  title = {{A third source}},\n  note = {On paper}\n}\n")
    status, said = build(garden)
    assert status == 1
    found = re.findall(r"index\.md:\d+: this passage says '([^']+)' and names no source", said)
    assert found == ["2019", "£12", "7"]
    assert re.findall(r"nothing cites the source '(\w+)'", said) == ["third"]


def test_a_figure_with_a_source_in_its_sentence_or_before_its_list_passes(garden, build):
    append(
        garden,
        "\nIn 2019 there were forty plums {cite:p}`first`.\n\nThese are counted {cite:p}`first`:\n\n- one\n- 7 plums\n",
    )
    status, said = build(garden)
    assert status == 0, said
