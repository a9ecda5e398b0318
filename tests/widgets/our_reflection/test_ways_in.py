"""A facilitator brings answers in by a box that goes round, and by codes from a chat."""

from __future__ import annotations

import random
import re

import pytest

from livingwell_learning.reflection.codes import month_of
from tests.reflection.chat import mess
from tests.waiting import until
from tests.widgets.our_reflection.by_hand import (
    FIRST,
    NOWHERE,
    SECOND,
    SIDES,
    TODAY,
    close,
    code,
    codes_in,
    in_words,
    paste_codes,
    press,
    saved_round,
    stored,
    told,
    two,
    way,
)  # fmt: skip

CHANCE = random.Random(3)


def answer(page, *numbers):
    """Answer the ballot that is on the screen, side by side."""
    for fieldset, number in zip(page.locator("dialog fieldset").all(), numbers, strict=True):
        if number is not None:
            fieldset.locator(f"input[value='{number or 'not-sure'}']").check(force=True)


def test_a_ballot_box_of_twelve(our):
    page = our()
    way(page, "box")
    press(page, "Start the ballot box")
    for person in range(12):
        press(page, "Begin")
        assert page.locator("dialog fieldset").count() == 4 and page.locator("dialog input:checked").count() == 0
        answer(page, 1 + person % 5, 4, 0 if person == 3 else 2, None if person == 5 else 3)
        press(page, "Put in the box")
        assert page.locator("dialog input").count() == 0, "nothing of the answers stays on the screen"
        said = page.locator("dialog").inner_text()
        assert (f"{person + 1} people are in" if person else "1 person is in") in said
        press(page, "Pass to the next person")
        assert not any(char.isdigit() for char in page.locator("dialog").inner_text().replace(str(person + 1), ""))
    press(page, "Leave the box for now")
    assert in_words(page) == "12 people are in." and page.locator(".lw-our-pair").count() == 0
    assert stored(page) == NOWHERE
    close(page)
    name, data = saved_round(page)
    assert name == f"round-{TODAY}.json" and data["people"] == 12 and data["closed"] == TODAY
    square = data["pairs"][FIRST]["now"]["square"]
    assert [sum(row) for row in square] == [3, 3, 2, 2, 2, 0] and sum(row[3] for row in square) == 12
    assert sum(map(sum, data["pairs"][SECOND]["now"]["square"])) == 11
    assert data["pairs"][SECOND]["now"]["blank"] == {SIDES[0]: 0, SIDES[1]: 1}


def test_a_ballot_that_nobody_filled_in_is_no_answer_and_passing_keeps_nothing(our):
    page = our()
    way(page, "box")
    press(page, "Start the ballot box")
    press(page, "Begin")
    press(page, "Put in the box")
    assert "Nothing is answered yet" in page.locator("dialog").inner_text()
    answer(page, 5, 5, 5, 5)
    press(page, "Pass without answering")
    press(page, "Begin")
    assert page.locator("dialog input:checked").count() == 0
    page.keyboard.press("Escape")
    assert in_words(page) == "Nobody is in yet."


def test_back_never_brings_an_answer(our):
    page = our()
    here = page.url
    way(page, "box")
    press(page, "Start the ballot box")
    press(page, "Begin")
    answer(page, 5, 1, 0, 2)
    page.goto("about:blank")
    page.goto(here)
    page.go_back()
    page.go_back()
    page.wait_for_selector("[data-lw-figure]")
    assert page.locator("fieldset[data-lw-side] input:checked").count() == 0
    assert stored(page) == NOWHERE


@pytest.mark.statement("keyboard")
def test_the_box_is_filled_by_keyboard(our):
    page = our()
    page.locator("[data-lw-way=box] summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-lw-place=box] button")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") != "not-sure":
            page.keyboard.press("Shift+Tab")
    page.get_by_role("button", name="Put in the box").press("Enter")
    assert "1 person is in" in page.locator("dialog").inner_text()


def test_answers_leave_the_box_by_their_number_until_closing(our):
    page = our()
    way(page, "box")
    press(page, "Start the ballot box")
    numbers = []
    for _ in range(6):
        press(page, "Begin")
        answer(page, 3, 3, 3, 3)
        press(page, "Put in the box")
        numbers.append(page.locator("dialog .lw-our-big").nth(1).inner_text())
        press(page, "Pass to the next person")
    press(page, "Leave the box for now")
    page.get_by_text("Take somebody’s answers out").click()  # noqa: RUF001
    field = page.get_by_label("Their code, the number")
    field.fill("1234 5678")
    press(page, "Take out", exact=True)
    assert "Nothing in this round" in told(page) and in_words(page) == "6 people are in."
    page.set_viewport_size({"width": 390, "height": 700})
    field.fill(numbers[2])
    press(page, "Take out", exact=True)
    assert told(page) == "1 person’s answers are taken out." and in_words(page) == "5 people are in."  # noqa: RUF001
    said = page.locator("[data-lw-told]").bounding_box()
    assert -1 < said["y"] < 700 - said["height"], "what is said of it is seen on a phone, too"
    close(page)
    assert not page.get_by_text("Take somebody’s answers out").is_visible()  # noqa: RUF001


def chat(codes):
    names = ("Mo", "Dr C. Dench", "CJ 7", "D")
    return "\n".join(
        f"[10:{n:02}] {CHANCE.choice(names)}: 😀 mine is {mess(c, CHANCE)} ok?" for n, c in enumerate(codes)
    )


