"""How every widget refuses a value of a trait that it does not have."""

from __future__ import annotations

import pytest
import traitlets


def refused_at_first_and_later(make, traits, rule):
    """Check that the traits are refused when a widget is made with them, and when the first of them is set on one."""
    with pytest.raises(traitlets.TraitError, match=rule):
        make(**traits)
    widget = make()
    with pytest.raises(traitlets.TraitError, match=rule):
        setattr(widget, *next(iter(traits.items())))
