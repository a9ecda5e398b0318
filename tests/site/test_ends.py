"""The end of each page: to cite it, its day, its licence, and where to report a mistake."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from sphinx.errors import ConfigError

from livingwell_learning.site.ends.reference import Reference
from livingwell_learning.site.ends.settings import check
from tests import warm
from tests.conftest import serving
from tests.site import quoted
from tests.site.history import commit
from tests.site.readers import DESKTOP, PAGES, PHONE
from tests.waiting import until

TEXT = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda s: " ".join(s.split())).filter(bool)
)
RIS = re.compile(r"[A-Z][A-Z0-9]  - .*")


def read_ris(text):
    """Read one record as strictly as its format asks: a tag, two blanks, a hyphen and a blank in each line."""
    lines = text.strip("\n").split("\n")
    assert [line for line in lines if not RIS.fullmatch(line)] == []
    fields = dict(line.split("  - ", 1) for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - ELEC", "ER  - ")
    assert len(fields) == len(lines)
    return fields


@pytest.fixture(scope="module")
def known(built_once):
    """The site of a small book that knows its address, its day and whom to write to."""
    return built_once("quoted", quoted.write) / "_build" / "html"


def end_of(site, page):
    html = (site / f"{page}.html").read_text(encoding="utf-8")
    return re.search(r'<div class="lw-ends".*?</article>', html, re.DOTALL)[0]


def words(html):
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def test_a_page_says_how_to_cite_it_when_it_was_edited_and_where_to_report_a_mistake(known):
    end = end_of(known, "count")
    said = words(end)
    address = f"{quoted.ADDRESS}/count.html"
    assert f"The editors of a book (2026). {quoted.TITLE}. In: A small book. {address}" in said
    assert "Last edited on 5 March 2026. Free to copy and change under the a licence & more." in said
    assert '<a rel="license noreferrer" href="https://example.org/licence">' in end
    mail = unescape(re.search(r'class="lw-ends-mistake" href="([^"]+)"', end)[1])
    assert "editors@example.org" not in end and mail.startswith(
        "mailto:editors@example.org?subject=A%20mistake%20on%20"
    )
    assert mail.endswith("&body=The%20page%3A%20https%3A%2F%2Fexample.org%2Fbook%2Fcount.html")
    assert "1 March 2026" in words(end_of(known, "words"))


def test_both_files_and_both_texts_of_a_page_are_read_by_programs(known):
    shown = [unescape(text) for text in re.findall("<pre>(.*?)</pre>", end_of(known, "count"), re.DOTALL)]
    files = [(known / "cite" / f"count.{ending}").read_text(encoding="utf-8") for ending in ("bib", "ris")]
    assert [f"{text}\n" for text in shown] == files
    (entry,) = parse_string(files[0], "bibtex").entries.values()
    assert entry.fields["title"] == r"{Tea\_time \& talk}" and entry.fields["date"] == "2026-03-05"
    assert entry.fields["url"] == f"{quoted.ADDRESS}/count.html" and entry.fields["year"] == "2026"
    assert [str(person) for person in entry.persons["author"]] == ["{The editors of a book}"]
    record = read_ris(files[1])
    assert record["TI"] == quoted.TITLE and record["DA"] == "2026/03/05" and record["T2"] == "A small book"
    assert record["UR"] == f"{quoted.ADDRESS}/count.html" and record["AU"] == "The editors of a book"


def test_the_book_is_cited_as_a_whole_on_its_first_page(known):
    assert "The editors of a book (2026). A small book. https://example.org/book/" in words(end_of(known, "index"))
    assert "howpublished" not in (known / "cite" / "index.bib").read_text(encoding="utf-8")


@given(title=TEXT, whole=TEXT, author=TEXT)
def test_any_title_is_a_whole_entry_and_a_whole_record(title, whole, author):
    reference = Reference(title, whole, author, "a/b", date(2026, 3, 5), "https://example.org/a", "en")
    (entry,) = parse_string(reference.bibtex(), "bibtex").entries.values()
    assert entry.fields["year"] == "2026" and entry.fields["url"] == "https://example.org/a"
    assert len(entry.persons["author"]) == 1
    assert read_ris(reference.ris())["TI"] == title


def test_a_book_that_does_not_ask_for_it_has_none_of_it(without):
    html = (without / "index.html").read_text(encoding="utf-8")
    assert "lw-ends" not in html and not (without / "cite").exists()


def test_what_a_book_does_not_know_is_not_said(tmp_path, build):
    folder = quoted.write(tmp_path, address="", contact="", author="", ends="    livingwell_ends: {}\n")
    (folder / ".git").rename(folder / "no-git")
    status, said = build(folder)
    assert status == 0, said
    site = folder / "_build" / "html"
    assert "lw-ends" not in (site / "count.html").read_text(encoding="utf-8") and not (site / "cite").exists()


@pytest.mark.parametrize(
    ("address", "ends", "rule"),
    [
        ("example.org", {}, "baseurl: 'example.org' is no address of a website. Write one that starts with https://"),
        ("https://example.org/?a", {}, "baseurl: 'https://example.org/?a' is no address of a website."),
        ("", {"license": "MIT"}, "livingwell_ends: 'license' is none of its keys. Did you mean 'licence'?"),
        ("", {"licence": "MIT"}, "livingwell_ends: the licence 'MIT' cannot be read. Give its name and its url."),
        ("", {"licence": {"name": "MIT", "url": "javascript:1"}}, "does not start with https://. Correct it."),
        ("", {"kind": "a book"}, "the kind 'a book' is no type of schema.org. Write Book or Report, say."),
        ("", "MIT", "'MIT' is no list of settings."),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(address, ends, rule):
    with pytest.raises(ConfigError) as refused:
        check(None, SimpleNamespace(html_baseurl=address, livingwell_ends=ends))
    assert str(refused.value).startswith("_config.yml, ") and rule in str(refused.value)


def test_a_build_that_goes_on_from_the_last_one_shows_the_new_day(tmp_path):
    folder = quoted.write(tmp_path)
    page = folder / "book" / "count.md"

    def end():
        done = warm.plain_book(folder, folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return words(end_of(folder / "_build" / "html", "count")), words(end_of(folder / "_build" / "html", "words"))

    assert "Last edited on 5 March 2026." in end()[0]
    page.write_text(f"{page.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8")
    edited, other = end()
    assert "Last edited" not in edited and "(no date)" in edited and "Last edited on 1 March 2026." in other
    commit(folder, "2026-03-08")
    assert "Last edited on 8 March 2026." in end()[0]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_book_can_be_cited(built, path):
    end = end_of(built, path)
    assert "MIT licence" in words(end)
    bib = (built / "cite" / f"{path}.bib").read_text(encoding="utf-8")
    (key,) = parse_string(bib, "bibtex").entries
    assert key.startswith("living-well-learning")
    read_ris((built / "cite" / f"{path}.ris").read_text(encoding="utf-8"))


def test_a_reference_is_two_presses_away_and_carries_the_address_at_which_it_was_found(open_page):
    page = open_page("places/luton", alone=True, permissions=["clipboard-read", "clipboard-write"], **PHONE)
    here = page.url
    page.get_by_text("Cite this page").tap()
    page.get_by_role("button", name="Copy the citation").tap()
    until(page, "document.querySelector('#cite [role=status]').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("The editors of Living Well Learning (") and copied.endswith(here)
    page.get_by_role("button", name="Copy BibTeX").tap()
    until(page, "async () => (await navigator.clipboard.readText()).startsWith('@misc')")
    (entry,) = parse_string(page.evaluate("navigator.clipboard.readText()"), "bibtex").entries.values()
    assert entry.fields["url"] == here
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download RIS").tap()
    assert coming.value.suggested_filename == "luton.ris"
    assert read_ris(coming.value.path().read_text(encoding="utf-8"))["UR"] == here
    assert page.errors == []


def test_a_reference_can_be_read_without_scripts(open_page):
    page = open_page("places/luton", java_script_enabled=False, **DESKTOP)
    page.get_by_text("Cite this page").click()
    assert page.locator("#cite pre").first.inner_text().startswith("@misc{")
    assert page.locator("#cite button:visible").count() == 0
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download BibTeX").click()
    assert coming.value.path().read_text(encoding="utf-8").startswith("@misc{living-well-learning-places-luton,")


def test_a_mistake_is_reported_with_the_address_at_which_the_page_was_found(browser, tmp_path, build):
    contact = "https://example.org/new?title={title}&page={address}"
    folder = quoted.write(tmp_path, address="", contact=contact)
    status, said = build(folder)
    assert status == 0, said
    with serving(folder / "_build" / "html") as address:
        page = browser.new_page()
        page.goto(f"{address}/count.html?from=somewhere#two")
        page.mouse.move(9, 9)
        until(page, "document.querySelector('.lw-ends-mistake').href.includes('127.0.0.1')")
        link = page.get_by_role("link", name="Report a mistake on this page").get_attribute("href")
        page.close()
    here = address.replace(":", "%3A").replace("/", "%2F")
    assert link.endswith(f"?title=Tea_time%20%26%20talk&page={here}%2Fcount.html")


def test_on_paper_a_page_says_how_to_cite_it_in_words_alone(open_page):
    page = open_page("places/luton", **DESKTOP)
    page.emulate_media(media="print")
    shown = page.locator(".lw-ends").inner_text()
    assert "The editors of Living Well Learning (" in shown and "MIT licence" in shown
    assert "@misc" not in shown and "Cite this page" not in shown
