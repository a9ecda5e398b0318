from __future__ import annotations

import pytest

from livingwell_learning import PublicationLibrary
from tests.widgets.publication_library.by_hand import NAME
from tests.widgets.publication_library.made_up import made_up


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    return made_up(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def open_page(widget_page, written, tables, console_errors):
    def show(data=None, traits=None, **context):
        html = written(PublicationLibrary, data or tables, heading_level=3, **(traits or {}))
        return widget_page(html, NAME, **context)

    yield show
    assert console_errors == []
