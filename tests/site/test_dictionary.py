"""The dictionary of the tables and the files that readers take home, on a small book."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from codecs import BOM_UTF8
from html import unescape

import frictionless
import pytest
from playwright.sync_api import expect

from livingwell_learning import load
from livingwell_learning.site.dictionary import size_words
from livingwell_learning.site.downloads import archive, archive_name, package_files
from livingwell_learning.site.links import broken_links
from livingwell_learning.site.schema_words import column_words, kind_words, rule_words, table_words
from tests import warm
from tests.conftest import ROOT, serving
from tests.site import minibook

PAGE = "# The data\n\n## Take it\n\n```{data-downloads}\n```\n\n## What it holds\n\n```{data-dictionary}\n```\n"


def with_data_page(folder, text=PAGE):
    """Add a page with both directives, one folder down, to a small book."""
    (folder / "book" / "deep").mkdir()
    (folder / "book" / "deep" / "data.md").write_text(text, encoding="utf-8")
    toc = folder / "_toc.yml"
    toc.write_text(toc.read_text() + "- file: deep/data\n")
    path = folder / "data" / "datapackage.json"
    package = json.loads(path.read_text())
    package |= {"title": "Small & tidy", "version": "2.1.0", "created": "2024-05-06T00:00:00Z"}
    path.write_text(json.dumps(package, indent=1), encoding="utf-8")
    return folder


def described(folder, **field):
    """Write a table of one column that is described as asked."""
    resource = {"name": "words", "path": "words.csv", "schema": {"fields": [{"name": "id", **field}]}}
    (folder / "words.csv").write_text("id\nword\n", encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(built_once):
    return built_once("with-data", lambda folder: with_data_page(minibook.write(folder)))


@pytest.fixture(scope="module")
def html(folder):
    return (folder / "_build" / "html" / "deep" / "data.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(folder):
    return folder / "_build" / "html" / "_static" / "data"


def part(html, table):
    return html.split(f'<div id="table-{table}">')[1].split("</details>")[0]


def test_every_described_table_and_column_is_on_the_page(folder, html):
    package = json.loads((folder / "data" / "datapackage.json").read_text())
    for resource in package["resources"]:
        text = part(html, resource["name"])
        names = re.findall(r"<dt>.*? <code>(.*?)</code></dt>", text)
        assert names == [field["name"] for field in resource["schema"]["fields"]]
        assert f"Licence: {resource['licenses'][0]['name']}" in text
    assert html.count('<div id="table-') == len(package["resources"])
    assert "<h3>glossary</h3> <span>1 row, 6 columns</span>" in html


def test_rules_are_told_in_words(html):
    lines = part(html, "support_lines")
    assert "Day, such as 2023-05-31; may be empty." in lines
    assert "Keys of references.bib with spaces between them; never empty." in lines
    assert (
        "Each row says in read when pages about it were last read, in confirmed when a person last confirmed it"
        in lines
    )


def for_spreadsheets(path):
    """Return what a reader downloads: a table starts with the mark by which a spreadsheet knows UTF-8."""
    return (BOM_UTF8 if path.suffix == ".csv" else b"") + path.read_bytes()


def test_every_file_is_in_the_site_and_only_single_tables_have_a_mark_for_spreadsheets(folder, files):
    data = folder / "data"
    names = {"datapackage.json", "references.bib", "glossary.csv", "outline.csv", "support_lines.csv"}
    assert {path.name for path in files.iterdir()} == {*names, "small.zip"}
    for name in names:
        assert (files / name).read_bytes() == for_spreadsheets(data / name)
    with zipfile.ZipFile(files / "small.zip") as whole:
        assert whole.testzip() is None
        assert {name: whole.read(name) for name in whole.namelist()} == {n: (data / n).read_bytes() for n in names}


def test_every_download_is_linked_with_its_true_size(html, files):
    links = re.findall(r'<a href="([^"]+)" download>([^<]+)</a> ?(?:<span>)?([^<.]*(?:\.\w[^<.]*)*)', html)
    linked = set()
    for href, _, said in links:
        path = (files.parents[1] / "deep" / href).resolve()
        assert path.parent == files.resolve()
        linked.add(path.name)
        assert size_words(path.stat().st_size) in said, (href, said)
    assert linked == {path.name for path in files.iterdir()}
    assert "zip of 5 files" in html
    assert "<b>Small &amp; tidy</b><br>Version 2.1.0, 6 May 2024" in html


def test_the_style_is_loaded_where_it_is_needed_and_nowhere_else(folder, html):
    assert re.search(r'href="\.\./_static(-\w+)?/dictionary\.css', html)
    assert "dictionary.css" not in (folder / "_build" / "html" / "index.html").read_text()


def test_a_data_package_tool_opens_the_archive_as_it_is(files, tmp_path):
    with zipfile.ZipFile(files / "small.zip") as whole:
        whole.extractall(tmp_path)
    assert frictionless.Package(str(tmp_path / "datapackage.json")).resource_names == [*minibook.TABLES]
    assert load(tmp_path).glossary.id.tolist() == ["word"]
    single = frictionless.Package(str(files / "datapackage.json"))
    assert single.validate().valid
    assert single.get_resource("glossary").read_rows()[0]["id"] == "word"
    assert load(files / "datapackage.json").glossary.id.tolist() == ["word"]


def test_the_archive_has_the_same_bytes_whenever_it_is_made(folder, files):
    stamp = 1_000_000_000
    for path in (folder / "data").iterdir():
        os.utime(path, (stamp, stamp))
    again = archive(load(folder))
    assert again == (files / "small.zip").read_bytes()
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(again)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_a_link_to_a_missing_download_would_be_found(folder, tmp_path):
    site = shutil.copytree(folder / "_build" / "html", tmp_path / "html")
    assert broken_links(site) == []
    (site / "_static" / "data" / "outline.csv").unlink()
    assert any("outline.csv: there is no such file" in line for line in broken_links(site))


def test_the_plain_command_offers_the_same_files(folder, files, tmp_path):
    done = warm.plain_book(folder, tmp_path)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    plain = tmp_path / "_build" / "html" / "_static" / "data"
    assert {p.name: p.read_bytes() for p in plain.iterdir()} == {p.name: p.read_bytes() for p in files.iterdir()}


def test_a_changed_table_is_in_the_next_build(folder, tmp_path, build):
    book = shutil.copytree(folder, tmp_path / "book")
    table = book / "data" / "glossary.csv"
    table.write_text(table.read_text() + "phrase,phrase,,Several words.,words,first\n")
    status, said = build(book)
    assert status == 0, said
    html = (book / "_build" / "html" / "deep" / "data.html").read_text(encoding="utf-8")
    assert "<span>2 rows, 6 columns</span>" in html
    assert size_words(len(for_spreadsheets(table))) in part(html, "glossary")
    assert (book / "_build" / "html" / "_static" / "data" / "glossary.csv").read_bytes() == for_spreadsheets(table)


def test_chosen_tables_alone_and_an_unknown_one_is_named(tmp_path, build):
    folder = with_data_page(minibook.write(tmp_path), "# The data\n\n```{data-dictionary} glosary outline\n```\n")
    status, said = build(folder)
    assert status == 1
    assert re.search(r"data\.md:3: There is no table 'glosary'. Did you mean 'glossary'\?", said), said
    assert "The tables are: glossary, outline, support_lines." in said


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"), (999_499, "999 kB"),
     (999_500, "1.0 MB"), (12_400_000, "12 MB")],
)  # fmt: skip
def test_a_size_is_said_as_a_reader_would(size, words):
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"name": "a", "listOf": "sites.id"}, "Keys of the table Places, column id, with spaces between them"),
        ({"name": "a", "type": "any", "format": "edtf"}, "Date as exact as it is known"),
        ({"name": "a", "type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}, "written true or false"),
        ({"name": "a", "type": "boolean"}, "Yes or no"),
        ({"name": "place"}, "Key of a row of the table Places"),
        ({"name": "a", "type": "something-new"}, "Text"),
    ],
)
def test_a_type_is_said_in_words(field, words):
    keys = [{"fields": ["place"], "reference": {"resource": "sites", "fields": ["id"]}}]
    assert words in kind_words(field, {"name": "t", "schema": {"foreignKeys": keys}}, {"sites": "Places"})


def test_constraints_are_said_in_words():
    assert rule_words({}) == ["may be empty"]
    asked = {"required": True, "unique": True, "minimum": 1, "maxLength": 9, "enum": ["a"]}
    words = ["never empty", "no value twice", "1 or more", "at most 9 characters", "one of the values below"]
    assert rule_words(asked) == words
    assert rule_words({"minimum": 1, "maximum": 5}) == ["may be empty", "from 1 to 5"]


def test_values_carry_their_labels_and_a_form_its_example(folder, tmp_path):
    tables = load(folder)
    resource = {"name": "glossary", "schema": {"fields": []}}
    assert table_words(resource, {"licenses": [{"name": "X"}]})["licences"] == [("X", "")]
    listed = [{"value": "word", "label": "A word"}, "phrase"]
    for given, expected in ({"categories": listed}, ["A word", "Phrase"]), ({"constraints": {"enum": ["word"]}}, [""]):
        labelled = load(described(tmp_path, **given))
        found = column_words(labelled.descriptor["resources"][0], {"name": "id", **given}, labelled, {})
        assert [label for _, label in found["values"]] == expected
    field = {"name": "id", "constraints": {"pattern": "^w.*$"}}
    assert column_words(resource, field, tables, {})["example"] == "word"


def test_the_real_page_explains_every_column_and_label(built):
    html = (built / "evidence" / "data.html").read_text(encoding="utf-8")
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        text = unescape(part(html, resource["name"]))
        for field in resource["schema"]["fields"]:
            assert f"<code>{field['name']}</code></dt>" in text
            assert field["title"] in text and field["description"] in text, (resource["name"], field["name"])
            for item in field.get("categories", []):
                assert f"<code>{item['value']}</code>" in text and item["label"] in text
    tables = load(ROOT)
    assert set(package_files(tables)) >= {path.name for path in (ROOT / "data").glob("*.csv")}
    assert (built / "_static" / "data" / archive_name(tables)).read_bytes() == archive(tables)


def test_the_three_lines_of_python_on_the_page_run(tmp_path):
    page = (ROOT / "book" / "evidence" / "data.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    assert len(code.strip().splitlines()) == 3
    with zipfile.ZipFile(io.BytesIO(archive(load(ROOT)))) as whole:
        whole.extractall(tmp_path / "tables")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    first = load(ROOT).events.places.explode().value_counts()
    assert re.search(rf"{first.index[0]}\s+{first.iloc[0]}\b", done.stdout)
    assert len(load(tmp_path / "tables").events) == len(load(ROOT).events)


def test_tables_open_by_key_and_by_touch_without_scripts(browser, folder):
    with serving(folder / "_build" / "html") as address:
        for touch in (False, True):
            view = {"width": 320 if touch else 1280, "height": 700}
            context = browser.new_context(java_script_enabled=False, viewport=view, has_touch=touch, is_mobile=touch)
            page = context.new_page()
            page.goto(f"{address}/deep/data.html")
            summary = page.locator("summary", has_text="outline")
            summary.tap() if touch else summary.press("Enter")
            expect(page.locator("#table-outline dl")).to_be_visible()
            assert summary.bounding_box()["height"] >= 44
            assert page.evaluate("document.documentElement.scrollWidth") == view["width"]
            context.close()
