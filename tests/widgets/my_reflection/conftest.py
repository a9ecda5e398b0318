from __future__ import annotations

import pytest

from livingwell_learning.widgets.my_reflection import MyReflection
from tests.widgets.my_reflection.by_hand import NAME, ready

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def mine(real, widget_page, written):
    """Show the tool as a page of the book does, with starting traits and options of the page."""

    def show(traits=None, touched=True, **options):
        page = widget_page(written(MyReflection, real, heading_level=2, **(traits or {})), NAME, **options)
        return ready(page) if touched and options.get("java_script_enabled", True) else page

    return show


@pytest.fixture
def phone(mine):
    """Show the tool on a phone."""

    def show(traits=None, **options):
        return mine(traits, **{**PHONE, **options})

    return show
