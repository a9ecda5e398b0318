"""What a leader's hands do with a sheet, and what can be seen of it."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from tests.waiting import until
from tests.widgets.readers import sheets

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
    # What was told before, such as that answers are cleared, must not be taken for the answer to this.
    page.locator("[data-lw-told]").evaluate("told => { told.hidden = true; }")
    page.locator("[data-lw-file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}
    )
    until(page, "!document.querySelector('[data-lw-told]').hidden")
    return page.locator("[data-lw-told]").text_content()


def picture(page):
    """Ask for the picture, and give the drawing that is saved, as text, and the dots."""
    page.get_by_role("button", name="Save a picture").click()
    page.wait_for_selector("[data-lw-drawn]:not([hidden])")
    assert page.locator("[data-lw-drawn]").evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    found = []
    for kind in ("SVG", "PNG"):
        with page.expect_download() as coming:
            page.get_by_role("button", name=f"Save as {kind}").click()
        assert coming.value.suggested_filename.endswith(f".{kind.lower()}")
        found.append(coming.value.path().read_bytes())
    return found[0].decode(), found[1]


def words_of(drawing):
    """Return the lines that a drawing says; it has to be sound XML with colours of its own."""
    root = ElementTree.fromstring(drawing)
    assert "var(" not in drawing and "undefined" not in drawing and "class=" not in drawing
    return [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]


def alone(context, widget, file):
    """Open the file to take along without a connection; give the page, and what it asked of anybody else."""
    file.write_text(widget.alone(), encoding="utf-8")
    assert file.stat().st_size <= 150_000
    page, asked = context.new_page(), []
    page.set_default_timeout(5000)
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    return page, lambda: [one for one in asked if not one.startswith(("data:", "blob:")) and one != file.as_uri()]


def sheets_of_paper(page):
    """Return how many sheets of A4 the sheet takes when it is printed alone."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the page").click()
    page.get_by_role("button", name="Print it").click()
    return sheets(page)
