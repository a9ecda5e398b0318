"""What a page sounds like where a screen reader reads it, how a key goes through it, and what stays off paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PHONE, settled

SIGN = re.compile(r"content: *\"[^\"]*[\u2190-\u21ff\u25a0-\u27bf][^\"]*\" *(?![ /])")
TOPS = """() => [...document.querySelectorAll("header a, header button, header summary, header input")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.matches(".lw-skip"))
  .map(one => one.getBoundingClientRect()).map(box => [Math.round(box.top), Math.round(box.left)])"""


def test_signs_that_only_show_a_direction_are_not_read_out():
    written = {
        f"{path.name}: {rule}"
        for path in (ROOT / "livingwell_learning").rglob("*.css")
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", path.read_text(encoding="utf-8"))
        if SIGN.search(rule) and not re.search(r'content: *"[^"]+" */ *""', rule)
    }
    assert written == set()


@pytest.mark.parametrize("path", ["evidence/data", "places/edinburgh", "report/mechanistic-and-relational"])
def test_no_arrow_is_heard_on_a_page(open_page, path):
    heard = settled(open_page(path, **DESKTOP)).locator("body").aria_snapshot()
    assert "heading" in heard and re.findall("[\u2190\u2192-\u21ff\u25b8\u25be].*", heard) == []


def test_the_panel_of_a_word_has_a_button_that_closes_it(open_page):
    page = open_page("about/who-it-is-for", java_script_enabled=False, **PHONE)
    word = page.locator(".lw-term").first
    word.tap()
    note = page.locator(f"#{word.get_attribute('popovertarget')}")
    note.get_by_role("button", name="Close").tap()
    assert not note.is_visible()


@pytest.mark.parametrize("device", [PHONE, DESKTOP])
def test_a_key_goes_through_the_head_as_an_eye_does(open_page, device):
    places = open_page("about/programme", **device).evaluate(TOPS)
    assert len(places) >= 3
    assert all(
        one[0] < next_[0] + 12 and (one[1] < next_[1] or one[0] + 12 < next_[0]) for one, next_ in pairwise(places)
    )


def test_on_paper_the_title_stands_clear_of_the_head_and_no_button_is_grey(open_page):
    page = settled(open_page("report/mechanistic-and-relational", **DESKTOP))
    page.emulate_media(media="print")
    head, title = page.locator("header").bounding_box(), page.locator("main h1").bounding_box()
    assert title["y"] >= head["y"] + head["height"]
    grounds = page.locator("main button:visible").evaluate_all("es => es.map(e => getComputedStyle(e).backgroundColor)")
    assert [ground for ground in grounds if ground not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")] == []


def test_on_paper_what_a_figure_names_in_a_word_joins_the_list_of_the_page(open_page):
    page = settled(open_page("places/timeline", **DESKTOP))
    listed, named = page.locator(".lw-page-sources li"), page.locator("main details.lw-known a")
    before = listed.count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    labels = set(named.all_text_contents())
    joined = listed.evaluate_all(
        "(all, from) => all.slice(from).map(li => [li.querySelector('strong').textContent, li.textContent])", before
    )
    own = set(
        page.locator(".lw-page-sources li[id] .lw-source-more").evaluate_all(
            "all => all.map(a => a.href.split('#')[1])"
        )
    )
    known = set(named.evaluate_all("all => all.map(a => a.href.split('#')[1])"))
    assert len(labels) >= 100 and len(joined) == len(known - own)
    assert {label for label, _ in joined} <= labels and all(len(words) > len(label) + 20 for label, words in joined)
    assert [label for label, _ in joined] == sorted((label for label, _ in joined), key=str.casefold)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert listed.count() == before
