from __future__ import annotations

import pytest

from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from tests.widgets.characteristics_explorer.by_hand import NAME
from tests.widgets.characteristics_explorer.made_up import made_up


@pytest.fixture(scope="session")
def made_up_pairs():
    return made_up()


@pytest.fixture
def explorer(widget_page, written, made_up_pairs):
    """Show an explorer of made-up pairs, with starting traits and options of the page."""

    def show(traits=None, key="", **options):
        html = written(CharacteristicsExplorer, made_up_pairs, key, heading_level=3, **(traits or {}))
        return widget_page(html, NAME, **options)

    return show
