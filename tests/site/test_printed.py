"""What a page is on paper, where the figure is the point of printing it."""

from __future__ import annotations

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
            pair.locator(part).bounding_box() for part in ("svg", ".lw-side-1.lw-pole", ".lw-side-2.lw-pole")
        )
        assert one["x"] + one["width"] <= square["x"] and square["x"] + square["width"] <= other["x"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".lw-pair").count() == 6, "and the page still has them"
