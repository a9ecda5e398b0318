from __future__ import annotations

import pytest

from tests.accessibility import broken_rules
from tests.widgets.characteristics_explorer.by_hand import (
    COUNTING,
    IDS,
    find,
    focused,
    model,
    opened,
    pair,
    set_trait,
    status,
)
from tests.widgets.characteristics_explorer.made_up import own_words
from tests.widgets.readers import PHONE, too_wide


def wording(page, id="oak-ash"):
    return pair(page, id).locator(".lw-pole-original")


def shown_wording(page):
    return page.locator(".lw-pole-original[open]").count()


def switch(page):
    return page.get_by_role("checkbox", name="Show the report’s own words under each list")  # noqa: RUF001


@pytest.mark.parametrize("by", ["keyboard", "touch"])
def test_one_switch_shows_the_original_wording_under_every_list(explorer, by, console_errors):
    page = explorer({"original": own_words(), "open_pairs": ["oak-ash"]}, **(PHONE if by == "touch" else {}))
    flip = page.locator(".lw-explorer-switch").tap if by == "touch" else lambda: switch(page).press("Space")
    assert shown_wording(page) == 0 and not wording(page).first.locator("li").first.is_visible()
    flip()
    assert switch(page).is_checked() and shown_wording(page) == 12 and model(page, "show_original") is True
    assert wording(page).first.locator("li").first.is_visible()
    assert page.locator(".lw-explorer-switch").bounding_box()["height"] >= 44
    flip()
    assert not switch(page).is_checked() and shown_wording(page) == 0 and model(page, "show_original") is False
    assert model(page, "open_pairs") == ["oak-ash"] and console_errors == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_shows_its_original_wording_alone_with_scripts_and_without(explorer, scripts):
    page = explorer({"original": own_words()}, java_script_enabled=scripts)
    pair(page, "oak-ash").locator("summary").first.press("Enter")
    one = wording(page).nth(1)
    one.locator("summary").press("Enter")
    assert one.get_by_text("Heed <what> others say").is_visible() and shown_wording(page) == 1
    assert switch(page).count() == int(scripts)
    if scripts:
        assert model(page, "show_original") is False and opened(page) == ["oak-ash"]
    one.locator("summary").press("Space")
    assert shown_wording(page) == 0
    page = explorer({"original": own_words()}, java_script_enabled=scripts, **PHONE)
    pair(page, "oak-ash").locator("summary").first.tap()
    assert wording(page).first.locator("summary").bounding_box()["height"] >= 44
    wording(page).first.locator("summary").tap()
    assert shown_wording(page) == 1


def test_the_arrow_keys_still_move_between_the_pairs_alone(explorer):
    page = explorer({"original": own_words(), "open_pairs": IDS})
    pair(page, "oak-ash").locator("summary").first.focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "rain-sun"
    wording(page).first.locator("summary").focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "oak-ash"


def test_python_shows_the_original_wording_and_hides_it(explorer):
    page = explorer({"original": own_words(), "show_original": True})
    assert shown_wording(page) == 12 and switch(page).is_checked()
    set_trait(page, "show_original", False)
    assert shown_wording(page) == 0 and not switch(page).is_checked()


def test_a_search_looks_through_the_wording_that_stands_open_and_counts_a_statement_once(explorer):
    page = explorer({"original": own_words()})
    find(page, "heed")
    assert status(page) == "No statement matches “heed”."
    switch(page).check()
    assert status(page) == "1 statement in 1 pair matches “heed”."
    assert page.locator("mark").all_inner_texts() == ["Heed"]
    find(page, "mechanistic moss")
    assert status(page) == "3 statements in 1 pair match “mechanistic moss”."
    switch(page).uncheck()
    find(page, "")
    assert page.locator("mark").count() == 0


def test_wording_that_a_reader_opened_before_the_module_came_stays_open(explorer):
    early = """
document.querySelector("#pair-oak-ash .lw-pole-original").open = true
const { default: widget } = await import("./as-written.mjs")
export default { render({ model, el }) { window.lw = { model, stop: widget.render({ model, el }) } } }"""
    page = explorer({"original": own_words()}, module=early)
    page.wait_for_selector("[data-lw-live]")
    assert shown_wording(page) == 1 and model(page, "show_original") is False


def test_paper_gets_the_original_wording_only_where_it_stands_open(explorer):
    page = explorer({"original": own_words(), "open_pairs": ["oak-ash"]})
    wording(page).first.locator("summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert [wording(page).nth(n).is_visible() for n in (0, 1)] == [True, False]
    assert wording(page).first.locator("li").first.is_visible() and shown_wording(page) == 1


def test_clean_up_removes_the_listener_of_the_switch_too(explorer):
    page = explorer({"original": own_words()}, module=COUNTING)
    page.wait_for_selector("[data-lw-live]")
    assert page.evaluate("window.lw.model.listeners.get('change:show_original').size") == 1
    page.evaluate("window.lw.stop()")
    assert page.evaluate("[...window.lw.model.listeners.values()].reduce((n, s) => n + s.size, 0)") == 0
    switch(page).check()
    assert shown_wording(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, {}])
def test_the_original_wording_is_accessible(explorer, scheme, device):
    traits = {"original": own_words(), "open_pairs": IDS, "show_original": True}
    page = explorer(traits, color_scheme=scheme, **device)
    assert shown_wording(page) == 12
    assert broken_rules(page) == []
    assert too_wide(page) <= 0
