from __future__ import annotations

import pytest

from livingwell_learning import SiteTimeline
from tests.widgets.site_timeline.by_hand import NAME
from tests.widgets.site_timeline.made_up import made_up


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def open_page(widget_page, written, tables, console_errors):
    def show(place=None, data=None, traits=None, **context):
        html = written(SiteTimeline, data or tables, place=place, **{"heading_level": 3, **(traits or {})})
        return widget_page(html, NAME, **context)

    yield show
    assert console_errors == []
