"""The time axis carries any years of our era: the first, the last, and all of them at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from livingwell_learning.widgets.site_timeline.picture import LEFT, RIGHT, TICKS, Axis


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=30))
@example([1, 9999])
@example([1, *[9999] * 10])
@example([*[1] * 10, 9999])
@example([9999])
def test_every_year_has_its_place_and_the_axis_a_few_round_years(years):
    axis = Axis.over(years)
    places = [axis.x(year) for year in sorted(years)]
    assert all(LEFT <= place <= RIGHT for place in places)
    assert all(before <= after for before, after in pairwise(places))
    assert 1 <= len(axis.ticks) <= TICKS + 2
    assert all(LEFT <= place <= RIGHT for _, place in axis.ticks)


@pytest.mark.parametrize("years", [[2018, 2019], [1971, *[2012] * 5, *range(2012, 2020)]])
def test_ticks_stand_in_the_order_of_their_years(years):
    ticks = Axis.over(years).ticks
    assert ticks == sorted(ticks)
