"""Everything that the report names is in the book, and can be reached from the first page."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest

from livingwell_learning.data import load
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PAGES, look_for, pages_found, results

TABLES = load(ROOT)
PRESSES = 3


class Main(HTMLParser):
    """The words and the links of the part of a page that belongs to that page alone."""

    def __init__(self, text):
        super().__init__()
        self.words, self.links, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside |= tag == "main"
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.links.append(href)

    def handle_endtag(self, tag):
        self.inside &= tag != "main"

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)


def plain(text):
    text = re.sub(r"[\u2018\u2019]", "'", unescape(text)).replace("\u00a0", " ")
    return " ".join(re.sub(r"[^\w£'&.]+", " ", text).lower().split())


@pytest.fixture(scope="module")
def pages(built):
    return {path: Main((built / f"{path}.html").read_text(encoding="utf-8")) for path in PAGES}


@pytest.fixture(scope="module")
def book(pages):
    return {path: plain(" ".join(page.words)) for path, page in pages.items()}


@pytest.mark.parametrize(
    ("table", "column"),
    [("outline", "heading"), ("people", "name"), ("organisations", "name"), ("sites", "name"), ("sites", "local_name"),
     ("publications", "title"), ("amounts", "text"), ("reorganisations", "body"), ("reorganisations", "year")],
)  # fmt: skip
def test_what_the_report_names_is_in_the_book_on_its_own_page(book, table, column):
    rows = TABLES[table].to_dict("records")
    assert rows
    missing = []
    for row in rows:
        words = plain(str(row[column]))
        where = [row["page"]] if table in {"people", "organisations", "amounts"} else list(book)
        if words and not any(words in book[page] for page in where):
            missing.append((row["id"], row[column]))
    assert missing == []


def test_each_section_of_the_report_is_marked_on_its_page(built):
    for row in TABLES.outline.to_dict("records"):
        text = (built / f"{row['page']}.html").read_text(encoding="utf-8")
        assert f'id="section-{row["id"]}"' in text, row["id"]


def presses(pages):
    """How many presses each page is away from the first one."""
    away, queue = {PAGES[0]: 0}, deque([PAGES[0]])
    while queue:
        here = queue.popleft()
        for link in pages[here].links:
            path = (
                urldefrag(urljoin(f"http://book/{here}.html", link))[0]
                .removeprefix("http://book/")
                .removesuffix(".html")
            )
            if path in pages and path not in away:
                away[path] = away[here] + 1
                queue.append(path)
    return away


def test_every_person_place_and_publication_is_three_presses_away(pages, book):
    away = presses(pages)
    wanted = [
        (row["name"], [row["page"]]) for name in ("people", "organisations") for row in TABLES[name].to_dict("records")
    ]
    wanted += [(row["name"], [row["page"]]) for row in TABLES.sites.to_dict("records") if row["kind"] != "programme"]
    wanted += [(title, [page for page in book if plain(title) in book[page]]) for title in TABLES.publications["title"]]
    far = {name: where for name, where in wanted if min(away.get(page, 99) for page in where) > PRESSES}
    assert far == {}


@pytest.mark.parametrize("table", ["people", "organisations", "publications", "sites"])
def test_one_search_finds_every_person_place_and_publication(open_page, book, table):
    rows = TABLES[table]
    names = rows["title"] if table == "publications" else rows["name"]
    if table == "sites":
        names = names[rows["kind"] != "programme"]
    page = open_page("search", **DESKTOP)
    look_for(page, names.iloc[0])
    by_hand = [to.path for _, to in results(page)]
    found = pages_found(page, list(names))
    assert found[0] == by_hand
    lost = []
    for name, addresses in zip(names, found, strict=True):
        paths = [address.removeprefix("/").removesuffix(".html") for address in addresses]
        if not any(plain(name) in book.get(path, "") for path in paths):
            lost.append((name, paths))
    assert lost == []
