"""The explorer as readers meet it, on a page that the real host brings to life."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from livingwell_learning.reflection import Rating
from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from tests.widgets.explorer import NAMES, made_up, own_words

NAME = "characteristics_explorer"
IDS = [id for id, *_ in NAMES]
PHONE = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
# Counts what the module listens to outside its own element while it renders.
COUNTING = f"""import widget from "../{NAME}.mjs"
const add = window.addEventListener
window.kept = new Set()
function counted(type, listener, options) {{
  window.kept.add(type)
  options?.signal?.addEventListener("abort", () => window.kept.delete(type))
  add.call(window, type, listener, options)
}}
export default {{ render({{ model, el }}) {{
  window.addEventListener = counted
  window.lw = {{ model, stop: widget.render({{ model, el }}) }}
  window.addEventListener = add
}} }}
"""
NOTEBOOK = f"""import widget from "../{NAME}.mjs"
class Model {{
  constructor(state) {{ this.state = state; this.listeners = {{}}; this.saved = 0 }}
  get(name) {{ return this.state[name] }}
  set(name, value) {{ this.state[name] = value; this.listeners[`change:${{name}}`]?.() }}
  on(event, f) {{ this.listeners[event] = f }}
  off(event, f) {{ if (this.listeners[event] === f) delete this.listeners[event] }}
  save_changes() {{ this.saved++ }}
}}
export default {{ render({{ el }}) {{
  const figure_html = el.querySelector(".lw-explorer").outerHTML
  window.views = [1, 2].map(() => {{
    const cell = document.createElement("div")
    const model = new Model({{ figure_html, ratings: {{}}, open_pairs: [], query: "" }})
    return {{ cell, model, stop: widget.render({{ model, el: cell }}) }}
  }})
  el.replaceChildren(...window.views.map(view => view.cell))
}} }}
"""


@pytest.fixture
def explorer(widget_page):
    """Show an explorer of made-up pairs, with starting traits and options of the page."""

    def show(traits=None, **options):
        return widget_page(CharacteristicsExplorer(made_up(), **(traits or {})).to_html(), NAME, **options)

    return show


def pair(page, id):
    return page.locator(f"#pair-{id}")


def model(page, name):
    return page.evaluate("name => window.lw.model.get(name)", name)


def set_trait(page, name, value):
    page.evaluate("([name, value]) => window.lw.model.set(name, value)", [name, value])


def rate(page, id, **answers):
    for side, value in answers.items():
        pair(page, id).locator(f"[data-lw-side={side}] input[value='{value}']").check()


def opened(page):
    return page.eval_on_selector_all(
        ".lw-pair", "pairs => pairs.filter(p => p.open).map(p => p.dataset.lwPair)"
    )


def status(page):
    return page.get_by_role("status").text_content()


def find(page, words):
    page.get_by_role("searchbox", name="Find words in the pairs").fill(words)


def shown(page):
    return [id for id in IDS if pair(page, id).is_visible()]


def focused(page):
    return page.evaluate("document.activeElement.closest('.lw-pair')?.dataset.lwPair")


def test_a_press_opens_a_pair_with_two_lists_under_their_names(explorer, console_errors):
    page = explorer()
    assert opened(page) == []
    pair(page, "oak-ash").locator("summary").click()
    assert pair(page, "oak-ash").locator("h4").all_inner_texts() == ["Mechanistic:\nOak", "Relational:\nAsh"]
    lists = pair(page, "oak-ash").locator("ul")
    assert lists.count() == 2 and lists.nth(0).locator("li").count() == 3
    page.wait_for_function("window.lw.model.get('open_pairs').length === 1")
    assert model(page, "open_pairs") == ["oak-ash"]
    assert console_errors == []


@pytest.mark.parametrize(("width", "beside"), [(320, False), (1280, True)])
def test_the_sides_stand_side_by_side_where_there_is_room(explorer, width, beside):
    page = explorer({"open_pairs": IDS}, viewport={"width": width, "height": 700})
    for id in IDS:
        one, other = (pair(page, id).locator(".lw-pole").nth(i).bounding_box() for i in (0, 1))
        assert (one["y"] == other["y"]) is beside
        assert (one["x"] == other["x"]) is not beside
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keys_move_between_the_pairs_in_sight(explorer):
    page = explorer()
    page.get_by_role("button", name="Clear my answers").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "oak-ash"
    steps = [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", 5), ("ArrowDown", 5), ("Home", 0)]
    for key, at in steps:
        page.keyboard.press(key)
        assert focused(page) == IDS[at], key
    page.keyboard.press("Enter")
    assert opened(page) == ["oak-ash"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert model(page, "ratings") == {"oak-ash": {"mechanistic": 2}}
    find(page, "listen")
    pair(page, "oak-ash").locator("summary").focus()
    page.keyboard.press("End")
    assert focused(page) == "rain-sun", "hidden pairs are passed over"


def test_a_finger_is_enough(explorer):
    page = explorer(**PHONE)
    pair(page, "moss-fern").locator("summary").tap()
    assert opened(page) == ["moss-fern"]
    labels = pair(page, "moss-fern").locator("label")
    assert min(labels.nth(i).bounding_box()["height"] for i in range(labels.count())) >= 44
    for side, step in (("mechanistic", "to some extent"), ("relational", "very much")):
        pair(page, "moss-fern").locator(f"[data-lw-side={side}] label", has_text=step).tap()
    assert pair(page, "moss-fern").locator("figcaption").inner_text() == Rating(3, 5).words
    for name in ("Open all", "Close all", "Clear my answers"):
        assert page.get_by_role("button", name=name).bounding_box()["height"] >= 44


def test_a_link_opens_its_pair_and_moves_the_focus_there(explorer):
    page = explorer(fragment="#pair-moss-fern")
    assert opened(page) == ["moss-fern"] and focused(page) == "moss-fern"
    page.evaluate("location.hash = '#pair-night-day'")
    page.wait_for_function("document.activeElement.closest('.lw-pair')?.id === 'pair-night-day'")
    assert opened(page) == ["moss-fern", "night-day"]
    find(page, "listen")
    assert shown(page) == ["oak-ash", "rain-sun"]
    page.evaluate("location.hash = '#pair-stone-clay'")
    page.wait_for_function("document.activeElement.closest('.lw-pair')?.id === 'pair-stone-clay'")
    assert model(page, "query") == "" and shown(page) == IDS and "stone-clay" in opened(page)
    link = pair(page, "moss-fern").get_by_role("link", name="Link to this pair")
    link.click()
    page.wait_for_function("document.activeElement.closest('.lw-pair')?.id === 'pair-moss-fern'")
    assert page.url.endswith("#pair-moss-fern")


@pytest.mark.parametrize("fragment", ["#elsewhere", "#pair-", "#%E0%A4%A", "#pair-oak-ash%22"])
def test_an_address_that_names_no_pair_changes_nothing(explorer, console_errors, fragment):
    page = explorer(fragment=fragment)
    assert opened(page) == [] and console_errors == []


@pytest.mark.parametrize(
    ("query", "pairs", "said"),
    [
        ("listen", ["oak-ash", "rain-sun"], "2 statements in 2 pairs match “listen”."),
        ("  CAFE  listen ", ["oak-ash"], "1 statement in 1 pair matches “CAFE  listen”."),
        ("lísten", ["oak-ash", "rain-sun"], "2 statements in 2 pairs match “lísten”."),
        ("café", ["oak-ash"], "1 statement in 1 pair matches “café”."),
        ("people's", ["rain-sun"], "1 statement in 1 pair matches “people's”."),
        ("dusk", ["night-day"], "No statement matches “dusk”, but 1 pair by name or description."),
        ("moss", ["moss-fern"], "6 statements in 1 pair match “moss”."),
        ("quietly", IDS, "No statement matches “quietly”, but 6 pairs by name or description."),
        ("sea", ["hill-sea"], "6 statements in 1 pair match “sea”."),
        ("<b>", ["hill-sea"], "No statement matches “<b>”, but 1 pair by name or description."),
        ("way 3 day", ["night-day"], "2 statements in 1 pair match “way 3 day”."),
        ("listen nowhere", [], "No statement matches “listen nowhere”."),
        ("a.*", [], "No statement matches “a.*”."),
    ],
)
def test_words_find_their_pairs(explorer, query, pairs, said):
    page = explorer()
    find(page, query)
    assert shown(page) == pairs
    assert status(page) == said
    assert page.locator("[data-lw-found]").inner_text() == said.replace("  ", " ")
    assert opened(page) == pairs


def test_what_matches_is_marked_and_the_text_stays_whole(explorer):
    page = explorer()
    before = page.locator(".lw-explorer details").all_text_contents()
    find(page, "CAFE listen")
    assert page.locator("mark").all_inner_texts() == ["café", "Listen"]
    marked = pair(page, "oak-ash").locator("li", has=page.locator("mark"))
    assert marked.inner_text() == "Meet at the café, and Listen"
    find(page, "hill")
    assert pair(page, "hill-sea").locator("h3 span mark").inner_text() == "Hill"
    assert page.locator(".lw-explorer details").all_text_contents() == before
    find(page, "")
    assert page.locator("mark").count() == 0
    assert page.locator(".lw-explorer details").all_text_contents() == before
    assert page.evaluate("[...document.querySelectorAll('li')].every(li => li.childNodes.length === 1)")


def test_a_search_that_finds_nothing_can_be_cleared(explorer):
    page = explorer({"open_pairs": ["stone-clay"]})
    clear = page.get_by_role("button", name="Clear the search")
    assert not clear.is_visible() and status(page) == ""
    find(page, "zebra")
    assert shown(page) == [] and status(page) == "No statement matches “zebra”."
    clear.click()
    assert shown(page) == IDS and status(page) == "" and not clear.is_visible()
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.get_by_role("searchbox").input_value() == "" and model(page, "query") == ""
    page.wait_for_timeout(50)
    assert opened(page) == model(page, "open_pairs") == ["stone-clay"], (
        "a search leaves the open pairs as they were"
    )


def test_all_open_and_all_close(explorer):
    page = explorer()
    page.get_by_role("button", name="Open all").click()
    assert opened(page) == model(page, "open_pairs") == IDS
    find(page, "listen")
    page.get_by_role("button", name="Close all").click()
    assert opened(page) == model(page, "open_pairs") == []


def test_two_numbers_make_a_point_and_a_sentence(explorer):
    page = explorer({"open_pairs": IDS})
    here = pair(page, "rain-sun")
    dot, caption = here.locator("circle"), here.locator("figcaption")
    assert not dot.is_visible() and caption.inner_text() == Rating().words
    rate(page, "rain-sun", mechanistic=4)
    assert not dot.is_visible() and caption.inner_text() == Rating(4).words
    rate(page, "rain-sun", relational=2)
    page.wait_for_timeout(300)
    assert caption.inner_text() == Rating(4, 2).words == status(page)
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
    assert here.locator("figcaption").inner_text() == Rating(4, "not-sure").words
    assert model(page, "ratings") == {"rain-sun": {"mechanistic": 4, "relational": "not-sure"}}


def test_the_page_says_every_rating_as_python_does(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    for mechanistic in (1, 3, 5, "not-sure"):
        for relational in (1, 2, 5, "not-sure"):
            rate(page, "oak-ash", mechanistic=mechanistic, relational=relational)
            assert (
                pair(page, "oak-ash").locator("figcaption").inner_text()
                == Rating(mechanistic, relational).words
            )


def test_one_button_clears_the_answers_and_nothing_else(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    rate(page, "oak-ash", mechanistic=4, relational="not-sure")
    button = page.get_by_role("button", name="Clear my answers")
    button.click()
    assert page.locator("input:checked").count() == 0
    assert model(page, "ratings") == {} and model(page, "open_pairs") == ["oak-ash"]
    assert status(page) == "Your answers are cleared."
    assert page.evaluate("document.activeElement.textContent") == "Clear my answers"
    assert pair(page, "oak-ash").locator("figcaption").inner_text() == Rating().words


def test_nothing_is_kept_anywhere(explorer):
    page = explorer({"open_pairs": ["oak-ash"]})
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    rate(page, "oak-ash", mechanistic=4, relational=1)
    find(page, "listen")
    assert requests == [] and "?" not in page.url and "#" not in page.url
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0 and page.context.cookies() == []


def test_what_python_sets_changes_the_page(explorer):
    page = explorer()
    set_trait(page, "ratings", {"hill-sea": {"mechanistic": 1, "relational": 5}})
    set_trait(page, "open_pairs", ["hill-sea", "oak-ash"])
    assert page.eval_on_selector_all("input:checked", "i => i.map(i => i.value)") == ["1", "5"]
    assert opened(page) == ["oak-ash", "hill-sea"]
    assert pair(page, "hill-sea").locator("figcaption").inner_text() == Rating(1, 5).words
    set_trait(page, "query", "listen")
    assert page.get_by_role("searchbox").input_value() == "listen" and shown(page) == ["oak-ash", "rain-sun"]
    set_trait(page, "ratings", {})
    assert page.locator("input:checked").count() == 0


def test_an_answer_given_before_the_module_came_is_kept(explorer):
    early = f"""
