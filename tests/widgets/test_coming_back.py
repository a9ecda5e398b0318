"""What a browser gives back when somebody goes back: answers, while they were not cleared, and nothing ever after."""

from __future__ import annotations

import pytest

from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from livingwell_learning.widgets.forces import Forces
from livingwell_learning.widgets.my_reflection import MyReflection
from livingwell_learning.widgets.our_reflection import OurReflection
from tests.browser import FLAGS, find
from tests.conftest import Plain, serving
from tests.waiting import until
from tests.widgets.characteristics_explorer.made_up import made_up as pairs
from tests.widgets.conftest import lay_out
from tests.widgets.readers import stored_anywhere
from tests.widgets.sheets.made_up import made_up as sheets

RATED = "input[type=radio][value='4']"
TOOLS = {
    "characteristics_explorer": (
        lambda: CharacteristicsExplorer(pairs(), heading_level=3, open_pairs=["oak-ash"]),
        RATED,
    ),
    "my_reflection": (lambda: MyReflection(pairs(), heading_level=3), RATED),
    "forces": (lambda: Forces(sheets(), heading_level=3), "[data-lw-group=forces] textarea"),
}
APPLE = "Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' })"


@pytest.fixture(scope="module")
def remembering(browser):
    """A browser that puts pages by when they are left, as readers' own do and Playwright's does not."""
    without = ["--disable-back-forward-cache"]
    running = browser.browser_type.launch(executable_path=find(), args=FLAGS, ignore_default_args=without)
    yield running
    running.close()


@pytest.fixture
def tool(tmp_path, request):
    """Show a tool in some browser; the folder holds another page, too."""
    (tmp_path / "other.html").write_text("<!doctype html><html lang=en><title>Other</title><p>Other", encoding="utf-8")
    contexts = []
    with serving(tmp_path, Plain) as address:

        def show(browser, name, script=None):
            lay_out(tmp_path, TOOLS[name][0]().to_html() if name in TOOLS else OurReflection(pairs()).to_html(), name)
            contexts.append(browser.new_context())
            page = contexts[-1].new_page()
            page.set_default_timeout(5000)
            if script:
                page.add_init_script(script)
            page.goto(f"{address}/index.html")
            return awake(page)

        yield show
        for context in contexts:
            context.close()


def awake(page):
    page.wait_for_selector("[data-lw-live]", state="attached")
    page.locator("[data-lw-figure]").dispatch_event("pointerdown")
    page.wait_for_selector(
        ":is(.lw-my-live, .lw-sheet-live, [data-lw-ready], .lw-characteristics-explorer)", state="attached"
    )
    return page


def lead(page, where):
    page.evaluate("where => setTimeout(() => { location.href = where })", where)
    until(page, "where => location.pathname.endsWith(where) && document.readyState === 'complete'", arg=where)


def back(page, to="index.html"):
    before = page.url
    page.evaluate("setTimeout(() => history.back())")
    until(
        page,
        "([before, to]) => location.pathname.endsWith(to) && document.readyState === 'complete'",
        arg=[before, to],
    )
    page.wait_for_timeout(150)


def answer(page, name):
    field = page.locator(TOOLS[name][1]).first
    if name == "forces":
        field.fill("Too little.")
    else:
        # The question may stand further down, where a reader has not yet got to.
        field.evaluate("radio => radio.click()")


def answered(page, name):
    field = page.locator(TOOLS[name][1]).first
    return field.input_value() == "Too little." if name == "forces" else field.is_checked()


def clear(page):
    page.get_by_role("button", name="Clear my answers").click()


@pytest.mark.parametrize("name", TOOLS)
def test_answers_are_there_on_return_and_nothing_was_stored_for_it(tool, remembering, name):
    page = tool(remembering, name)
    answer(page, name)
    assert stored_anywhere(page) == {}
    lead(page, "other.html")
    assert stored_anywhere(page) == {}
    back(page)
    assert answered(page, name) and page.get_by_role("button", name="Clear my answers").is_visible()
    if name == "characteristics_explorer":
        assert page.get_by_text("1 answer is here.").is_visible()
    assert stored_anywhere(page) == {}


@pytest.mark.parametrize("name", TOOLS)
def test_what_is_cleared_later_in_the_tab_does_not_come_back_from_an_earlier_page(tool, remembering, name):
    page = tool(remembering, name)
    answer(page, name)
    lead(page, "other.html")
    lead(page, "index.html")
    awake(page)
    assert not answered(page, name), "a new visit begins anew"
    clear(page)
    assert stored_anywhere(page) == {}
    back(page, "other.html")
    back(page)
    assert not answered(page, name) and stored_anywhere(page) == {}
    awake(page)
    answer(page, name)
    lead(page, "other.html")
    back(page)
    assert answered(page, name), "answers given after the clearing are there again"


@pytest.mark.parametrize("name", TOOLS)
def test_a_browser_that_puts_no_page_by_writes_no_answer_down(tool, browser, name):
    page = tool(browser, name)
    answer(page, name)
    lead(page, "other.html")
    back(page)
    assert not answered(page, name)
    page.reload()
    assert not answered(page, name) and stored_anywhere(page) == {}


@pytest.mark.parametrize("name", TOOLS)
def test_where_a_page_put_by_hears_nothing_it_lets_go_of_answers_when_it_is_left(tool, remembering, name):
    page = tool(remembering, name, APPLE)
    answer(page, name)
    lead(page, "other.html")
    back(page)
    assert not answered(page, name) and stored_anywhere(page) == {}


def test_what_is_kept_by_choice_is_there_on_return_in_every_browser(tool, remembering):
    page = tool(remembering, "my_reflection", APPLE)
    page.get_by_role("radio", name="Yes, keep").check()
    answer(page, "my_reflection")
    lead(page, "other.html")
    back(page)
    assert answered(page, "my_reflection") and stored_anywhere(page) == {"local": ["lw-reflection"]}
    clear(page)
    assert stored_anywhere(page) == {}


def test_clearing_a_round_also_clears_one_on_an_earlier_page_of_the_tab(tool, remembering):
    page = tool(remembering, "our_reflection")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Rehearse with made-up people").click()
    until(page, "document.querySelector('[data-lw-in]').textContent.includes('12')")
    lead(page, "other.html")
    back(page)
    assert "12" in page.locator("[data-lw-in]").inner_text()
    lead(page, "other.html")
    lead(page, "index.html")
    awake(page)
    page.get_by_role("button", name="Clear everything").click()
    back(page, "other.html")
    back(page)
    assert "12" not in page.locator("[data-lw-in]").inner_text() and stored_anywhere(page) == {}
