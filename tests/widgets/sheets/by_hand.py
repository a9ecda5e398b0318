"""What a leader's hands do with a sheet, and what can be seen of it."""

from __future__ import annotations

import json

from tests.waiting import until

REFUSE = "void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })"
HOSTILE = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script>'


def model(page, name):
    return page.evaluate("name => window.lw.model.get(name)", name)


def add_tension(page, of, one, other, both=""):
    place = page.locator(f'[data-lw-own=tensions][data-lw-of="{of}"]')
    place.locator("details").evaluate("details => { details.open = true }")
    for field, text in {"one": one, "other": other, "both": both}.items():
        place.locator(f"[data-lw-own-field={field}]").fill(text)
    place.get_by_role("button", name="Add this tension").click()
    return place


def mark(page, group, id, value, note=""):
    card = page.locator(f"[data-lw-group={group}][data-lw-entry={id}]")
    card.locator(f"input[value={value}]").check()
    if note:
        card.locator("[data-lw-field=note]").fill(note)


def keep(page, answer):
    page.get_by_role("radio", name=answer).check()


def stored(page, key):
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return text and json.loads(text)


def holds(page, way):
    """Ask for a way out, and give what it is said to hold."""
    page.get_by_role("button", name=way, exact=True).click()
    page.wait_for_selector("[data-lw-holds]:not([hidden])")
    return page.locator("[data-lw-exact]").text_content()


def open_file(page, text, name="sheet.json"):
    page.locator("[data-lw-file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}
    )
    until(page, "!document.querySelector('[data-lw-told]').hidden")
    return page.locator("[data-lw-told]").text_content()
