"""What comes in by the export of a form, on paper and in files: shown, named where it is wrong, and counted once."""

from __future__ import annotations

import csv
import io
import json

import pytest

from livingwell_learning.reflection import Round
from tests.waiting import until
from tests.widgets.our_reflection.by_hand import (
    FIRST,
    NOWHERE,
    SECOND,
    SIDES,
    TODAY,
    answers,
    close,
    code,
    codes_in,
    drop,
    in_words,
    paste_codes,
    press,
    reflection_file,
    saved,
    saved_round,
    stored,
    told,
    two,
    way,
)  # fmt: skip


def answer(page, *numbers):
    """Answer the ballot that is on the screen, side by side."""
    for fieldset, number in zip(page.locator("dialog fieldset").all(), numbers, strict=True):
        if number is not None:
            fieldset.locator(f"input[value='{number or 'not-sure'}']").check(force=True)


HEADS = [
    "Timestamp",
    "Email",
    "1a. Oak: how much?",
    "1b Ash",
    "2b) Sun",
    "2a: Rain",
    "Where do you work?",
    "Anything else?",
]


def export(rows=80, separator=","):
    """Return a form's export: renamed, reordered, with words for numbers, blank rows and personal columns."""
    steps = ["1", "2 – a little", "to some extent", "4: quite a lot", "very much"]  # noqa: RUF001
    lines = [HEADS]
    for n in range(rows):
        given = [steps[n % 5], steps[(n * 2) % 5], "not sure" if n % 9 == 0 else steps[(n + 1) % 5], steps[(n * 3) % 5]]
        if n == 7:
            given = ["", "", "", ""]
        if n == 11:
            given[0] = "eleven"
        part = ("Ward", "Community", "")[n % 3]
        lines.append(
            [
                f"2026-11-27 10:{n:02}",
                f"person{n}@example.org",
                *given,
                part,
                "=HYPERLINK(1) <img src=x onerror=alert(1)>",
            ]
        )
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(lines)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_form_export_of_eighty_rows_is_shown_before_it_counts(our, separator):
    page = our()
    way(page, "form")
    page.get_by_label("Paste the export here").fill("\ufeff" + export(separator=separator))
    press(page, "Read it")
    said = page.locator("[data-lw-place=form] .lw-our-result").inner_text()
    assert "79 people’s answers were recognised" in said and "1 row held no answer" in said  # noqa: RUF001
    assert "4 columns were not read: Timestamp, Email, Where do you work? and Anything else?\n" in said
    page.set_viewport_size({"width": 320, "height": 568})
    whole, cut = page.evaluate("""() => [...document.querySelectorAll(".lw-our-result :is(select, fieldset)")]
        .map(split => [split.textContent, split.scrollWidth > split.clientWidth || split.matches("select")])[0]""")
    assert "Where do you work? Ward and Community" in whole and not cut, "a long choice wraps"
    assert "row 12, 1a: eleven" in said and "person3@example.org" not in said and "HYPERLINK" not in said
    assert in_words(page) == "Nobody is in yet."
    press(page, "Add 79 people’s answers")  # noqa: RUF001
    assert in_words(page) == "79 people are in." and stored(page) == NOWHERE
    assert page.get_by_label("Paste the export here").input_value() == ""


def test_a_newer_export_takes_the_place_of_the_earlier_one(our):
    page = our()
    way(page, "form")
    for rows, name in ((20, "Add 19 people’s answers"), (30, "Put these 29 in place of them")):  # noqa: RUF001
        page.get_by_label("Paste the export here").fill(export(rows))
        press(page, "Read it")
        press(page, name)
    assert in_words(page) == "29 people are in."


def test_a_form_that_asks_other_things_is_refused_and_a_missing_question_is_named(our):
    page = our()
    way(page, "form")
    page.get_by_label("Paste the export here").fill("Name,Colour\nMo,red")
    press(page, "Read it")
    assert "No column asks one of these questions" in page.locator("[data-lw-place=form]").inner_text()
    page.get_by_label("Paste the export here").fill("1a,Ash: how much of this do you see in your system now?\n3,4")
    press(page, "Read it")
    said = page.locator("[data-lw-place=form] .lw-our-result").inner_text()
    assert said.count("no column asks this") == 2 and "(known by its words)" in said


