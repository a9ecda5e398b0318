from __future__ import annotations

import pytest

from tests.widgets.characteristics_explorer.by_hand import (
    IDS,
    find,
    model,
    opened,
    pair,
    rate,
    set_trait,
    shown,
    status,
)
from tests.widgets.characteristics_explorer.made_up import SCALE, rated
from tests.widgets.readers import stored_anywhere

BLANK = "\N{EN DASH}"


def test_two_numbers_make_a_point_and_a_sentence(explorer):
    page = explorer({"open_pairs": IDS})
    here = pair(page, "rain-sun")
    dot, caption = here.locator("circle"), here.locator("figcaption")
    assert not dot.is_visible() and caption.inner_text() == SCALE.rate({}).words
    rate(page, "rain-sun", mechanistic=4)
    assert not dot.is_visible() and caption.inner_text() == rated(4).words
    rate(page, "rain-sun", relational=2)
    page.wait_for_timeout(300)
    assert caption.inner_text() == rated(4, 2).words == status(page)
    assert model(page, "ratings") == {"rain-sun": {"mechanistic": 4, "relational": 2}}
    box, grid = dot.bounding_box(), here.locator(".lw-grid").bounding_box()
    across = (box["x"] + box["width"] / 2 - grid["x"]) / grid["width"]
    up = 1 - (box["y"] + box["height"] / 2 - grid["y"]) / grid["height"]
    assert across == pytest.approx(0.7, abs=0.01), "the fourth of five columns"
    assert up == pytest.approx(0.3, abs=0.01), "the second of five rows from below"
    assert not pair(page, "oak-ash").locator("circle").is_visible()


def test_not_sure_is_an_answer_without_a_point(explorer):
    page = explorer({"open_pairs": IDS, "ratings": {"rain-sun": {"mechanistic": 4, "relational": 2}}})
    here = pair(page, "rain-sun")
    assert here.locator("circle").is_visible()
    here.get_by_label("Not sure").nth(1).check()
    assert not here.locator("circle").is_visible()
    assert here.locator("figcaption").inner_text() == rated(4, "not-sure").words
    assert model(page, "ratings") == {"rain-sun": {"mechanistic": 4, "relational": "not-sure"}}


def test_the_page_says_every_rating_as_python_does(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    for mechanistic in (1, 3, 5, "not-sure"):
        for relational in (1, 2, 5, "not-sure"):
            rate(page, "oak-ash", mechanistic=mechanistic, relational=relational)
            assert pair(page, "oak-ash").locator("figcaption").inner_text() == rated(mechanistic, relational).words


def test_one_button_clears_the_answers_and_nothing_else(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    rate(page, "oak-ash", mechanistic=4, relational="not-sure")
    button = page.get_by_role("button", name="Clear my answers")
    button.click()
    assert page.locator("input:checked").count() == 0
    assert model(page, "ratings") == {} and model(page, "open_pairs") == ["oak-ash"]
    assert status(page) == "Your answers are cleared."
    assert page.evaluate("document.activeElement.textContent") == "Clear my answers"
    assert pair(page, "oak-ash").locator("figcaption").inner_text() == SCALE.rate({}).words


def test_nothing_is_kept_anywhere(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    rate(page, "oak-ash", mechanistic=4, relational=1)
    find(page, "listen")
    assert requests == [] and "?" not in page.url and "#" not in page.url
    assert stored_anywhere(page) == {} and page.context.cookies() == []


def test_what_python_sets_changes_the_page(explorer):
    page = explorer()
    set_trait(page, "ratings", {"hill-sea": {"mechanistic": 1, "relational": 5}})
    set_trait(page, "open_pairs", ["hill-sea", "oak-ash"])
    assert page.eval_on_selector_all("input:checked", "i => i.map(i => i.value)") == ["1", "5"]
    assert opened(page) == ["oak-ash", "hill-sea"]
    assert pair(page, "hill-sea").locator("figcaption").inner_text() == rated(1, 5).words
    set_trait(page, "query", "listen")
    assert page.get_by_role("searchbox").input_value() == "listen" and shown(page) == ["oak-ash", "rain-sun"]
    set_trait(page, "ratings", {})
    assert page.locator("input:checked").count() == 0


def test_an_answer_given_before_the_module_came_is_kept(explorer):
    early = """
document.querySelector("#pair-oak-ash").open = true
document.querySelector("#pair-oak-ash input[value='3']").checked = true
const { default: widget } = await import("./as-written.mjs")
export default { render({ model, el }) {
  window.lw = { model, stop: widget.render({ model, el }) }
} }"""
    page = explorer(module=early)
    page.wait_for_selector("[data-lw-live]")
    assert model(page, "ratings") == {"oak-ash": {"mechanistic": 3}}
    assert opened(page) == model(page, "open_pairs") == ["oak-ash"]
    assert pair(page, "oak-ash").locator("input:checked").count() == 1


def given(page, id):
    mark = pair(page, id).locator(".lw-given")
    return mark.inner_text().replace("\n", " ") if mark.is_visible() else ""


def test_a_closed_pair_shows_its_answers(explorer):
    page = explorer({"open_pairs": ["rain-sun"]})
    assert given(page, "rain-sun") == ""
    rate(page, "rain-sun", mechanistic=4, relational=2)
    assert given(page, "rain-sun") == "", "an open pair shows them itself"
    assert page.get_by_text("2 answers are here.").is_visible()
    pair(page, "rain-sun").locator("summary").first.click()
    assert given(page, "rain-sun") == "Your answers: 4 · 2"
    set_trait(page, "ratings", {"rain-sun": {"relational": "not-sure"}})
    assert (
        given(page, "rain-sun") == f"Your answers: {BLANK} · not sure"
        and page.get_by_text("1 answer is here.").is_visible()
    )
    page.get_by_role("button", name="Clear my answers").click()
    assert given(page, "rain-sun") == "" and not page.get_by_text("answer is here").is_visible()


def test_answers_of_python_show_in_closed_pairs_without_scripts_and_ticked_ones_leave_a_sign(explorer):
    page = explorer({"ratings": {"oak-ash": {"mechanistic": 5}}}, java_script_enabled=False)
    assert given(page, "oak-ash") == f"Your answers: 5 · {BLANK}" and given(page, "moss-fern") == ""
    pair(page, "moss-fern").locator("summary").click()
    rate(page, "moss-fern", relational=1)
    pair(page, "moss-fern").locator("summary").click()
    assert given(page, "moss-fern") == "Your answers: answered"
