"""The report's own words and its poem as readers meet them: by keyboard, by touch, without scripts, on paper."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest

from tests.accessibility import broken_rules
from tests.conftest import serving
from tests.site.readers import DESKTOP, PHONE


@pytest.fixture
def visit(browser, request):
    """Open a page of the small book as some reader: ``visit("with_words", "index", **options)``."""
    with ExitStack() as stack:

        def opened(kind, path="index", **options):
            address = stack.enter_context(serving(request.getfixturevalue(kind)))
            context = browser.new_context(**options)
            stack.callback(context.close)
            page = context.new_page()
            page.errors = []
            page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: page.errors.append(str(error)))
            page.goto(f"{address}/{path}.html")
            return page

        yield opened


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("kind", "words"), [("with_words", "Quondam words begin"), ("without", "A small press printed")]
)
def test_it_opens_by_keyboard_and_by_touch_with_scripts_and_without(visit, kind, words, scripts):
    page = visit(kind, java_script_enabled=scripts, **DESKTOP)
    offer = page.locator(".lw-original").first
    inside = offer.get_by_text(words)
    assert not inside.is_visible()
    offer.locator("summary").press("Enter")
    assert inside.is_visible()
    offer.locator("summary").press("Space")
    assert not inside.is_visible()
    page = visit(kind, java_script_enabled=scripts, **PHONE)
    summary = page.locator(".lw-original summary").first
    assert summary.bounding_box()["height"] >= 44
    summary.tap()
    assert page.locator(".lw-original").first.get_by_text(words).is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_gets_the_words_that_stand_open_and_no_others(visit, scripts):
    page = visit("with_words", java_script_enabled=scripts, **DESKTOP)
    page.locator(".lw-original summary").first.click()
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    passages = page.locator(".lw-original")
    assert passages.nth(0).get_by_text("Quondam words begin").bounding_box()["height"] > 5
    assert not passages.nth(1).is_visible()
    assert not page.get_by_text("They print with this page").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_without_the_copy_says_once_where_the_report_is(visit, scripts):
    page = visit("without", java_script_enabled=scripts, **DESKTOP)
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = page.get_by_text("A small press printed it in 1901.")
    assert said.count() == 2
    assert [bool(box and box["height"] > 5) for box in (said.nth(n).bounding_box() for n in range(2))] == [False, True]


@pytest.mark.parametrize("path", ["index", "verse"])
@pytest.mark.parametrize("kind", ["without", "with_words"])
def test_the_pages_are_accessible_and_fit_a_phone_open_as_closed(visit, kind, path):
    for scheme in ("light", "dark"):
        for device in (PHONE, DESKTOP):
            page = visit(kind, path, color_scheme=scheme, **device)
            for summary in page.locator(".lw-original summary").all():
                summary.click()
            assert broken_rules(page) == []
            assert page.errors == []
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_lines_of_the_poem_hang_break_in_a_copy_and_stay_together_on_paper(visit):
    page = visit("with_words", "verse", **PHONE)
    line = page.locator(".lw-stanza span").first
    one = line.bounding_box()["height"]
    page.evaluate("document.querySelector('.lw-stanza span').textContent = 'a line much too long for it '.repeat(6)")
    assert line.bounding_box()["height"] > 2.5 * one
    first, second = line.evaluate("""e => {
      const range = document.createRange()
      range.selectNodeContents(e)
      return [...range.getClientRects()].map(r => r.left).slice(0, 2)
    }""")
    assert second - first > 15, "the second row of a long line stands further in"
    page = visit("with_words", "verse", **DESKTOP)
    copied = page.locator(".lw-poem blockquote").inner_text()
    assert re.sub(r"\n{2,}", "\n\n", copied).strip() == "A vorpal line\nruns on & on\n\nand <then>\nit stops"
    bare = page.locator(".lw-poem blockquote")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    assert "A vorpal line\nruns on & on" in bare.inner_text(), "the lines hold without a style sheet"
    page = visit("with_words", "verse", **DESKTOP)
    page.emulate_media(media="print")
    assert page.locator(".lw-stanza").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
