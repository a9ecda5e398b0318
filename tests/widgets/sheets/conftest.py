from __future__ import annotations

import pytest

from livingwell_learning.widgets.forces import Forces
from livingwell_learning.widgets.future import Future
from tests.widgets.sheets.made_up import made_up

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def awake(page):
    """Begin, as a reader does by touching the tool, and wait until it is there."""
    page.wait_for_selector("[data-lw-live]", state="attached")
    page.locator("[data-lw-figure]").dispatch_event("pointerdown")
    page.wait_for_selector(".lw-sheet-live", state="attached")
    return page


@pytest.fixture(scope="session")
def made_up_street():
    return made_up()


@pytest.fixture
def forces(widget_page, written, made_up_street):
    """Show the sheet about made-up forces."""

    def show(traits=None, asleep=False, **options):
        page = widget_page(written(Forces, made_up_street, heading_level=3, **(traits or {})), "forces", **options)
        return awake(page) if options.get("java_script_enabled", True) and not asleep else page

    return show


@pytest.fixture
def future(widget_page, written, made_up_street):
    """Show the map of a made-up street."""

    def show(traits=None, **options):
        page = widget_page(
            written(Future, made_up_street, pages="../", heading_level=3, **(traits or {})), "future", **options
        )
        return awake(page) if options.get("java_script_enabled", True) else page

    return show
