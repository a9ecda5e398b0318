"""What leaves, by choice, after it was shown; and what comes back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from livingwell_learning.reflection import Reflection, decode
from livingwell_learning.widgets.my_reflection import MyReflection
from livingwell_learning.widgets.reflecting import asked
from tests.waiting import until
from tests.widgets.my_reflection.by_hand import (
    FIRST,
    SECOND,
    begin,
    holds,
    open_file,
    pair,
    rate,
    shown,
    told,
    traits,
)

HOSTILE = '<img src=x onerror="window.hit=1"></textarea><script>window.hit=1</script> =HYPERLINK("x") **bold**'
ANSWERS = {FIRST: {"now": {"mechanistic": 4, "relational": 2}, "hoped": {"mechanistic": 3, "relational": "not-sure"}}}


def fill(page, note="On Tuesdays"):
    begin(page, about="the help around here", hoped=True)
    rate(page, FIRST, 4, 2)
    rate(page, FIRST, 3, "not-sure", when="hoped")
    pair(page, FIRST).get_by_label("A note").fill(note)
    page.locator("[data-lw-next-of=keep]").fill("The café")
    page.locator("[data-lw-next-of=look_again]").fill("2027-02-01")


def saved(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_file_holds_what_was_shown_and_the_library_reads_it(mine, real):
    page = mine()
    fill(page)
    text = holds(page, "A file to open again")
    name, content = saved(page, "Save")
    assert content.decode() == text and re.fullmatch(r"reflection-\d{4}-\d\d-\d\d\.json", name)
    read = Reflection.read(text, asked(real).questions)
    assert read.answers == ANSWERS and read.notes == {FIRST: "On Tuesdays"} and read.about == "the help around here"
    assert read.next == {"keep": "The café", "look_again": "2027-02-01"}


def test_the_code_holds_the_answers_and_never_a_note(mine, real):
    page = mine()
    fill(page)
    code = holds(page, "A short code")
    known = replace(asked(real).questions, pairs=(FIRST, SECOND), hoped=True)
    assert decode(code, known).answers == ANSWERS
    mark = json.loads(holds(page, "A file to open again"))["mark"]
    assert decode(code, known).mark == mark


def test_hostile_words_stay_words(mine, console_errors):
    page = mine()
    fill(page, note=HOSTILE)
    page.get_by_label("What are you thinking of?").fill(HOSTILE[:60])
    text = holds(page, "Text")
    assert "\\<img" in text and "\\*\\*bold\\*\\*" in text and not re.search(r"(?<!\\)<", text)
    assert json.loads(holds(page, "A file to open again"))["answers"][FIRST]["note"] == HOSTILE
    page.get_by_role("button", name="The picture").click()
    until(page, "document.querySelector('[data-lw-drawn]').naturalWidth > 0")
    _, drawing = saved(page, "Save as SVG")
    assert b"<img" not in drawing and b"&lt;img" in drawing and b"<script" not in drawing
    assert page.evaluate("window.hit") is None and console_errors == []
    assert page.locator("[data-lw-figure] img[src=x]").count() == 0


def test_the_picture_leaves_as_svg_and_as_png_without_notes(mine):
    page = mine()
    fill(page)
    page.get_by_role("button", name="The picture").click()
    name, drawing = saved(page, "Save as SVG")
    assert name.endswith(".svg") and b"Tuesdays" not in drawing
    assert all(word in drawing.decode() for word in ("the help around here", "Separation", "4, quite a lot"))
    name, dots = saved(page, "Save as PNG")
    assert name.endswith(".png") and dots.startswith(b"\x89PNG") and len(dots) > 5000


def test_one_page_is_printed_and_holds_notes_and_next(mine, tmp_path):
    page = mine()
    fill(page)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="One printed page").click()
    page.get_by_role("button", name="Print", exact=True).click()
    page.emulate_media(media="print")
    seen = page.locator("main").inner_text()
    assert all(words in seen for words in ("On Tuesdays", "The café", "the help around here", "1 February 2027"))
    assert "One widget" not in seen and "Which pairs?" not in seen
    # Writing the pages tells the figure that printing is over, as a printer does.
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="screen")
    assert page.get_by_text("Which pairs?").is_visible() and page.get_by_role("heading", name="One widget").is_visible()


def earlier(real, **more):
    known = replace(asked(real).questions, pairs=(FIRST, SECOND), hoped=True)
    next = {"keep": "The <b>café</b>", "who": "Two neighbours"}
    return Reflection(known, ANSWERS, "our street", "2026-03-02", mark=7, next=next, **more)


def test_a_file_opens_with_what_to_keep_first_and_goes_on(mine, real):
    page = mine()
    open_file(page, earlier(real, notes={FIRST: "Old note"}, more={"later": [1]}).to_json())
    first = page.locator("[data-lw-earlier]").inner_text()
    assert "our street · 2 March 2026" in first and "The <b>café</b>" in first and "Two neighbours" in first
    assert page.locator("[data-lw-earlier]").bounding_box()["y"] < page.locator("[data-lw-rate]").bounding_box()["y"]
    page.get_by_role("button", name="Go on with those answers").click()
    until(page, "window.lw.model.get('about') === 'our street'")
    assert traits(page)["answers"] == ANSWERS and traits(page)["notes"] == {FIRST: "Old note"}
    data = json.loads(holds(page, "A file to open again"))
    assert data["mark"] == 7 and data["later"] == [1], "the same reflection, and unknown keys are kept"


def test_a_file_that_is_chosen_before_the_tool_came_is_opened(mine, real):
    page = mine(touched=False)
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": earlier(real).to_json().encode()}
    page.locator("[data-lw-file]").set_input_files(file)
    page.locator("[data-lw-figure]").dispatch_event("pointerdown")
    page.wait_for_selector("[data-lw-earlier]:not([hidden])")


def test_two_dates_lie_one_above_the_other_without_a_sentence_about_change(mine, real):
    page = mine()
    open_file(page, earlier(real).to_json())
    page.get_by_role("button", name="Answer again, beside that day").click()
    assert traits(page)["answers"] == {} and traits(page)["chosen"] == [FIRST, SECOND] and shown(page) == [FIRST]
    rate(page, FIRST, 2, 5)
    item = page.locator(f"[data-lw-picture={FIRST}]")
    squares = [box.bounding_box() for box in item.locator(".lw-square").all()]
    assert len(squares) == 2 and squares[0]["y"] + squares[0]["height"] < squares[1]["y"]
    words = item.inner_text()
    assert words.index("2 March 2026") < words.index("Separation 4") < words.index("Now") < words.index("Separation 2")
    data = json.loads(holds(page, "A file to open again"))
    assert data["mark"] != 7
    page.get_by_role("button", name="Put the file away").click()
    assert item.locator(".lw-square:visible").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('"version": 1', '"version": 9'), "is of version 9"),
        (lambda text: text[:80], "cannot be read"),
        (lambda text: '{"format": "letter"}', "is no reflection file"),
        (lambda text: text.replace('"living-well-pairs"', '"other-pairs"'), "answers other questions"),
        (lambda text: text.replace('"mechanistic": 4', '"mechanistic": 44'), "holds something that is no answer"),
        (lambda text: "[" * 200_000, "cannot be read"),
        (lambda text: "x" * 1_100_000, "is larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_nothing_is_lost(mine, real, change, said, console_errors):
    page = mine()
    begin(page)
    rate(page, FIRST, 5, 5)
    open_file(page, change(earlier(real).to_json()), name="<i>mine</i>.json")
    assert said in told(page) and told(page).startswith("<i>mine</i>.json")
    assert traits(page)["answers"] == {FIRST: {"now": {"mechanistic": 5, "relational": 5}}}
    assert not page.locator("[data-lw-earlier]").is_visible() and console_errors == []


def test_no_address_ever_carries_an_answer_and_nothing_is_asked_of_the_net(mine):
    page = mine()
    fill(page)
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url))
    for way in ("A file to open again", "Text", "A short code"):
        holds(page, way)
    page.get_by_role("button", name="Make an invitation").click()
    page.wait_for_selector("[data-lw-invitation]:not([hidden])")
    link = page.locator("[data-lw-link]").input_value()
    assert "Tuesdays" not in link and "4" not in link.split("pairs")[1].split("hoped")[0]
    assert not any("uqr" in url for url in asked_for), "the library of the code is loaded on request only"
    assert all(url.endswith(".mjs") for url in asked_for if not url.startswith(("data:", "blob:")))
    page.get_by_role("button", name="Show as a QR code").click()
    page.wait_for_selector("[data-lw-qr] svg")
    assert any("uqr" in url for url in asked_for) and "#" not in page.url


def test_an_invitation_brings_the_set_up_and_a_tampered_one_is_told(mine, console_errors):
    page = mine()
    begin(page, about="the help & care", every=True, hoped=True)
    rate(page, FIRST, 4, 2)
    page.get_by_role("button", name="Make an invitation").click()
    page.wait_for_selector("[data-lw-invitation]:not([hidden])")
    link = page.locator("[data-lw-link]").input_value()
    guest = page.context.new_page()
    guest.goto(link)
    guest.wait_for_selector("[data-lw-invited]:not([hidden])")
    assert traits(guest)["about"] == "the help & care" and len(traits(guest)["chosen"]) == 6
    assert traits(guest)["hoped"] and traits(guest)["answers"] == {}
    guest.set_viewport_size({"width": 320, "height": 568})
    guest.reload()
    until(guest, "document.activeElement.matches('[data-lw-invited]')")
    top = guest.locator("[data-lw-invited]").bounding_box()
    asked = guest.locator("[data-lw-keep]").bounding_box()
    assert -1 < asked["y"] < top["y"] and top["y"] + top["height"] <= 568
    # A reader who is at something stays there.
    guest.get_by_label("What are you thinking of?").focus()
    guest.evaluate("at => { location.hash = at }", link[link.index("#") :].replace("help", "hell"))
    until(guest, "document.querySelector('[data-lw-invited]').textContent.includes('changed')")
    assert guest.evaluate("document.activeElement.matches('[data-lw-about]')")
    for tampered in (link.replace("help", "hell"), link[:-4], link + "%", link.replace("separation", "station")):
        guest.goto("about:blank")
        guest.goto(tampered)
        guest.wait_for_selector("[data-lw-invited]:not([hidden])")
        assert "changed or cut short" in guest.locator("[data-lw-invited]").inner_text()
        assert traits(guest)["about"] == "" and len(traits(guest)["chosen"]) == 2
    guest.close()
    assert console_errors == []


def test_the_page_to_take_along_is_small_and_works_from_disk(real, context_of, tmp_path):
    file = tmp_path / "my-reflection.html"
    file.write_text(MyReflection(real).alone(), encoding="utf-8")
    assert file.stat().st_size <= 150_000
    context = context_of(offline=True)
    page, wrong, asked_for = context.new_page(), [], []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(file.as_uri())
    begin(page)
    rate(page, FIRST, 4, 2)
    assert json.loads(holds(page, "A file to open again"))["answers"][FIRST]["now"] == ANSWERS[FIRST]["now"]
    page.get_by_role("button", name="The picture").click()
    _, dots = saved(page, "Save as PNG")
    assert dots.startswith(b"\x89PNG") and wrong == []
    assert [url for url in asked_for if not url.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert page.get_by_role("button", name="Make an invitation").count() == 0