document.querySelector("#pair-oak-ash").open = true
document.querySelector("#pair-oak-ash input[value='3']").checked = true
const {{ default: widget }} = await import("../{NAME}.mjs")
export default {{ render({{ model, el }}) {{
  window.lw = {{ model, stop: widget.render({{ model, el }}) }}
}} }}"""
    page = explorer(module=early)
    page.wait_for_selector("[data-lw-live]")
    assert model(page, "ratings") == {"oak-ash": {"mechanistic": 3}}
    assert opened(page) == model(page, "open_pairs") == ["oak-ash"]
    assert pair(page, "oak-ash").locator("input:checked").count() == 1


def test_clean_up_removes_every_listener(explorer):
    page = explorer(module=COUNTING)
    page.wait_for_selector("[data-lw-live]")
    assert sorted(page.evaluate("[...window.kept]")) == ["afterprint", "beforeprint", "hashchange"]
    assert page.evaluate("[...window.lw.model.listeners.values()].reduce((n, s) => n + s.size, 0)") == 3
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
    broken = f"""import widget from "../{NAME}.mjs"
export default {{ render({{ model, el }}) {{
  widget.render({{ model, el }})
  window.thrown = true
  throw new Error("on purpose")
}} }}"""
    page = explorer(module=broken)
    page.wait_for_function("window.thrown")
    page.wait_for_timeout(100)
    assert len(console_errors) == 1 and "the figure stays as it was written" in console_errors[0]
    assert page.locator("[data-lw-static]").is_visible() and not page.get_by_role("searchbox").is_visible()
    assert page.locator(".lw-pair li").count() == 36
    pair(page, "oak-ash").locator("summary").click()
    assert pair(page, "oak-ash").locator("li").first.is_visible()


def test_without_scripts_everything_can_be_read_and_chosen(explorer):
    page = explorer(java_script_enabled=False)
    assert page.locator("[data-lw-static]").is_visible()
    assert (
        not page.get_by_role("button").first.is_visible() and not page.get_by_role("searchbox").is_visible()
    )
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
    assert (
        not page.get_by_role("searchbox").is_visible()
        and not page.locator(".lw-pair-link").first.is_visible()
    )
    box = page.locator(".lw-pair input").first
    assert box.evaluate("box => getComputedStyle(box).appearance") == "none"
    assert box.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"
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
    page = explorer(module=NOTEBOOK)
    page.wait_for_selector("[data-lw-live]")
    ids = page.eval_on_selector_all("[data-lw-widget] [id]", "es => es.map(e => e.id)")
    assert len(ids) == len(set(ids)) == 12 and all(id.startswith("pair-") for id in ids)
    assert page.get_by_role("link", name="Link to this pair").count() == 0
    page.locator("summary").first.click()
    page.locator("summary").nth(6).click()
    for cell in (0, 6):
        page.locator(".lw-pair").nth(cell).locator("input[value='5']").first.check()
    assert page.locator("input:checked").count() == 2
    assert (
        page.evaluate("window.views.map(v => v.model.state.ratings)") == [{"oak-ash": {"mechanistic": 5}}] * 2
    )
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
    early = f"""
document.querySelector("#pair-oak-ash .lw-pole-original").open = true
const {{ default: widget }} = await import("../{NAME}.mjs")
export default {{ render({{ model, el }}) {{ window.lw = {{ model, stop: widget.render({{ model, el }}) }} }} }}"""
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
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
