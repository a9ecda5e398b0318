from __future__ import annotations

import pytest

from livingwell_learning import PlaceComparison
from tests.widgets.place_comparison.by_hand import NAME
from tests.widgets.place_comparison.made_up import made_up


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def open_page(widget_page, written, tables, console_errors):
    def show(places=("meadow", "orchard"), data=None, align="calendar", **context):
        traits = {"places": list(places), "align": align, "pages": "../", "timeline": "gardens/all"}
        return widget_page(written(PlaceComparison, data or tables, **traits), NAME, **context)

    yield show
    assert console_errors == []