def test_the_form_asks_each_question_with_its_tag(our):
    page = our({"hoped": True})
    way(page, "form")
    text = page.get_by_label("Questions for the form").input_value()
    for tag in ("1a. Oak", "1b. Ash", "1c. Oak", "1d. Ash", "2a. Rain"):
        assert tag in text
    assert "5: very much" in text and "0: not sure" in text


def test_paper_slips_are_typed_as_digits_and_named_where_they_are_wrong(our):
    page = our()
    way(page, "paper")
    field = page.get_by_label("Type the slips")
    field.fill("4230\n12-0\n33\n9111")
    said = page.locator("[data-lw-place=paper] .lw-our-read").inner_text()
    assert "Slip 3 has 2 marks; it needs 4" in said and "Slip 4 has “9”" in said
    assert "Slip 1: 1a 4 1b 2 2a 3 2b not sure" in said
    assert page.get_by_role("button", name="Put 2 slips in").is_disabled()
    field.fill("4230\n12–0\n3 3 3 3\n5,1,1,1\n2222")  # noqa: RUF001
    press(page, "Put 5 slips in")
    assert "Slips 1 to 5 are in" in told(page) and in_words(page) == "5 people are in."
    field.fill("1111")
    press(page, "Put 1 slip in")
    page.get_by_text("Take somebody’s answers out").click()  # noqa: RUF001
    page.get_by_label("Their code, the number").fill("6")
    press(page, "Take out", exact=True)
    assert in_words(page) == "5 people are in."
    close(page)
    data = saved_round(page)[1]["pairs"]
    assert data[FIRST]["now"]["sides"] == {SIDES[0]: [1, 1, 1, 1, 1, 0], SIDES[1]: [1, 3, 1, 0, 0, 0]}
    assert data[SECOND]["now"]["blank"] == {SIDES[0]: 1, SIDES[1]: 0} and "sides" not in data[SECOND]["now"]


def test_a_tally_a_pair_gives_the_same_square(our):
    page = our()
    way(page, "paper")
    page.get_by_text("Type a tally instead").click()
    sheets = page.locator("[data-lw-tally]")
    sheets.nth(0).locator("[data-lw-cell='4 2']").fill("6")
    sheets.nth(0).locator("[data-lw-cell='0 5']").fill("3")
    sheets.nth(1).locator("[data-lw-cell='1 1']").fill("x")
    assert "Put it right first" in sheets.nth(1).inner_text()
    press(page, "Put the tally in")
    assert in_words(page) == "Nobody is in yet."
    sheets.nth(1).locator("[data-lw-cell='1 1']").fill("8")
    press(page, "Put the tally in")
    assert in_words(page) == "9 people are in."
    close(page)
    data = saved_round(page)[1]["pairs"]
    assert data[FIRST]["now"]["square"][3][1] == 6 and data[FIRST]["now"]["square"][5][4] == 3
    assert data[SECOND]["now"]["square"][0][0] == 8


def test_boxes_of_several_devices_join_by_file(our):
    page = our({"about": "the help here"})
    way(page, "box")
    press(page, "Start the ballot box")
    for step in (1, 2, 3):
        press(page, "Begin")
        answer(page, step, 4, 0, None)
        press(page, "Put in the box")
        press(page, "Pass to the next person")
    press(page, "Leave the box for now")
    page.get_by_text("Pause, or join several devices").click()
    name, content = saved(page, "Save the pause file")
    paused = json.loads(content)
    assert name == f"pause-{TODAY}.json" and "for the facilitator alone" in paused["warning"]
    assert sorted(person["answers"][FIRST]["now"][SIDES[0]] for person in paused["people"]) == [1, 2, 3]
    marks = [person["mark"] for person in paused["people"]]
    assert marks == sorted(marks), "the file does not hold people in the order in which they came"
    press(page, "Clear everything")
    assert in_words(page) == "Nobody is in yet."
    second = {**paused, "about": "our street", "people": [{**p, "mark": p["mark"] + 1} for p in paused["people"]]}
    drop(page, ("one.json", content.decode()), ("two.json", json.dumps(second)), ("one again.json", content.decode()))
    until(page, "document.querySelector('[data-lw-in]').textContent.startsWith('6')")
    assert "3 had come before" in told(page)
    assert told(page).count("were thinking of") == told(page).count("Its people were thinking of: our street.") == 1
    assert page.get_by_label("What are you thinking of?").input_value() == "the help here"


