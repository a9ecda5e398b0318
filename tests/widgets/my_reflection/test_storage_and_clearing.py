"""Where keeping fails, and where all is to go."""

from __future__ import annotations

import pytest

from tests.waiting import until
from tests.widgets.my_reflection.by_hand import FIRST, KEY, REFUSE, begin, keep, pair, rate, ready, stored, told, traits
from tests.widgets.readers import stored_anywhere


def test_where_storage_is_refused_the_tool_works_on_and_says_so(phone):
    page = phone()
    page.evaluate(REFUSE)
    keep(page, "Yes")
    assert "could not keep it" in page.locator("[data-lw-kept]").inner_text()
    begin(page)
    rate(page, FIRST, 4, 2)
    assert traits(page)["answers"] == {FIRST: {"now": {"mechanistic": 4, "relational": 2}}}


@pytest.mark.parametrize("broken", ["{", "[]", '"x"', '{"version":2}', "null"])
def test_what_was_kept_and_is_broken_is_said_and_left_out(phone, broken, console_errors):
    page = phone()
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, broken])
    page.reload()
    ready(page)
    assert "cannot be read any more" in page.locator("[data-lw-kept]").inner_text()
    assert console_errors == [] and traits(page)["answers"] == {}


def test_what_was_kept_and_tampered_with_finds_no_place(phone, console_errors):
    page = phone()
    kept = (
        '{"version":1,"about":7,"chosen":["<b>"],"hoped":"yes","notes":{"separation-connection":{}},"next":[],'
        '"answers":{"separation-connection":{"now":{"mechanistic":99,"relational":"<img src=x onerror=alert(1)>"}},'
        '"__proto__":{"now":{"x":1}}},"mark":"x","more":3,"earlier":"{}"}'
    )
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
    page.reload()
    ready(page)
    assert traits(page) == {
        "about": "", "chosen": [FIRST, "distance-presence"], "hoped": False, "answers": {}, "notes": {}, "next": {},
    }  # fmt: skip
    assert console_errors == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-03", "Answers that you kept here on 3 November 2026 are back."),
        ("soon", "Answers that you kept here are back."),
    ],
)
def test_answers_that_are_back_are_said_to_be_back_once_and_cleared_there(phone, day, said):
    page = phone()
    kept = {"version": 1, "chosen": [FIRST], "date": day, "answers": {FIRST: {"now": {"mechanistic": 4}}}}
    page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [KEY, kept])
    page.add_init_script("""window.heard = []; addEventListener('DOMContentLoaded', () => {
        const status = document.querySelector('[data-lw-status]')
        const hear = () => status.textContent && heard.push(status.textContent)
        new MutationObserver(hear).observe(status, { childList: true })
    })""")
    page.reload()
    ready(page)
    top = page.locator("[data-lw-told]")
    assert top.inner_text().startswith(said)
    until(page, "heard.length")
    page.wait_for_timeout(200)
    assert page.evaluate("heard") == [said]
    top.get_by_role("button", name="Clear my answers").click()
    assert stored(page) is None and traits(page)["answers"] == {} and told(page).startswith("Your answers are cleared")
    assert page.evaluate("document.activeElement.matches('[data-lw-told]')")
    page.reload()
    ready(page)
    assert top.is_hidden()


def clear(page):
    page.get_by_role("button", name="Clear my answers").last.click()


def test_clearing_clears_everything_everywhere(phone):
    page = phone()
    keep(page, "Yes")
    begin(page, about="our street", hoped=True)
    rate(page, FIRST, 4, 2)
    pair(page, FIRST).get_by_label("A note").fill("On Tuesdays")
    page.locator("[data-lw-next-of=keep]").fill("The café")
    page.get_by_role("button", name="Text", exact=True).click()
    page.wait_for_selector("[data-lw-holds]:not([hidden])")
    assert stored(page) is not None
    clear(page)
    assert stored(page) is None and told(page).startswith("Your answers are cleared")
    assert page.locator("input[type=radio]:checked").count() == 0
    html = page.content()
    assert "On Tuesdays" not in html and "our street" not in html
    values = page.eval_on_selector_all("input[type=text], textarea", "fields => fields.map(f => f.value).join('')")
    assert values == "" and traits(page)["answers"] == {} and traits(page)["about"] == ""
    assert stored_anywhere(page) == {}
    page.reload()
    ready(page)
    assert traits(page)["answers"] == {} and stored(page) is None


def test_clearing_takes_away_what_every_tool_keeps_and_nothing_else(phone):
    page = phone()
    keep(page, "Yes")
    begin(page)
    rate(page, FIRST, 4, 2)
    page.evaluate(
        "['lw-reflection-forces', 'lw-theme', 'lw-reflections'].forEach(key => localStorage.setItem(key, '{}'))"
    )
    clear(page)
    assert page.evaluate("Object.keys(localStorage).sort()") == ["lw-reflections", "lw-theme"]
    assert "no tool of this book keeps any" in told(page)


def test_clearing_in_one_window_clears_the_other(phone):
    page = phone()
    keep(page, "Yes")
    begin(page)
    rate(page, FIRST, 4, 2)
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    clear(other)
    until(page, "Object.keys(window.lw.model.get('answers')).length === 0")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert stored(page) is None
    other.close()
