"""A round closes once; what it shows follows the floors; it is projected, printed, saved, reopened, set beside another."""  # noqa: E501

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.waiting import until
from tests.widgets.our_reflection.by_hand import (
    FIRST,
    NOWHERE,
    TODAY,
    close,
    code,
    codes_in,
    drop,
    in_words,
    paste_codes,
    press,
    saved,
    saved_round,
    stored,
    told,
    two,
    way,
)  # fmt: skip

NEAR = [(4, 2, 3, 3)] * 9 + [(3, 2, 3, 3)] * 3
ENDS = [(1, 2, 3, 3)] * 6 + [(5, 4, 3, 3)] * 6


def shown(page):
    return page.locator("[data-lw-place=shown]").inner_text()


def test_nothing_shows_before_closing_and_a_round_of_four_does_not_close(our):
    page = our()
    codes_in(page, [(3, 3, 3, 3)] * 4)
    assert page.get_by_role("button", name="Close the round").is_disabled()
    assert "1 more person is needed" in page.locator("[data-lw-place=closing]").inner_text()
    assert shown(page) == "" and page.locator("main svg").count() == 0


@pytest.mark.parametrize("people", [5, 7])
def test_five_to_seven_are_rows_of_dots_with_a_middle_and_no_word_of_agreement(our, people):
    page = our()
    codes_in(page, [(2 + n % 3, 4, 0 if n == 0 else 5, 1) for n in range(people)])
    close(page)
    assert page.locator(".lw-row-of-dots").count() == 4 and page.locator(".lw-grid-of-dots").count() == 0
    text = shown(page)
    assert "The middle answer is 3, to some extent. Answers reach from 2 to 4." in text
    assert "was not sure" in text and "All who gave a number gave the same one." in text
    assert "near each other," not in text and "different views" not in text.replace("“", "").split("To talk")[0]
    assert "see both" not in text and "You differ most" not in text
    assert "If everyone answers alike" in text
    _, data = saved_round(page)
    assert "square" not in json.dumps(data)


def test_from_eight_a_square_has_a_dot_a_person_and_a_number_above_nine(our):
    page = our()
    codes_in(page, [(4, 2, 3, 3)] * 10 + [(0, 5, 3, 3)] + [(1, 0, 3, 3)] * 2)
    close(page)
    first = page.locator(".lw-our-pair").first
    square = first.locator(".lw-grid-of-dots")
    assert square.locator(".lw-many-said").all_text_contents() == ["10"]
    assert square.locator(".lw-dots").get_attribute("d").count("M") == 3
    label = square.get_attribute("aria-label")
    assert "10 at Oak 4 and Ash 2" in label and "1 at Oak not sure and Ash 5" in label
    text = first.inner_text()
    assert "10 see mainly Oak." in text and "3 are not sure of a side." in text and "0 see both" in text


def test_words_of_nearness_follow_the_distance_of_each_person(our):
    page = our()
    codes_in(page, NEAR)
    close(page)
    oak = page.locator(".lw-our-pair").first.locator(".lw-our-sides > div").first.inner_text()
    assert "near each other" in oak and "12 of 12 chose 3 or 4." in oak and "3 chose 3 and 9 chose 4" in oak
    press(page, "Clear everything")
    codes_in(page, [*NEAR[:11], (1, 2, 3, 3)])
    close(page)
    oak = page.locator(".lw-our-pair").first.locator(".lw-our-sides > div").first.inner_text()
    assert "most near each other, 1 sees it differently" in oak


def test_from_twelve_the_page_says_where_people_differ_most_and_which_stand_at_both_ends(our):
    page = our()
    codes_in(page, ENDS)
    close(page)
    text = shown(page)
    assert "You differ most on" in text and "Oak – two people stand 2.2 steps apart" in text  # noqa: RUF001
    assert "at both ends" in page.locator(".lw-our-pair").first.inner_text()
    assert not re.search(r"average of|mean|score|total", text.lower())


def test_hoped_for_is_a_second_square(our):
    page = our({"hoped": True, "pairs": [FIRST]})
    questions = two(hoped=True, pairs=(FIRST,))
    paste_codes(page, "\n".join(code(n, 2, 3, 5, 5, questions=questions) for n in range(8)))
    press(page, "Put 8 in")
    close(page)
    assert page.locator(".lw-grid-of-dots").count() == 2
    assert page.locator(".lw-our-in-round").inner_text().count("Hoped for") == 1


