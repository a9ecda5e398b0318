"""Every page of the built book, as readers meet it: offline, without scripts, narrow, dark, by keyboard, on paper."""

from __future__ import annotations

import gzip
import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from livingwell_learning.data import load
from tests.accessibility import COLOURS, broken_rules, whole
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PAGES, PHONE, settled


@pytest.mark.statement("axe")
@pytest.mark.parametrize("path", PAGES)
def test_page_loads_alone_and_is_accessible(open_page, path):
    for device in (PHONE, DESKTOP):
        page = settled(open_page(path, color_scheme="light", reduced_motion="reduce", **device))
        assert page.foreign == []
        assert page.errors == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px at {device['viewport']['width']} px"
        assert broken_rules(page) == []
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert broken_rules(page, COLOURS) == []


# Debts of pages over the limit of all others since the book's own faces came, and pages that keep to less.
# Each figure may only fall.
HEAVY = {
    "places/timeline": 87_000,
    "places/compare": 54_000,
    "index": 50_000,
    "evidence/sources": 83_000,
    "places/lambeth": 65_000,
    "places/edinburgh": 64_000,
    "places/tameside-glossop": 61_000,
    "places/salford": 61_000,
    "places/greater-manchester": 61_000,
}


@pytest.mark.parametrize("path", [*PAGES, "search"])
def test_the_first_load_of_a_page_is_light(browser, site, path):
    sent = {}
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.on("response", lambda response: sent.setdefault(response.url, response))
    page.goto(f"{site}/{path}.html", wait_until="networkidle")
    # Reading a body lets further responses in.
    sizes = {url: len(gzip.compress(response.body(), 6)) for url, response in list(sent.items())}
    scripts = sum(size for url, size in sizes.items() if url.endswith((".js", ".mjs")))
    context.close()
    assert len(sizes) >= 3
    assert sum(sizes.values()) <= HEAVY.get(path, 60_000), sizes
    assert scripts <= 15_000, sizes


# Without scripts these become their printed forms, which have other words: the tests of each tool read them.
FORMS = (
    ":is("
    + ", ".join(f"[data-lw-widget={tool}]" for tool in ("my_reflection", "our_reflection", "forces", "future"))
    + ")"
)


def words_beside_forms(page):
    """Give what a page says beside its tools, and the headings there."""
    said = page.inner_text("main")
    forms = page.locator(f"main {FORMS}")
    for at in range(forms.count()):
        assert len(forms.nth(at).inner_text()) > 500
        said = said.replace(forms.nth(at).inner_text(), "")
    return said, page.locator(f"main :is(h1, h2, h3):visible:not({FORMS} *)").all_inner_texts()


@pytest.mark.statement("no-scripts")
@pytest.mark.parametrize("path", PAGES)
def test_page_can_be_read_without_scripts(open_page, path):
    live, headings = words_beside_forms(whole(settled(open_page(path, **DESKTOP))))
    page = open_page(path, java_script_enabled=False, **DESKTOP)
    still, _ = words_beside_forms(page)
    assert len(still) >= 0.99 * len(live)
    assert [line for line in headings if line not in still] == []
    assert page.locator("main h1").count() == 1


def test_each_page_leads_on_and_reading_back_leads_through_the_whole_book(open_page):
    page = open_page(PAGES[-1], java_script_enabled=False, **DESKTOP)
    seen = []
    for _ in PAGES:
        seen.append(urlsplit(page.url).path.removeprefix("/").removesuffix(".html"))
        assert page.locator("a.lw-next").count() == (seen[-1] != PAGES[-1])
        before = page.locator("a.lw-prev")
        if not before.count():
            break
        page.goto(before.evaluate("link => link.href"), wait_until="load")
    assert seen == PAGES[::-1]


def test_light_and_dark_follow_the_device_and_then_the_reader(open_page):
    page = open_page("index", alone=True, color_scheme="dark", **DESKTOP)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("radio", name="Light", exact=True).check()
    light = page.evaluate(paper)
    assert light != dark
    page.reload()
    assert page.evaluate(paper) == light
    page.get_by_role("radio", name="As this device").check()
    assert page.evaluate(paper) == dark
    assert page.evaluate("localStorage.length") == 0


def words_of_page(page):
    return page.locator("button.lw-term")


def test_a_word_of_the_glossary_opens_on_press_without_scripts(open_page):
    path = "about/who-it-is-for"
    for options in (PHONE, DESKTOP):
        page = open_page(path, java_script_enabled=False, **options)
        word = words_of_page(page).first
        note = page.locator(f"#{word.get_attribute('popovertarget')}")
        assert not note.is_visible()
        word.tap() if options is PHONE else word.press("Enter")
        assert note.is_visible()
        assert len(note.locator("p").first.inner_text()) > 20
        page.keyboard.press("Escape")
        assert not note.is_visible()


def test_words_of_the_glossary_are_printed_at_the_end_of_a_page(open_page):
    page = open_page("about/who-it-is-for", **DESKTOP)
    page.emulate_media(media="print")
    notes = page.locator(".lw-note")
    assert notes.count() >= 1
    assert all(notes.nth(i).is_visible() for i in range(notes.count()))
    assert page.locator("#help").is_visible()
    assert not any(page.locator(".lw-contents").nth(i).is_visible() for i in range(2))


def test_every_page_describes_itself_for_search_engines(built):
    described = {}
    for path in PAGES:
        text = (built / f"{path}.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" content="([^"]{50,200})">', text)
        assert found, path
        described.setdefault(found.group(1), []).append(path)
    assert {words: paths for words, paths in described.items() if len(paths) > 1} == {}


def test_the_figures_stay_readable_when_a_page_is_opened_from_a_folder(browser, built):
    page = browser.new_page()
    page.goto((built / "report" / "mechanistic-and-relational.html").as_uri())
    first = load(ROOT).statements["text"].iloc[0]
    assert first in page.locator("main").evaluate("e => e.textContent")
    page.locator("details.lw-pair summary").first.click()
    page.close()


def words_in(path):
    return unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


def test_every_statement_and_event_is_in_the_html_itself(built):
    tables = load(ROOT)
    assert len(tables.statements) == 36
    explorer = words_in(built / "report" / "mechanistic-and-relational.html")
    assert [text for text in tables.statements["text"] if text not in explorer] == []
    assert len(tables.events) >= 150
    timeline = words_in(built / "places" / "timeline.html")
    assert [text for text in [*tables.events["title"], *tables.events["what"]] if text not in timeline] == []
