"""What pages say of themselves to programs: addresses, pictures for shared links, records, lists, a feed."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
from html import unescape
from types import SimpleNamespace

import pytest
import vl_convert
import yaml

from livingwell_learning.data import load
from livingwell_learning.site.ends.cards import broken, letters_of
from tests.conftest import ROOT
from tests.site import quoted
from tests.site.readers import PAGES
from tests.statement import Recorder

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')


@pytest.fixture(scope="module")
def known(built_once):
    """The site of a small book that knows its address, its day and whom to write to."""
    return built_once("quoted", quoted.write) / "_build" / "html"


def head_of(site, page):
    return (site / f"{page}.html").read_text(encoding="utf-8").partition("</head>")[0]


def said_of(site, page):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head_of(site, page), re.DOTALL)
    return json.loads(text)


def tags_of(site, page):
    return {name: unescape(value) for name, value in META.findall(head_of(site, page))}


def test_each_page_has_one_address(known):
    for page, address in (("count", "count.html"), ("index", "")):
        head = head_of(known, page)
        assert re.findall(r'rel="canonical" href="([^"]+)"', head) == [f"{quoted.ADDRESS}/{address}"]
        assert tags_of(known, page)["og:url"] == said_of(known, page)["url"] == f"{quoted.ADDRESS}/{address}"
    assert "https://example.org/book/ as it" in (known / "index.html").read_text(encoding="utf-8").replace(
        "</span>,", ""
    )


def test_a_shared_link_shows_title_words_and_a_picture(known):
    tags = tags_of(known, "count")
    assert (tags["og:title"], tags["og:type"], tags["og:site_name"]) == (quoted.TITLE, "article", "A small book")
    assert tags["og:description"] == "Other words of a page."
    assert tags["og:image"] == f"{quoted.ADDRESS}/cards/count.png" and quoted.TITLE in tags["og:image:alt"]
    for page in ("count", "index", "words"):
        picture = (known / "cards" / f"{page}.png").read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert (known / "cards" / "count.png").read_bytes() != (known / "cards" / "words.png").read_bytes()


def test_a_page_says_what_it_is_in_the_words_of_schema_org(known):
    book, page = said_of(known, "index"), said_of(known, "count")
    assert (book["@context"], book["@type"], book["name"]) == ("https://schema.org", "Report", "A small book")
    assert (page["@type"], page["name"], page["dateModified"]) == ("WebPage", quoted.TITLE, "2026-03-05")
    assert page["isPartOf"] == {"@type": "Report", "name": "A small book"}
    assert page["author"] == {"@type": "Organization", "name": "The editors of a book"}
    assert page["license"] == "https://example.org/licence" and page["inLanguage"] == "en"


def test_the_page_with_the_tables_is_a_dataset_whose_files_are_there(known):
    found = said_of(known, "words")
    assert (found["@type"], found["name"], found["version"]) == ("Dataset", "Tables of tea", "2.1.0")
    assert found["license"] == "https://example.org/cc0" and found["description"].startswith("What is known of tea")
    files = [part["contentUrl"].removeprefix(f"{quoted.ADDRESS}/") for part in found["distribution"]]
    assert "_static/data/small.zip" in files and "_static/data/changes.csv" in files
    assert [file for file in files if not (known / file).is_file()] == []


def test_programs_for_references_find_their_tags(known):
    tags = tags_of(known, "count")
    assert tags["citation_title"] == quoted.TITLE and tags["citation_author"] == "The editors of a book"
    assert tags["citation_publication_date"] == "2026/03/05" and tags["citation_inbook_title"] == "A small book"
    assert tags["citation_fulltext_html_url"] == f"{quoted.ADDRESS}/count.html"
    assert "citation_title" not in tags_of(known, "search") and "citation_title" not in tags_of(known, "404")


def test_search_engines_find_every_page_with_its_day(known):
    root = ET.parse(known / "sitemap.xml").getroot()
    pages = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in root.iter(f"{MAP}url")}
    assert pages == {
        f"{quoted.ADDRESS}/": "2026-03-01",
        f"{quoted.ADDRESS}/count.html": "2026-03-05",
        f"{quoted.ADDRESS}/words.html": "2026-03-01",
    }
    robots = (known / "robots.txt").read_text(encoding="utf-8")
    assert robots.splitlines() == ["User-agent: *", "Allow: /", f"Sitemap: {quoted.ADDRESS}/sitemap.xml"]


def test_what_has_changed_stands_on_a_page_and_in_a_feed(known):
    feed = ET.parse(known / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed" and feed.findtext(f"{ATOM}updated") == "2026-03-05T00:00:00Z"
    assert feed.findtext(f"{ATOM}id") and feed.find(f"{ATOM}author").findtext(f"{ATOM}name") == "The editors of a book"
    entries = list(feed.iter(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["More tea & talk", "The book begins"]
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{part}") for part in ("id", "title", "updated", "summary"))
    assert entries[0].find(f"{ATOM}link").get("href") == f"{quoted.ADDRESS}/count.html"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert 'type="application/atom+xml" title="What has changed" href="https://example.org/book/feed.xml"' in head_of(
        known, "count"
    )
    page = (known / "words.html").read_text(encoding="utf-8")
    first = (
        '<li><time datetime="2026-03-05">5 March 2026</time>: <a href="count.html">More tea &amp; talk</a>. Half of it'
    )
    assert first in page and page.index(first) < page.index("The book begins")


def test_the_statement_of_accessibility_parts_what_was_done_from_what_was_not(known):
    page = (known / "words.html").read_text(encoding="utf-8")
    done, missing = re.findall(r'<ul class="lw-checks">(.*?)</ul>', page, re.DOTALL)
    assert "<b>Each page.</b> With a program. On 4 March 2026, 1,200 of 1,203 checks passed." in " ".join(done.split())
    assert "<b>By people.</b> Nobody was asked.</li>" in missing and "Each page" not in missing


class Report:
    def __init__(self, row, when, outcome):
        self.user_properties = [("statement", row)] if row else []
        self.when, self.passed, self.failed = when, outcome == "passed", outcome == "failed"


def test_a_run_of_the_tests_writes_what_it_did_and_nothing_else(tmp_path):
    table = tmp_path / "checks.csv"
    before = 'id,order,what,how,checked,tried,failed\naxe,1,"Each page, twice",So.,,,\npeople,2,People,So.,,,\n'
    table.write_text(before, encoding="utf-8")
    recorder = Recorder(table)
    recorder.write(None)
    assert table.read_text(encoding="utf-8") == before
    for row, when, outcome in (
        ("axe", "setup", "passed"), ("axe", "call", "passed"), ("axe", "teardown", "passed"), ("axe", "call", "failed"),
        ("axe", "setup", "failed"), ("", "call", "passed"),
    ):  # fmt: skip
        recorder.pytest_runtest_logreport(Report(row, when, outcome))
    recorder.write(quoted_day())
    assert table.read_text(encoding="utf-8") == before.replace("So.,,,", "So.,2026-03-04,3,2", 1)


def quoted_day():
    from datetime import date

    return date(2026, 3, 4)


def test_without_an_address_there_is_nothing_that_needs_one(built):
    for page in PAGES:
        head = head_of(built, page)
        assert "og:" not in head and "canonical" not in head and "feed.xml" not in head
        said = said_of(built, page)
        assert {"@context", "@type", "name", "description", "author", "license"} <= {*said}, page
        assert "url" not in said
    assert said_of(built, "index")["@type"] == "Report"
    assert said_of(built, "index")["isBasedOn"]["name"] == "Living Well UK Learning Report 2023"
    found = said_of(built, "evidence/data")
    assert found["@type"] == "Dataset" and 50 <= len(found["description"]) <= 5000
    assert not any((built / name).exists() for name in ("sitemap.xml", "feed.xml", "cards"))
    assert (built / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_a_card_is_drawn_in_the_faces_of_the_book(tmp_path):
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]
    app = SimpleNamespace(srcdir=ROOT / "book", config=SimpleNamespace(**config))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><text y="40" {}>Luton</text></svg>'
    for stack, weight in (('"Hanken Grotesk", sans-serif', 400), ('"Brygada 1918", serif', 600)):
        face = letters_of(app, stack, weight, "Luton")
        (tmp_path / f"{weight}.ttf").write_bytes(face.data)
        vl_convert.register_font_directory(str(tmp_path))
        alone = svg.format(f'font-family="\'{face.family}\'" font-weight="{weight}"')
        assert len(vl_convert.svg_to_png(alone)) > len(vl_convert.svg_to_png(svg.format('font-family="none"'))) + 200
        assert 0.2 < face.width("L") < 0.9
    assert letters_of(app, "system-ui, sans-serif", 400, "Luton") is None


def test_a_long_title_gets_smaller_letters_and_then_an_end():
    assert broken("Tea", None) == (72, ["Tea"])
    size, lines = broken("A title of a good many words that " * 3, None)
    assert size < 72 and len(lines) <= 4
    size, lines = broken("word " * 99, None)
    assert (size, len(lines)) == (46, 4) and lines[-1].endswith("…")


CFF = {"cff-version", "message", "title", "type", "abstract", "authors", "version", "license", "keywords", "references"}


def test_the_citation_file_says_what_the_book_says_of_itself():
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert {*said} <= CFF and {"cff-version", "message", "title", "authors"} <= {*said}
    assert said["cff-version"] == "1.2.0" and said["type"] in ("software", "dataset")
    assert (said["title"], said["authors"]) == (config["title"], [{"name": config["author"]}])
    assert f'version = "{said["version"]}"' in project and f'license = "{said["license"]}"' in project
    (report,) = said["references"]
    assert {"type", "title", "authors"} <= {*report} and report["title"] in load(ROOT).cite("report")[0].title
