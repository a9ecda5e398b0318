"""What a facilitator's hands do with the group's tool, and what can be seen of it."""

from __future__ import annotations

import json
from datetime import date

from livingwell_learning.reflection import Questions, Reflection, encode
from livingwell_learning.reflection.codes import marks, month_of
from livingwell_learning.widgets.reflecting import asked
from tests.widgets.characteristics_explorer.made_up import made_up

NAME = "our_reflection"
KNOWN = asked(made_up()).questions
SIDES = KNOWN.sides
FIRST, SECOND = KNOWN.pairs[:2]
TODAY = date.today().isoformat()


def two(*, hoped=False, pairs=KNOWN.pairs[:2]):
    """Return the questions of a set-up."""
    return Questions(KNOWN.id, KNOWN.edition, pairs, SIDES, hoped=hoped, steps=KNOWN.steps)


def answers(*numbers, questions=None):
    """Return one person's answers, in the order of the tags; nothing for a blank."""
    found = {}
    for (pair, when, side), number in zip((questions or two()).slots(), numbers, strict=True):
        if number is not None:
            found.setdefault(pair, {}).setdefault(when, {})[side] = number or "not-sure"
    return found


def code(mark, *numbers, questions=None, month=None):
    """Return somebody's code."""
    questions = questions or two()
    given = answers(*numbers, questions=questions)
    return encode(questions, given, month=month_of(TODAY) if month is None else month, mark=mark % marks(questions))


def reflection_file(mark, *numbers, note="", about=""):
    """Return the file of somebody's reflection."""
    notes = {FIRST: note} if note else {}
    return Reflection(two(), answers(*numbers), about=about, date=TODAY, mark=mark, notes=notes).to_json()


def way(page, name):
    """Open one of the ways in, if it is not open."""
    part = page.locator(f"[data-lw-way={name}]")
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    page.wait_for_selector(f"[data-lw-place={name}] button")
    return part


def press(page, name, exact=False):
    page.get_by_role("button", name=name, exact=exact).click()


def in_words(page):
    return page.locator("[data-lw-in]").inner_text()


def told(page):
    return page.locator("[data-lw-told]").inner_text()


def drop(page, *files):
    """Give files to the page: pairs of a name and a text."""
    page.locator("[data-lw-files]").first.set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    )


def paste_codes(page, text):
    way(page, "codes")
    field = page.get_by_label("Paste codes")
    field.fill(text)
    press(page, "Look for codes")
    page.wait_for_selector(".lw-our-result [tabindex]")


def codes_in(page, people):
    """Bring people in by their codes; each is a tuple of numbers."""
    paste_codes(page, "\n".join(code(11 + 7 * i, *numbers) for i, numbers in enumerate(people)))
    press(page, f"Put {len(people)} in")


def close(page):
    press(page, "Close the round")
    press(page, "Close it now")
    page.wait_for_selector(".lw-our-pair")


def saved(page, name):
    """Press a button that saves a file, and return its name and its bytes."""
    with page.expect_download() as coming:
        press(page, name)
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def saved_round(page):
    page.get_by_text("Save this round").click()
    name, content = saved(page, "Round file")
    return name, json.loads(content)


def stored(page):
    """Return all that the page left behind anywhere."""
    return page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state, location.hash]")


NOWHERE = [0, 0, "", None, ""]
