from __future__ import annotations

import pytest

from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from tests.widgets.characteristics_explorer.by_hand import NAME
from tests.widgets.characteristics_explorer.made_up import made_up


@pytest.fixture
def explorer(widget_page):
    """Show an explorer of made-up pairs, with starting traits and options of the page."""

    def show(traits=None, **options):
        return widget_page(CharacteristicsExplorer(made_up(), **(traits or {})).to_html(), NAME, **options)

    return show