def test_late_answers_wait_until_five_can_join_and_nothing_leaves_any_more(our):
    page = our()
    codes_in(page, NEAR)
    close(page)
    before = page.locator(".lw-our-pair").first.inner_text()
    for n in range(5):
        paste_codes(page, code(200 + n, 1, 5, 3, 3))
        press(page, "Put 1 in")
        if n < 4:
            assert page.locator(".lw-our-pair").first.inner_text() == before
            assert f"{n + 1} late answer" in shown(page)
    assert "5 chose 1" in page.locator(".lw-our-pair").first.inner_text()
    assert shown(page).count("The square shows 12 people. Those who came last wait until at least eight") == 2
    assert not page.get_by_text("Take somebody’s answers out").is_visible()  # noqa: RUF001
    assert page.get_by_role("button", name="Close the round").count() == 0


def test_a_floor_may_be_raised_and_never_lowered(our):
    page = our()
    codes_in(page, [(3, 3, 3, 3)] * 8)
    page.get_by_text("A higher floor, or a split").click()
    field = page.get_by_label("Show nothing below how many")
    field.fill("3")
    field.press("Tab")
    assert field.input_value() == "5" and "may only be raised" in told(page)
    field.fill("8")
    field.press("Tab")
    field.fill("6")
    field.press("Tab")
    assert field.input_value() == "8" and "The floor is 8, and may only be raised." in told(page)
    close(page)
    assert "wait until 8 can join" in page.locator("[data-lw-place=closing]").inner_text()
    assert saved_round(page)[1]["floor"] == 8
    press(page, "Clear everything")
    page.get_by_text("A higher floor, or a split").click()
    for floor in ("50", "6"):
        field.fill(floor)
        field.press("Tab")
    assert field.input_value() == "6", "before anybody is in, a slip of the finger is put right"
    codes_in(page, [(3, 3, 3, 3)] * 5)
    assert page.get_by_role("button", name="Close the round").is_disabled()


@pytest.mark.parametrize(("people", "squares"), [(20, 0), (26, 1)])
def test_one_split_by_a_column_of_the_form_shows_parts_of_five_and_squares_where_every_part_has_twelve(
    our, people, squares
):
    page = our()
    way(page, "form")
    rows = [f"{1 + n % 5},4,3,3,{'Ward' if n < 13 else 'Street'}" for n in range(people)]
    page.get_by_label("Paste the export here").fill("\n".join(["1a,1b,2a,2b,Where", *rows]))
    press(page, "Read it")
    page.get_by_role("group", name="Show parts of the group separately?").get_by_label("Where").check()
    press(page, f"Add {people} people’s answers")  # noqa: RUF001
    close(page)
    first = page.locator(".lw-our-pair").first
    assert first.locator(".lw-grid-of-dots").count() == 1 + 2 * squares, "everybody's square is always there"
    parts = first.locator(".lw-our-part").all()
    assert ["part: Ward" in part.inner_text() for part in parts] == [True, False]
    assert all(part.locator(".lw-grid-of-dots").count() == squares for part in parts)
    assert all("chose 4" in part.inner_text() for part in parts)
    assert "part" not in json.dumps(saved_round(page)[1]), "a round file holds no parts"


def test_a_part_too_small_leaves_the_question_whole(our):
    page = our()
    page.get_by_role("button", name="Clear everything").focus()
    page.wait_for_selector("[data-lw-ready]")
    page.get_by_text("A higher floor, or a split").click()
    field = page.get_by_label("Parts to show separately")
    field.fill("Ward, Street")
    field.press("Tab")
    codes_in(page, NEAR)
    close(page)
    assert page.locator(".lw-our-part").count() == 0 and page.locator(".lw-grid-of-dots").count() == 2


