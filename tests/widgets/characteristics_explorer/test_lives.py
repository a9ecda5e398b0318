from __future__ import annotations

import pytest

from livingwell_learning import CharacteristicsExplorer
from livingwell_learning.widgets.base import KEY
from tests.waiting import until
from tests.widgets.characteristics_explorer.by_hand import (
    COUNTING,
    IDS,
    find,
    model,
    opened,
    pair,
    rate,
    shown,
)
from tests.widgets.readers import sheets

NOTEBOOK = """import widget from "./as-written.mjs"
class Model {
  constructor(state) { this.state = state; this.listeners = {}; this.saved = 0 }
  get(name) { return this.state[name] }
  set(name, value) { this.state[name] = value; this.listeners[`change:${name}`]?.() }
  on(event, f) { this.listeners[event] = f }
  off(event, f) { if (this.listeners[event] === f) delete this.listeners[event] }
  save_changes() { this.saved++ }
}
export default { render({ el }) {
  const figure_html = el.querySelector("[data-lw-figure]").outerHTML
  window.views = [1, 2].map(() => {
    const cell = document.createElement("div")
    const model = new Model({ figure_html, ratings: {}, open_pairs: [], query: "" })
    return { cell, model, stop: widget.render({ model, el: cell }) }
  })
  el.replaceChildren(...window.views.map(view => view.cell))
} }
"""


def test_clean_up_removes_every_listener(explorer):
    page = explorer(module=COUNTING)
    page.wait_for_selector("[data-lw-live]")
    assert sorted(page.evaluate("[...window.kept]")) == ["afterprint", "beforeprint", "hashchange"]
    assert page.evaluate("[...window.lw.model.listeners.values()].reduce((n, s) => n + s.size, 0)") == 4
    page.evaluate("window.lw.stop()")
    assert page.evaluate("[...window.kept]") == []
    assert page.evaluate("[...window.lw.model.listeners.values()].reduce((n, s) => n + s.size, 0)") == 0
    find(page, "zebra")
    pair(page, "oak-ash").locator("summary").click()
    rate(page, "oak-ash", mechanistic=4)
    page.get_by_role("button", name="Open all").click()
    page.evaluate("location.hash = '#pair-moss-fern'; dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(50)
    assert shown(page) == IDS and opened(page) == ["oak-ash"]
    assert [model(page, name) for name in ("query", "open_pairs", "ratings")] == ["", [], {}]


def test_a_module_that_throws_leaves_the_figure_readable(explorer, console_errors):
    broken = """import widget from "./as-written.mjs"
export default { render({ model, el }) {
  widget.render({ model, el })
  window.thrown = true
  throw new Error("on purpose")
} }"""
    page = explorer(module=broken)
    until(page, "window.thrown")
    page.wait_for_timeout(100)
    assert len(console_errors) == 1 and "the figure stays as it was written" in console_errors[0]
    assert page.locator("[data-lw-static]").is_visible() and not page.get_by_role("searchbox").is_visible()
    assert page.locator(".lw-pair li").count() == 36
    pair(page, "oak-ash").locator("summary").click()
    assert pair(page, "oak-ash").locator("li").first.is_visible()


def test_without_scripts_everything_can_be_read_and_chosen(explorer):
    page = explorer(java_script_enabled=False)
    assert page.locator("[data-lw-static]").is_visible()
    assert not page.get_by_role("button").first.is_visible() and not page.get_by_role("searchbox").is_visible()
    for id in IDS:
        pair(page, id).locator("summary").click()
    statements = page.locator(".lw-pair li")
    assert statements.count() == 36 and all(statements.nth(i).is_visible() for i in range(36))
    rate(page, "oak-ash", mechanistic=4, relational="not-sure")
    assert page.locator("input:checked").count() == 2
    assert page.locator("figcaption").first.is_visible()


@pytest.mark.parametrize("open_pairs", [[], IDS])
def test_the_page_without_scripts_says_no_less(explorer, open_pairs):
    live = explorer({"open_pairs": open_pairs}).inner_text("main")
    still = explorer({"open_pairs": open_pairs}, java_script_enabled=False).inner_text("main")
    assert len(still) >= 0.99 * len(live)
    assert "on paper" in still and "on paper" not in live


def test_paper_gets_every_pair_open_and_boxes_to_tick(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened(page) == IDS
    page.emulate_media(media="print")
    assert page.locator(".lw-pair li").last.is_visible()
    assert not page.get_by_role("searchbox").is_visible() and not page.locator(".lw-pair-link").first.is_visible()
    box = page.locator(".lw-pair label").first
    assert box.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"
    assert box.inner_text().split() == ["1", "not", "at", "all"]
    one, other = (page.locator(".lw-pole").nth(i).bounding_box() for i in (0, 1))
    assert one["y"] == other["y"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened(page) == ["oak-ash"]


def test_paper_without_scripts_shows_closed_pairs_too(explorer):
    page = explorer(java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator(".lw-pair li").last.bounding_box()["height"] > 5
    assert not page.locator("[data-lw-static]").is_visible()


def test_two_explorers_of_one_notebook_do_not_meet(explorer, console_errors):
    page = explorer(key=KEY, module=NOTEBOOK)
    page.wait_for_selector("[data-lw-live]")
    ids = page.eval_on_selector_all("[data-lw-widget] [id]", "es => es.map(e => e.id)")
    assert len(ids) == len(set(ids)) == 12 and all(id.startswith("pair-") for id in ids)
    assert page.get_by_role("link", name="Link to this pair").count() == 0
    page.locator("summary").first.click()
    page.locator("summary").nth(6).click()
    for cell in (0, 6):
        page.locator(".lw-pair").nth(cell).locator("input[value='5']").first.check()
    assert page.locator("input:checked").count() == 2
    assert page.evaluate("window.views.map(v => v.model.state.ratings)") == [{"oak-ash": {"mechanistic": 5}}] * 2
    assert page.evaluate("window.views.map(v => v.model.saved > 0)") == [True, True]
    page.evaluate("window.views[1].model.set('query', 'listen')")
    assert [page.locator(".lw-pair").nth(i).is_visible() for i in (4, 10)] == [True, False]
    page.evaluate("window.views.forEach(v => v.stop())")
    assert page.evaluate("window.views.map(v => Object.keys(v.model.listeners).length)") == [0, 0]
    assert console_errors == []


def test_dark_and_light_differ_and_both_are_from_the_tokens(explorer):
    colours = set()
    for scheme in ("light", "dark"):
        page = explorer({"open_pairs": IDS}, color_scheme=scheme)
        colours.add(page.locator(".lw-pole").first.evaluate("e => getComputedStyle(e).backgroundColor"))
    assert len(colours) == 2


def test_paper_is_not_wasted(widget_page, real):
    page = widget_page(CharacteristicsExplorer(real).to_html(), "characteristics_explorer")
    assert sheets(page) <= 5
