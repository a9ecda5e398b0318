"""What a page is on paper, and in a reader's own colours, where a picture of it on a screen does not tell."""

from __future__ import annotations

import pytest

from tests.site.readers import DESKTOP, settled

# Inside the margins of a sheet of A4 that the pairs ask for, in pixels of 1/96 inch.
SHEET = {"width": 703, "height": 1062}


def test_the_six_pairs_are_printed_whole_on_one_sheet(open_page):
    page = settled(open_page("report/mechanistic-and-relational", **DESKTOP))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    assert page.locator(".lw-pair li:visible").count() == 36, "every statement of both lists"
    assert page.locator(".lw-characteristics-explorer").bounding_box()["height"] <= SHEET["height"]
    for pair in page.locator(".lw-pair").all():
        square, one, other = (
            pair.locator(part).bounding_box() for part in (".lw-grid", ".lw-side-1.lw-pole", ".lw-side-2.lw-pole")
        )
        assert one["x"] + one["width"] <= square["x"] and square["x"] + square["width"] <= other["x"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".lw-pair").count() == 6, "and the page still has them"


# Behind words browsers lay a plate of the reader's ground, so that words in its colour are there and cannot be read.
HIDDEN = """() => {
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = "Canvas"
    const ground = getComputedStyle(probe).color
    probe.remove()
    return [...document.querySelectorAll("a, button, summary, label, span, mark")].filter(part => {
        const { color, forcedColorAdjust } = getComputedStyle(part)
        return part.textContent.trim() && color === ground && forcedColorAdjust !== "none"
    }).map(part => part.outerHTML.slice(0, 120))
}"""


@pytest.mark.parametrize("name", ["index", "search", "evidence/data", "tools/my-reflection", "places/timeline"])
def test_words_on_a_filled_button_can_be_read_in_a_readers_own_colours(open_page, name):
    page = open_page(name, forced_colors="active", **DESKTOP)
    assert page.evaluate(HIDDEN) == []