def test_files_that_think_of_something_else_stand_apart_until_chosen(our):
    page = our({"about": "The help here"})
    abouts = ["the  help here ", "The help here", "", "our <b>street</b>"]
    drop(page, *[(f"{n}.json", reflection_file(n + 5, 3, 3, 3, 3, about=about)) for n, about in enumerate(abouts)])
    page.get_by_role("button", name="Put 3 in").wait_for()
    said = page.locator("[data-lw-place=codes] .lw-our-result").inner_text()
    assert "1 file thinks of something else, “our <b>street</b>”, and stands apart." in said
    press(page, "Take it, too")
    press(page, "Put 4 in")
    assert in_words(page) == "4 people are in."


def test_files_of_reflections_count_and_their_notes_are_not_read(our):
    page = our()
    files = [(f"{n}.json", reflection_file(n + 5, 3, 3, 3, 3, note="<img src=x onerror=alert(1)>")) for n in range(6)]
    drop(page, *files)
    press(page, "Put 6 in")
    assert in_words(page) == "6 people are in."
    paste_codes(page, code(5, 3, 3, 3, 3))
    press(page, "Put 1 in")
    assert "had come before" in told(page), "a code and a file of one reflection have one mark"


def test_files_that_are_none_of_ours_are_named_and_nothing_of_them_is_used(our):
    page = our()
    good = json.loads(reflection_file(1, 3, 3, 3, 3))
    for name, text, said in (
        ("broken.json", "{", "broken"),
        ("other.json", '{"format": "song"}', "no reflection, round or pause file"),
        ("newer.json", json.dumps({**good, "version": 2}), "newer version"),
        ("strange.json", json.dumps({**good, "questions": {"id": "x", "fingerprint": "y"}}), "other questions"),
        ("large.json", "{" + " " * 1_000_001, "larger than"),
        ("export.xlsx", "PK\x03\x04\x14\0\x06\0", "copy the cells"), ("export.csv", "1\0a\0,\0", "copy the cells"),
        ("<img src=x onerror=alert(1)>.json", json.dumps({**good, "mark": -1}), "cannot be"),
    ):  # fmt: skip
        drop(page, (name, text))
        until(page, "name => document.querySelector('[data-lw-told]').textContent.includes(name)", arg=name)
        assert said in told(page), name
    assert in_words(page) == "Nobody is in yet." and page.locator("[data-lw-told] img").count() == 0


def test_fifty_megabytes_are_refused_unread(our):
    page = our()
    page.locator("[data-lw-files]").first.focus()
    page.wait_for_selector("[data-lw-ready]")
    page.evaluate("""() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(50_000_000)], "huge.json"))
      const input = document.querySelector("[data-lw-files]")
      input.files = transfer.files
      input.dispatchEvent(new Event("change", { bubbles: true }))
    }""")
    until(page, "document.querySelector('[data-lw-told]').textContent.includes('huge.json is larger')")


def test_python_reads_the_round_that_the_page_saved(our, tmp_path):
    page = our({"about": "the help here"})
    codes_in(page, [(1 + n % 5, 4, 0 if n == 2 else 2, 3) for n in range(9)])
    close(page)
    name, data = saved_round(page)
    (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    group = Round.read(tmp_path / name, questions=two())
    assert group.counted == 9 and group.about == "the help here"
    assert [t["people"] for t in group.summary()["tallies"]] == [9, 9]
    assert answers(1, 2, 3, 4)[FIRST]["now"][SIDES[0]] == 1
