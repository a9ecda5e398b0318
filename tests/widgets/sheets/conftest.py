from __future__ import annotations

import pytest

from livingwell_learning.widgets.forces import Forces
from livingwell_learning.widgets.future import Future
from tests.widgets.sheets.made_up import made_up

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def forces(widget_page):
    """Show the sheet about made-up forces."""

    def show(traits=None, **options):
        return widget_page(Forces(made_up(), heading_level=3, **(traits or {})).to_html(), "forces", **options)

    return show


@pytest.fixture
def future(widget_page):
    """Show the map of a made-up street."""

    def show(traits=None, **options):
        figure = Future(made_up(), pages="../", heading_level=3, **(traits or {}))
        return widget_page(figure.to_html(), "future", **options)

    return show
