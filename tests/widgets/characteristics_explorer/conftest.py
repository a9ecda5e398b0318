from __future__ import annotations

import pytest

from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from tests.widgets.characteristics_explorer.by_hand import NAME
from tests.widgets.characteristics_explorer.made_up import made_up


@pytest.fixture
def explorer(widget_page):
    """Show an explorer of made-up pairs, with starting traits and options of the page."""

    def show(traits=None, key="", **options):
        figure = CharacteristicsExplorer(made_up(), heading_level=3, **(traits or {}))
        return widget_page(figure.to_html(key), NAME, **options)

    return show
