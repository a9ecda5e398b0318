"""The first page: the idea, one pair to rate, then the ways in."""

from __future__ import annotations

import pytest

from livingwell_learning.data import load
from tests.conftest import ROOT
from tests.site.readers import DESKTOP, PHONE


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_one_pair_can_be_rated_and_the_answers_are_crossed_and_said(open_page, device, scripts):
    page = open_page("index", java_script_enabled=scripts, **device)
    said, both = page.locator(".lw-one-said"), page.locator(".lw-one-both")
    first = page.get_by_role("group", name="Distance: how much")
    second = page.get_by_role("group", name="Presence: how much")
    assert said.inner_text().strip() == "" and not both.is_visible()
    assert page.locator(".lw-one-pair input:checked").count() == 0
    first.get_by_role("radio", name="4").check()
    assert said.inner_text().strip() == "Distance: quite a lot." and not both.is_visible()
    second.get_by_role("radio", name="2").check()
    assert " ".join(said.inner_text().split()) == "Distance: quite a lot. Presence: a little."
    whole, cell = page.locator(".lw-one-grid").bounding_box(), both.bounding_box()
    step = whole["width"] / 5
    assert cell["x"] - whole["x"] == pytest.approx(3 * step, abs=1.5)
    assert whole["y"] + whole["height"] - cell["y"] == pytest.approx(2 * step, abs=1.5)
    second.get_by_role("radio", name="Not sure").check()
    assert said.inner_text().strip().endswith("Presence: not sure.") and not both.is_visible()
    page.get_by_role("button", name="Clear my answers").click()
    assert page.locator(".lw-one-pair input:checked").count() == 0 and said.inner_text().strip() == ""


def test_the_pair_keeps_nothing_and_loads_no_widget(open_page):
    page = open_page("index", alone=True, **PHONE)
    page.get_by_role("radio", name="3").first.check()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]") == [
        0,
        0,
        "",
        None,
    ]
    assert page.locator("[data-lw-widget]").count() == 0
    page.goto("about:blank")
    page.go_back()
    assert page.locator(".lw-one-pair input:checked").count() == 0


def test_ways_in_follow_the_pair_and_where_it_comes_from_stands_last(open_page):
    page = open_page("index", **DESKTOP)
    titles = page.locator("article > section > section > .lw-heading h2").all_inner_texts()
    assert titles[1:3] == ["Try one pair", "Ways in"] and titles[-1] == "Where this book comes from"
    pair = load(ROOT).pairs.set_index("id").loc["distance-presence"]
    form = page.locator(".lw-one-pair").inner_text()
    assert pair["mechanistic_gist"] in form and pair["relational_gist"] in form
