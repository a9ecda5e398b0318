from __future__ import annotations

import pytest

from livingwell_learning.widgets.our_reflection import OurReflection
from tests.widgets.characteristics_explorer.made_up import made_up
from tests.widgets.our_reflection.by_hand import NAME


@pytest.fixture(scope="session")
def made_up_pairs():
    return made_up()


@pytest.fixture
def our(widget_page, written, made_up_pairs, console_errors):
    """Show the tool with made-up pairs; afterwards nothing may have gone wrong on the page."""

    def show(traits=None, **options):
        page = widget_page(written(OurReflection, made_up_pairs, heading_level=2, **(traits or {})), NAME, **options)
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    yield show
    assert console_errors == []