def test_the_projector_asks_for_a_guess_first_and_knows_no_letter(our):
    page = our({"about": "the help here"})
    codes_in(page, NEAR)
    close(page)
    press(page, "Show one pair at a time")
    screen = page.locator("dialog[open]")
    box = screen.bounding_box()
    assert (box["width"], box["height"]) == (1280, 900)
    assert "Guess first." in screen.inner_text() and screen.locator(".lw-dots").count() == 0
    assert "the help here" in screen.inner_text()
    for key in ("a", "n", "Enter", "PageDown"):
        page.keyboard.press(key)
    assert screen.locator(".lw-dots").count() == 1 and "near each other" in screen.inner_text()
    page.keyboard.press("ArrowRight")
    assert "Pair 2 of 2" in screen.inner_text() and "Guess first." in screen.inner_text()
    page.keyboard.press("PageUp")
    assert "Pair 1 of 2" in screen.inner_text() and screen.locator(".lw-dots").count() == 1
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert "Guess first." in screen.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_the_projector_keeps_one_line_of_help(widget_page, real):
    from livingwell_learning.widgets.our_reflection import OurReflection

    page = widget_page(OurReflection(real).to_html(), "our_reflection")
    press(page, "Rehearse")
    close(page)
    press(page, "Show one pair at a time")
    line = page.locator("dialog[open] .lw-our-help")
    line.wait_for()  # the projector loads when it is first asked for
    for _ in range(3):
        assert line.is_visible() and line.locator("a[href='tel:999']").is_visible()
        assert line.bounding_box()["y"] + line.bounding_box()["height"] <= 900
        page.keyboard.press("PageDown")
    page.set_viewport_size({"width": 1280, "height": 720})
    high = page.evaluate("document.querySelector('dialog[open]').scrollHeight")
    assert high <= 720, "a small projector shows a pair without scrolling"


def test_a_rehearsal_says_so_on_every_view_and_file_and_is_never_mixed(our):
    page = our()
    press(page, "Rehearse with made-up people")
    until(page, "document.querySelector('[data-lw-in]').textContent.startsWith('12')")
    marked = "everybody here is made up"
    assert page.get_by_text(marked).first.is_visible()
    way(page, "box")
    press(page, "Start the ballot box")
    assert marked in page.locator("dialog").inner_text()
    press(page, "Leave the box")
    close(page)
    assert marked in shown(page)
    name, data = saved_round(page)
    assert name.startswith("made-up-") and data["made_up"] is True
    assert b"made up" in saved(page, "Table (CSV)")[1] and marked.encode() in saved(page, "Picture (SVG)")[1]
    press(page, "Show one pair")
    assert marked in page.locator("dialog[open]").inner_text()
    page.keyboard.press("Escape")
    drop(page, ("real.json", json.dumps({**data, "made_up": False})))
    until(page, "document.querySelector('[data-lw-told]').textContent.includes('never mixed')")


def test_cells_that_a_spreadsheet_would_run_are_harmless(our):
    page = our({"about": '=HYPERLINK("http://example.org")'})
    codes_in(page, NEAR)
    close(page)
    page.get_by_text("Save this round").click()
    name, content = saved(page, "Table (CSV)")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == f"round-{TODAY}.csv" and len(rows) == 4
    assert rows[0]["about"] == '\'=HYPERLINK("http://example.org")'
    assert (rows[0]["chose_3"], rows[0]["chose_4"], rows[0]["agreement_A"]) == ("3", "9", "0.875")
    for row in rows:
        assert not any(str(cell).lstrip().startswith(("=", "+", "@")) for cell in row.values())


def test_pictures_are_whole_and_hold_words_and_dots(our):
    page = our({"about": "<b>here</b> & there"})
    codes_in(page, NEAR)
    close(page)
    page.get_by_text("Save this round").click()
    name, svg = saved(page, "Picture (SVG)")
    text = svg.decode()
    assert name.endswith(".svg") and "&lt;b&gt;here&lt;/b&gt; &amp; there" in text and "class=" not in text
    assert "near each other" in text and text.count("<svg") == 3
    name, png = saved(page, "Picture (PNG)")
    assert name.endswith(".png") and png.startswith(b"\x89PNG") and len(png) > 10_000


def test_a_round_is_reopened_and_a_second_stands_below_it(our):
    page = our({"about": "the help here"})
    codes_in(page, NEAR)
    close(page)
    _, first = saved_round(page)
    press(page, "Clear everything")
    assert page.locator(".lw-our-pair").count() == 0 and stored(page) == NOWHERE
    drop(page, ("old.json", json.dumps({**first, "closed": "2026-03-02"})))
    page.wait_for_selector(".lw-our-pair")
    assert "closed on 2 March 2026" in shown(page) and page.locator(".lw-our-in-round").count() == 2
    codes_in(page, ENDS)
    close(page)
    article = page.locator(".lw-our-pair").first
    heads = article.locator(".lw-our-of-round").all_inner_texts()
    assert heads[0].startswith("Earlier: 2 March 2026 · 12 people") and len(heads) == 2
    assert article.locator(".lw-grid-of-dots").count() == 2
    text = shown(page)
    assert "Different people may have answered. A group that sees more may mark itself lower. What moved?" in text
    assert not re.search(r"increase|improve|better than|worse|went up|has risen|fell", text)


