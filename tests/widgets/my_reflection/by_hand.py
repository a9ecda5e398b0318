"""What a leader's hands do with the tool, and what can be seen of it."""

from __future__ import annotations

import json

from tests.waiting import until

NAME = "my_reflection"
FIRST, SECOND = "separation-connection", "distance-presence"
SIDES = ("mechanistic", "relational")
KEY = "lw-reflection"
REFUSE = "void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })"


def ready(page):
    """Touch the tool, as a reader does first, and wait until it is there."""
    page.wait_for_selector("[data-lw-live]", state="attached")
    page.locator("[data-lw-figure]").dispatch_event("pointerdown")
    page.wait_for_selector(".lw-my-live")
    return page


def pair(page, id):
    return page.locator(f"[data-lw-pair={id}]")


def shown(page):
    """Give the pairs that stand on the screen."""
    return page.eval_on_selector_all(
        "[data-lw-pair]", "pairs => pairs.filter(p => p.checkVisibility()).map(p => p.dataset.lwPair)"
    )


def rate(page, id, first=None, second=None, when="now"):
    for side, answer in zip(SIDES, (first, second), strict=True):
        if answer is not None:
            pair(page, id).locator(f"[data-lw-side={side}][data-lw-when={when}] input[value='{answer}']").check()


def begin(page, *, about="", every=False, hoped=False):
    if about:
        page.get_by_label("What are you thinking of?").fill(about)
    if hoped:
        page.get_by_label("Also ask how much").check()
    page.get_by_role("button", name="Begin with all the pairs" if every else "Begin", exact=True).click()


def keep(page, answer):
    page.get_by_role("radio", name=f"{answer}, keep").check()


def traits(page):
    names = ["about", "chosen", "hoped", "answers", "notes", "next"]
    return page.evaluate("names => Object.fromEntries(names.map(n => [n, window.lw.model.get(n)]))", names)


def holds(page, way):
    """Ask for a way out, and give what it is said to hold."""
    page.get_by_role("button", name=way, exact=True).click()
    # The panel may still show the way that was asked for before.
    page.wait_for_selector(f"[data-lw-holds]:not([hidden]) [data-lw-holds-title]:text-is('{way}')")
    return page.locator("[data-lw-exact]").text_content()


def stored(page):
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return text and json.loads(text)


def open_file(page, text, name="reflection.json"):
    # What was told before must not be taken for the answer to this.
    page.locator("[data-lw-told]").evaluate("told => { told.hidden = true; }")
    page.locator("[data-lw-file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}
    )
    until(
        page, "!document.querySelector('[data-lw-told]').hidden || !document.querySelector('[data-lw-earlier]').hidden"
    )


def told(page):
    return page.locator("[data-lw-told]").text_content()