def test_twelve_codes_pasted_from_a_chat_one_of_them_wrong(our):
    page = our()
    codes = [code(100 + n, 1 + n % 5, 4, 2, 3) for n in range(12)]
    slip = codes[6]
    place = 9
    wrong = slip[:place] + ("2" if slip[place] != "2" else "3") + slip[place + 1 :]
    text = "\n".join([*codes[:6], f"CJ: here {wrong}, sorry", *codes[7:]])
    paste_codes(page, text)
    result = page.locator("[data-lw-place=codes] .lw-our-result")
    said = result.inner_text()
    assert "12 codes were found" in said and "11 of this month answer these pairs" in said
    assert "Line 7" in said and slip in said and in_words(page) == "Nobody is in yet."
    press(page, "Use it")
    press(page, "Put 12 in")
    assert in_words(page) == "12 people are in." and page.get_by_label("Paste codes").input_value() == ""
    assert slip not in page.locator("body").inner_text(), "no code stays on the screen"
    assert stored(page) == NOWHERE


def test_a_slip_is_left_out_unless_it_is_accepted(our):
    page = our()
    good = [code(n, 3, 3, 3, 3) for n in range(5)]
    bad = code(9, 1, 1, 1, 1)
    paste_codes(page, "\n".join([*good, bad[:-1] + ("2" if bad[-1] != "2" else "3")]))
    press(page, "Put 5 in")
    assert in_words(page) == "5 people are in."


def test_codes_are_found_among_names_times_and_broken_lines(our):
    page = our()
    paste_codes(page, chat([code(n, 2, 3, 4, 5) for n in range(40)]))
    press(page, "Put 40 in")
    assert in_words(page) == "40 people are in."


def test_what_there_is_nothing_to_say_of_is_not_said(our):
    page = our()
    paste_codes(page, code(1, 3, 3, 3, 3))
    way(page, "form")
    page.get_by_label("Paste the export here").fill("1a,1b,2a,2b\n1,2,3,4")
    press(page, "Read it")
    for name in ("codes", "form"):
        said = page.locator(f"[data-lw-place={name}] .lw-our-result").inner_text().lower()
        assert not re.search(r"false|undefined|null|nan|\[object", said), said


def test_a_code_that_comes_again_counts_once_and_is_said(our):
    page = our()
    codes = [code(n, 3, 4, 2, 1) for n in range(6)]
    paste_codes(page, "\n".join([*codes, codes[0], codes[1]]))
    press(page, "Put 8 in")
    assert "6 people’s answers are added." in told(page) and "2 had come before, and count once." in told(page)  # noqa: RUF001
    assert in_words(page) == "6 people are in."


@pytest.mark.parametrize(
    ("choice", "people", "row"),
    [
        ("The first", 5, [0, 0, 5, 0, 0, 0]), ("The later one", 5, [0, 0, 4, 0, 1, 0]),
        ("Both: two people", 6, [0, 0, 5, 0, 1, 0]),
    ],  # noqa: E501, RUF100
)  # fmt: skip
def test_other_answers_under_one_mark_are_asked_about(our, choice, people, row):
    page = our()
    paste_codes(page, "\n".join([*(code(n, 3, 3, 3, 3) for n in range(5)), code(2, 5, 3, 3, 3)]))
    press(page, "Put 6 in")
    assert "other answers" in told(page)
    press(page, "Close the round")
    press(page, "Close it now")
    assert "waits for your choice" in told(page)
    press(page, choice)
    assert in_words(page) == f"{people} people are in."
    close(page)
    assert saved_round(page)[1]["pairs"][FIRST]["now"]["sides"][SIDES[0]] == row


def test_codes_of_another_month_and_of_another_set_up_stand_apart_until_chosen(our):
    page = our()
    before = (month_of(TODAY) - 2) % 24
    other = two(pairs=(FIRST, "hill-sea"))
    codes = [
        *(code(n, 3, 3, 3, 3) for n in range(3)), *(code(n + 20, 1, 1, 1, 1, month=before) for n in range(2)),
        *(code(n + 40, 5, 5, 4, 4, questions=other) for n in range(4)),
    ]  # fmt: skip
    paste_codes(page, "\n".join(codes))
    said = page.locator("[data-lw-place=codes] .lw-our-result").inner_text()
    assert "3 of this month" in said and "2 codes are of" in said and "4 codes answer another set-up" in said
    assert "(lines 4 and 5)" in said and "(lines 6, 7, 8 and 9)" in said
    assert page.get_by_role("button", name="Put 3 in").is_visible()
    press(page, "Take these 2, too")
    press(page, "Take what these 4 say")
    press(page, "Put 9 in")
    assert in_words(page) == "9 people are in."
    close(page)
    data = saved_round(page)[1]
    assert sum(map(sum, data["pairs"][FIRST]["now"]["square"])) == 9
    assert sum(data["pairs"][SECOND]["now"]["sides"][SIDES[0]]) == 5, "the other set-up did not ask this pair"


def test_what_was_taken_out_by_its_code_stays_out_when_the_chat_is_pasted_again(our):
    page = our()
    codes = [code(n, 3, 4, 2, 1) for n in range(6)]
    codes_in(page, [(3, 4, 2, 1)] * 6)
    mine = code(11, 3, 4, 2, 1)
    page.get_by_text("Take somebody’s answers out").click()  # noqa: RUF001
    page.get_by_label("Their code, the number").fill(mine.lower())
    press(page, "Take out", exact=True)
    until(page, "document.querySelector('[data-lw-in]').textContent === '5 people are in.'")
    paste_codes(page, "\n".join([mine, codes[3]]))
    press(page, "Put 2 in")
    assert "was taken out before" in told(page) and in_words(page) == "6 people are in."
