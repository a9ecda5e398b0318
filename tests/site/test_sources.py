"""Sources worn lightly: what stands in the pages, and that a page, its list and the list of all agree."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from livingwell_learning.data import load
from tests import warm
from tests.conftest import ROOT
from tests.site import sourced
from tests.site.readers import PAGES

MARK = re.compile(
    r'<a class="lw-cite"(?: id="(?P<id>[^"]+)")? href="(?P<href>[^"]+)" aria-label="(?P<name>[^"]+)">(?P<shown>[^<]*)'
)
ENTRY = re.compile(r'<li id="(cited-[^"]+)"><span>(.*?)</span>', re.DOTALL)
LISTED = re.compile(r'<div class="citation" id="(source-[^"]+)"[^>]*>\s*<p><strong>(.*?)</strong> (.*?)</p>', re.DOTALL)

LINE = re.compile(r'<li id="([^"]+)"><a href="([^"#]+)#([^"]+)">(.*?)</a> <span[^>]*>(.*?)</span></li>')
LEAVES = ("evidence/sources-a-h", "evidence/sources-i-m", "evidence/sources-n-z")


@pytest.fixture(scope="module")
def cited(built_once):
    """The site of the small book that cites in every way."""
    return built_once("sourced", sourced.write) / "_build" / "html"


def read(site, page):
    return (site / f"{page}.html").read_text(encoding="utf-8")


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def article(html):
    return html[html.index("<article") : html.index("</article>")]


def test_a_mark_is_a_number_of_the_page_that_names_its_source(cited):
    marks = [(m["shown"], m["name"], m["href"]) for m in MARK.finditer(read(cited, "cites"))]
    assert marks[:5] == [
        ("1", "Source 1: A publisher, 2020", "#cited-first"),
        ("2", "Source 2: A council, 2021b", "#cited-twin-a"),
        ("2", "Source 2: A council, 2021b", "#cited-twin-a"),
        ("3", "Source 3: A council, 2021a", "#cited-twin-b"),
        ("4", "Source 4: Ash and Oak, 2020", "#cited-dated"),
    ]
    assert ("5", "Source 5: Müller et al., 2022", "#cited-odd-key-1") in marks
    assert ("6, p. 3", "Source 6, p. 3: Elm &amp; Co, in press", "#cited-press") in marks


def test_ids_are_made_from_keys_and_stand_once(cited):
    for page in ("cites", "whole", "words", "index"):
        ids = re.findall(r'\bid="([^"]+)"', read(cited, page))
        assert sorted(ids) == sorted(set(ids)), page
        assert not [name for name in ids if re.fullmatch(r"(id|citation|cite)\d+", name) and page != "cites"]
    marks = [m["id"] for m in MARK.finditer(read(cited, "cites")) if m["id"]]
    assert sorted(marks) == ["mark-dated", "mark-first", "mark-odd-key-1", "mark-press", "mark-twin-a", "mark-twin-b"]


def test_a_mark_follows_the_word_and_its_full_stop(cited):
    text = re.sub(r'<a class="lw-cite".*?</a>', "^", article(read(cited, "cites")), flags=re.DOTALL)
    text = words(text)
    assert "Both councils say so,^ ^ and Ash and Oak^ agree." in text
    assert "They say it again!^ ^ A park can be read about^" in text
    assert "A first line.^" in text
    assert "Text, as Ash and Oak wrote in 2021a." in text


def test_a_heading_that_cites_keeps_its_words_in_title_and_contents(cited):
    html = read(cited, "cites")
    assert re.search(r"<title>A page that cites \S A small book</title>", html)
    listed = re.search(r'<details class="lw-sections">(.*?)</details>', html, re.DOTALL)[1]
    assert "A word in a heading" in words(listed)
    assert "twin-a" not in listed
    assert "<button" not in listed
    assert 'id="a-word-in-a-heading"' in html
    onward = read(cited, "words")
    assert re.search(r'class="lw-next"[^>]*>.*?A page that cites</a>', onward), "the page before names it"


def test_the_source_of_a_whole_page_is_named_once_and_comes_first(cited):
    html = read(cited, "whole")
    assert "This page rests on A whole report.1 A small number marks any other source." in words(article(html))
    entries = [(name, words(line)) for name, line in ENTRY.findall(html)]
    assert entries == [
        ("cited-paper", "A whole report. Bo Elm (ed.), 2019. In the library."),
        ("cited-prato", "Il prato. Comune, 2018."),
        ("cited-twin-a", "Parks. A council, February 2021."),
    ]


@pytest.mark.parametrize("page", ["whole", "words"])
def test_a_title_in_another_language_says_so_wherever_it_stands(cited, page):
    titles = re.findall(r"<a [^>]*>Il prato</a>", read(cited, page))
    assert titles and all(' lang="it"' in title for title in titles)
    assert ' lang="it"' not in re.search(r"<a [^>]*>Parks</a>", read(cited, page))[0]


@pytest.mark.parametrize("page", ["index", "cites", "whole"])
def test_the_list_of_a_page_and_the_list_of_all_agree(cited, page):
    agree(cited, [page], "words")


def agree(site, pages, *of_all):
    entries = [entry for page in of_all for entry in LISTED.findall(read(site, page))]
    listed = {name.removeprefix("source-"): (label, line) for name, label, line in entries}
    assert len(listed) == len(entries), "a source is listed twice"
    assert len({label for label, _ in listed.values()}) == len(listed), "two sources share a label"
    seen = 0
    for page in pages:
        html = read(site, page)
        entries = {name.removeprefix("cited-"): line for name, line in ENTRY.findall(html)}
        for key, line in entries.items():
            assert words(listed[key][1]).startswith(words(line)), (page, key)
            assert re.findall('href="([^"]+)"', line) == re.findall('href="([^"]+)"', listed[key][1]), (page, key)
            seen += 1
        for mark in MARK.finditer(html):
            key = mark["href"].removeprefix("#cited-")
            assert key in entries, (page, mark[0])
            assert words(mark["name"]).partition(": ")[2] == words(listed[key][0]), (page, mark[0])
    return seen


def test_every_page_of_the_book_agrees_with_its_list_of_all_sources(built):
    assert agree(built, [page for page in PAGES if page not in LEAVES], *LEAVES) > 300


@pytest.mark.parametrize("book", ["cited", "built"])
def test_one_list_names_every_source_and_leads_to_the_page_that_holds_it_whole(book, request):
    site = request.getfixturevalue(book)
    lines = LINE.findall(read(site, "every" if book == "cited" else "evidence/sources"))
    whole = {}
    for page in ["words"] if book == "cited" else [leaf.partition("/")[2] for leaf in LEAVES]:
        for place, label, line in LISTED.findall(read(site, page if book == "cited" else f"evidence/{page}")):
            whole[f"{page}.html", place] = (label, words(line))
    assert len(lines) == len(whole) == (8 if book == "cited" else len(load(ROOT).sources))
    for place, at, anchor, label, title in lines:
        assert place == anchor and whole[at, place][0] == label
        assert whole[at, place][1].startswith(words(title))
    labels = [words(label).casefold() for _, _, _, label, _ in lines]
    assert labels == sorted(labels)


def test_each_source_says_what_rests_on_it(cited):
    html = read(cited, "words")
    entry = html[html.index('id="source-twin-a"') :]
    uses = words(entry[: entry.index("</details>")])
    assert "Text: A page that cites; A page of one report" in uses


def test_paper_carries_the_day_and_the_address_of_the_page(cited):
    said = re.search(r'<p class="lw-printed">(.*?)</p>', read(cited, "cites"), re.DOTALL)[1]
    assert re.fullmatch(r"This page: cites\.html, as it was built on \d+ \w+ \d{4}\.", words(said))


def test_an_unknown_key_is_named_with_the_nearest_one_on_its_line(book, build):
    page = book / "book" / "index.md"
    page.write_text(page.read_text() + "\nText {cite:p}`frist`.\n\nText {cite:p}`first,,`.\n")
    (book / "book" / "count.md").write_text("---\nsource: fisrt\n---\n# Count\n\nText.\n\n```{every-source}\n```\n")
    listing = book / "book" / "words.md"
    listing.write_text(f"---\nletters: x-z\n---\n{listing.read_text()}")
    status, said = build(book)
    assert status == 1
    for place, rule in [
        (r"index\.md:\d+", r"references\.bib has no source 'frist'\. Did you mean 'first'\?"),
        (r"index\.md:\d+", "'first,,' is no list of keys"),
        (r"count\.md:1", r"references\.bib has no source 'fisrt'\. Did you mean 'first'\?"),
        (r"count\.md", r"No page lists the source 'first', .*\. Widen the letters"),
    ]:
        assert re.search(f"{place}: {rule}", said), said


def stock(folder, builder, output):
    """Run a builder of Sphinx's own on a small book."""
    done = warm.plain_book(folder, output, "--builder", "custom", "--custom-builder", builder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("builder", ["text", "singlehtml", "dirhtml", "latex", "gettext"])
def test_other_builders_show_author_and_year_or_the_same_marks(tmp_path, builder):
    (tmp_path / "book").mkdir()
    folder = sourced.write(tmp_path / "book")
    stock(folder, builder, tmp_path / "out")
    out = tmp_path / "out" / "_build" / builder
    if builder == "gettext":
        assert 'msgid "As somebody tells it ' in (out / "cites.pot").read_text()
        return
    if builder == "dirhtml":
        assert len(MARK.findall((out / "cites" / "index.html").read_text())) >= 10
        return
    whole = " ".join(
        "".join(p.read_text() for p in Path(out).rglob("*") if p.suffix in {".txt", ".html", ".tex"}).split()
    )
    assert "(A council, 2021b; A council, 2021a)" in whole
    assert "A council, 2021b" in whole


def test_an_event_names_a_source_of_its_page_by_number_and_label_which_lead_to_the_list(built):
    page = (built / "places" / "lambeth.html").read_text(encoding="utf-8")
    listed = page[page.index('class="lw-page-sources"') :]
    known = "".join(re.findall(r'<details class="lw-known">.*?</details>', page, re.DOTALL))
    named = re.findall(r'<li><a href="#cited-([^"]+)">Source (\d+): [^<]+</a>\.</li>', known)
    assert len(named) > 20
    order = re.findall(r'<li id="cited-([^"]+)">', listed)
    assert [key for key, number in named if order[int(number) - 1] != key] == []
    # Any other stands in full, with its address.
    assert known.count("<li>") > len(named) and 'href="https://' in known
    shown = [text for text in re.findall(r"<li id=[^>]+><span>(.*?)</span>", listed) if f"<li>{text}</li>" in known]
    assert shown == []