def test_a_reopened_round_that_was_tampered_with_is_refused(our):
    page = our()
    codes_in(page, NEAR)
    close(page)
    _, data = saved_round(page)
    press(page, "Clear everything")
    data["pairs"][FIRST]["now"]["square"][0][0] = 99
    drop(page, ("bad.json", json.dumps(data)))
    until(page, "document.querySelector('[data-lw-told]').textContent.includes('bad.json')")
    assert page.locator(".lw-our-pair").count() == 0


def test_paper_shows_the_picture_when_closed_and_slips_before(our):
    page = our()
    page.get_by_text("Show the slips").click()
    page.wait_for_selector("[data-lw-ready]")
    page.get_by_label("What are you thinking of?").fill("the help here")
    page.emulate_media(media="print")
    assert page.locator(".lw-our-sheets").inner_text().count("We are thinking of: the help here.") == 3
    assert page.locator(".lw-our-slip").is_visible() and page.locator(".lw-our-tally").first.is_visible()
    assert not page.locator("[data-lw-way=box]").is_visible()
    page.emulate_media(media="screen")
    codes_in(page, NEAR)
    close(page)
    page.emulate_media(media="print")
    assert page.locator(".lw-grid-of-dots").first.is_visible() and not page.locator(".lw-our-slip").is_visible()
    assert not page.get_by_role("button").first.is_visible()


def test_as_many_slips_are_printed_as_are_wanted_and_they_ask_what_is_set_up(our):
    page = our({"about": "the help here"})
    page.locator("[data-lw-which] input").nth(0).uncheck()
    page.wait_for_selector("[data-lw-ready]")
    page.locator("[data-lw-which] input").nth(2).check()
    page.evaluate("""() => { window.printed = []; window.print = () => window.printed.push(
      [document.querySelectorAll("[data-lw-slip]").length, document.querySelector("[data-lw-slip]").textContent]) }""")
    page.get_by_label("How many slips?").fill("12")
    press(page, "Print slips and sheets")
    [[many, text]] = page.evaluate("printed")
    assert many == 12 and "the help here" in text and page.locator("[data-lw-slip]").count() == 1
    page.get_by_text("Show the slips").click()
    tags = page.locator("[data-lw-slip] [data-lw-tag]:visible").all_inner_texts()
    assert tags == ["1a", "1b", "2a", "2b"]
    assert (
        "Rain" in page.locator("[data-lw-slip]").inner_text()
        and "Oak" not in page.locator("[data-lw-slip]").inner_text()
    )


def test_an_invitation_sets_the_tool_up_and_a_tampered_one_leaves_it_empty(our):
    page = our()
    page.get_by_label("What are you thinking of?").fill("the help around here")
    press(page, "Make an invitation")
    until(page, "document.querySelector('[data-lw-link]').value")
    link = page.locator("[data-lw-link]").input_value()
    fragment = link[link.index("#") :]
    page = our(fragment=fragment, viewport={"width": 320, "height": 568})
    page.wait_for_selector("[data-lw-ready]", state="attached")
    until(page, "document.activeElement.matches('[data-lw-invited]')")
    banner = page.locator("[data-lw-invited]").bounding_box()
    assert banner["y"] > -1 and banner["y"] + banner["height"] <= 568 / 2, "it is what is read first"
    assert page.get_by_label("What are you thinking of?").input_value() == "the help around here"
    page = our(fragment=fragment.replace("around", "beyond"))
    until(page, "document.querySelector('[data-lw-invited]').textContent")
    assert "changed or cut short" in page.locator("[data-lw-invited]").inner_text()
    assert page.get_by_label("What are you thinking of?").input_value() == "" and in_words(page) == "Nobody is in yet."


def test_clearing_leaves_nothing_of_anybody(our):
    page = our()
    codes_in(page, NEAR)
    close(page)
    press(page, "Clear everything")
    assert in_words(page) == "Nobody is in yet." and shown(page) == "" and stored(page) == NOWHERE
    codes_in(page, NEAR[:5])
    assert in_words(page) == "5 people are in."
