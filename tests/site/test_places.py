"""Pages of places, which begin with the place: at a glance, then its story, with the background folded."""

from __future__ import annotations

import re

import pytest

from livingwell_learning.data import load, read_values
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, settled

SCREEN = {"width": 390, "height": 844}
READER = {"viewport": SCREEN, "has_touch": True, "is_mobile": True}
PLACES = sorted({path.stem for path in (ROOT / "book" / "places").glob("*.md")} - {"compare", "timeline"})
WITHOUT_MARKS = """items => items.map(item => {
    item.querySelectorAll(".lw-cite, sup").forEach(mark => mark.remove())
    return item.textContent
})"""
TEXT = """() => {
    const height = part => part ? part.getBoundingClientRect().height : 0
    const article = document.querySelector("article > section"), figure = article.querySelector("[data-lw-widget]")
    return (article.getBoundingClientRect().bottom + scrollY - height(figure)) / innerHeight
}"""


@pytest.fixture(scope="module")
def tables():
    return load(ROOT)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_told_on_at_most_fourteen_screens_of_a_phone(open_page, place):
    page = settled(open_page(f"places/{place}", tab=True, **READER))
    assert page.locator("article details.lw-fold[open], article [data-lw-widget] details[open]").count() == 0
    assert page.evaluate(TEXT) <= 14


@pytest.mark.parametrize("place", PLACES)
def test_a_place_at_a_glance_says_what_the_tables_say(open_page, tables, place):
    page = open_page(f"places/{place}", tab=True, java_script_enabled=False, **DESKTOP)
    row = tables.sites.set_index("id").loc[place]
    glance = page.get_by_role("region", name=f"{row['name']} at a glance")
    facts = glance.locator("dl")
    assert row["local_name"] in facts.inner_text() and row["lead"] in facts.inner_text()
    assert facts.locator("dt", has_text="Source").count() == 1
    assert glance.evaluate("e => e.compareDocumentPosition(document.querySelector('article > section > p')) & 4"), (
        "the glance comes before the page's first paragraph"
    )
    told = set(tables.place_facts[tables.place_facts.place == place].text)
    known = glance.locator(".lw-glance-known li")
    assert known.count() == 3
    for at in range(3):
        said = known.nth(at).inner_text().split("\n")[0]
        assert [fact for fact in told if said.startswith(fact)], said
        assert known.nth(at).get_by_role("link").count() >= 1, "each names its sources"


@pytest.mark.parametrize("place", PLACES)
def test_what_is_not_known_stands_at_a_glance_and_leads_to_the_whole_list(open_page, place):
    page = open_page(f"places/{place}", tab=True, java_script_enabled=False, **DESKTOP)
    few = page.locator(".lw-glance-unknown li").all_inner_texts()
    link = page.locator(".lw-glance").get_by_role("link", name="things that are not known")
    whole = page.locator("#what-is-not-known li").count()
    assert len(few) == 3 and whole >= 3
    assert link.all_inner_texts() == ([f"All {whole} things that are not known"] if whole > 3 else [])
    if whole > 3:
        link.click()
        assert page.url.endswith("#what-is-not-known")
    listed = page.locator("#what-is-not-known li").evaluate_all(WITHOUT_MARKS)
    said = [re.sub(r" (?=[.,])", "", " ".join(item.split())).rstrip(" .") for item in listed]
    assert few == said[:3]


@pytest.mark.parametrize("place", PLACES)
def test_events_are_counted_by_whose_work_they_are_and_lead_to_the_story(open_page, tables, place):
    page = open_page(f"places/{place}", tab=True, java_script_enabled=False, **DESKTOP)
    mine = tables.events[[place in places for places in tables.events.places]]
    said = [" ".join(words.split()) for words in page.locator(".lw-glance-counts li").all_inner_texts()]
    assert said == [
        f"{(mine.strand == strand).sum()} {label}"
        for strand, label in read_values(tables, "events", "strand").items()
        if (mine.strand == strand).any()
    ]
    assert page.locator(".lw-glance-counts a").first.get_attribute("href") == f"#{place}-story"


def test_the_background_of_a_place_is_folded_behind_its_count_and_opens_without_scripts(open_page):
    page = open_page("places/edinburgh", java_script_enabled=False, **DESKTOP)
    folds = page.locator("details.lw-fold:not([data-lw-widget] *)")
    assert [" ".join(words.split()) for words in folds.locator("summary").all_inner_texts()] == [
        "Who took part, and what each did 11 organisations",
        "Edinburgh in figures and bodies 2 paragraphs",
        "What went on around the work 3 paragraphs",
    ]
    text = page.get_by_text("a walk-in information station")
    assert not text.is_visible()
    folds.last.locator("summary").click()
    assert text.is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("About 512,700 people lived").is_visible(), "on paper everything is open"
