"""Crisis help: in the order of need, with other ways than the voice, and saying only what was really done."""

from __future__ import annotations

import re
from datetime import date

import pytest

from livingwell_learning.data import confirm, load
from livingwell_learning.markup import render
from livingwell_learning.site.help import help_blocks
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PAGES, PHONE
from tests.waiting import until

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", "", str(html)).split())


@pytest.fixture(scope="module")
def tables():
    return load(ROOT)


@pytest.fixture(scope="module")
def blocks(tables):
    return help_blocks(tables)


@pytest.fixture(scope="module")
def panel(blocks):
    return render("site/help_panel.html", blocks=blocks, help_words="", help_basis="", more="")


def test_999_comes_first_then_111_by_nation_then_lines_of_a_nation_then_the_whole_uk(blocks):
    assert [line["id"] for line in blocks[0]["lines"]] == ["999"]
    assert {block["nation"] for block in blocks[1:-1]} == set(NATIONS)
    rest = [line for block in blocks[1:] for line in block["lines"]]
    order = [line["number"].startswith("111") for line in rest]
    assert order == sorted(order, reverse=True) and sum(order) == 3
    assert {line["id"] for line in blocks[-1]["lines"]} >= {"samaritans", "shout", "childline"}
    scotland = next(block for block in blocks if block["nation"] == "Scotland")
    assert [line["id"] for line in scotland["lines"]] == ["nhs24", "breathing-space"]


def test_nothing_says_checked_where_nobody_checked(tables, panel):
    assert set(tables.support_lines.confirmed) == {None}
    assert not re.search("check|confirmed", words_of(panel).lower())
    assert words_of(panel).count("read on 23 November 2026") == len(tables.support_lines)


def test_a_line_tells_how_old_its_pages_are_and_how_far_they_can_be_trusted(blocks, panel):
    lines = {line["id"]: line for block in blocks for line in block["lines"]}
    assert (lines["childline"]["pages"], lines["childline"]["age"]) == (
        "older, undated or second-hand pages",
        "2011 to 2025",
    )
    assert lines["saneline"]["age"] == "no date"
    assert lines["nhs111-wales"]["age"] == "2023 to 2025"
    assert "From older, undated or second-hand pages (2011 to 2025), read on" in words_of(panel)


def test_hours_that_may_have_changed_say_so(tables, panel):
    may = tables.support_lines.set_index("id")["hours_may_have_changed"]
    assert bool(may["saneline"]) and bool(may["childline"]) and not bool(may["samaritans"])
    items = re.findall(r'<li><a class="lw-number".*?(?=<li><a class="lw-number"|$)', str(panel), re.DOTALL)
    said = ["Hours may have changed." in words_of(item) for item in items]
    assert said == [bool(value) for value in tables.support_lines.sort_values("order")["hours_may_have_changed"]]


def test_every_other_way_stands_with_its_service_and_its_source(tables, blocks, panel):
    ways = {way["words"]: (line["id"], way) for block in blocks for line in block["lines"] for way in line["ways"]}
    assert len(ways) == len(tables.support_ways) >= 9
    kinds = set(tables.support_ways.kind)
    assert kinds == {"text relay", "BSL", "SignVideo", "email", "chat", "letter", "Welsh"}
    line, relay = ways["Text relay: 18000"]
    assert (line, relay["link"], relay["source_words"]) == ("999", "tel:18000", "HRE4U, no date")
    line, welsh = ways["Welsh language line 0808 164 0123"]
    assert (line, welsh["source_words"]) == ("samaritans", "Nation Radio Wales, 1 July 2021")
    assert "hours may have changed" in welsh["detail"]
    shown = words_of(panel)
    assert [words for words, (_, way) in ways.items() if words not in shown or way["source_words"] not in shown] == []


def test_a_confirmed_line_says_on_which_day_and_no_longer_tells_of_pages(book):
    confirm(book, ["999"], date(2026, 11, 20))
    html = words_of(
        render("site/help_panel.html", blocks=help_blocks(load(book)), help_words="", help_basis="", more="")
    )
    assert "Confirmed with the service on 20 November 2026." in html
    assert "read on" not in html


def test_a_book_without_the_table_has_no_panel(book):
    (book / "data" / "datapackage.json").write_text('{"name": "none", "resources": []}')
    assert help_blocks(load(book)) == []


@pytest.mark.parametrize("path", PAGES)
def test_help_stands_on_every_page_without_scripts(open_page, tables, path):
    page = open_page(path, tab=True, java_script_enabled=False, **PHONE)
    link = page.locator("header").get_by_role("link", name="Help in a crisis")
    box = link.bounding_box()
    assert box["y"] + box["height"] <= 120, "the link to help is at the top of the page"
    items = page.locator("#help li").evaluate_all(
        "items => items.map(item => [[...item.querySelectorAll(':scope > a')].map(link => link.getAttribute('href')), "
        "item.textContent])"
    )
    for line in tables.support_lines.to_dict("records"):
        mine = [words for calls, words in items if line["tel"] in calls and line["name"] in " ".join(words.split())]
        assert len(mine) == 1, line["name"]


@pytest.mark.parametrize("device", [PHONE, DESKTOP])
def test_a_nation_is_one_press_away_and_the_whole_uk_another(open_page, device):
    page = open_page("about/programme", java_script_enabled=False, **device)
    page.locator("header").get_by_role("link", name="Help in a crisis").click()
    jumps = page.locator("#help .lw-help-jumps a")
    assert set(jumps.all_inner_texts()) == {*NATIONS, "Whole UK"}
    heading, first = page.locator("#help h2").bounding_box(), jumps.first.bounding_box()
    assert 0 <= first["y"] - (heading["y"] + heading["height"]) < 40, "the links stand directly under the heading"
    page.locator("#help .lw-help-jumps").get_by_role("link", name="Scotland").click()
    until(page, "location.hash === '#help-scotland'")
    for name in ("NHS 24 Mental Health Hub", "Breathing Space"):
        assert in_view(page, name), name
    page.locator("#help-scotland").get_by_role("link", name="More lines: Whole UK").click()
    until(page, "location.hash === '#help-uk'")
    assert in_view(page, "Samaritans")


def in_view(page, name):
    box = page.locator("#help strong").filter(has_text=name).bounding_box()
    return 0 < box["y"] < page.viewport_size["height"]
