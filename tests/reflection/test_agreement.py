from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import agreement, consensus, leik, median, spread
from livingwell_learning.reflection.agreement import far_from_middle

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
COUNTS = st.lists(st.integers(0, 60), min_size=3, max_size=9).filter(any)


@pytest.mark.parametrize(("counts", "a", "tastle", "leiks"), VECTORS["agreement"])
def test_measures_are_those_of_the_papers(counts, a, tastle, leiks):
    assert agreement(counts) == pytest.approx(a, abs=5e-5)
    assert consensus(counts) == pytest.approx(tastle, abs=5e-5)
    assert leik(counts) == pytest.approx(leiks, abs=5e-5)


def test_the_published_figure_to_every_digit():
    assert round(agreement([30, 40, 210, 130, 530, 50, 10]), 7) == 0.6113333
    assert round(agreement([0, 4, 0, 4, 0]), 7) == 0.1666667


@pytest.mark.parametrize(("counts", "wanted"), VECTORS["spread"])
def test_spread(counts, wanted):
    assert spread(counts) == pytest.approx(wanted, abs=5e-8)


@pytest.mark.parametrize(("counts", "wanted"), VECTORS["median"])
def test_median_is_two_answers_that_somebody_gave(counts, wanted):
    assert list(median(counts)) == wanted


@given(COUNTS)
def test_spread_is_the_mean_over_all_pairs_of_people(counts):
    people = [step for step, n in enumerate(counts) for _ in range(min(n, 6))]
    small = [min(n, 6) for n in counts]
    apart = [abs(a - b) for a, b in combinations(people, 2)]
    assert spread(small) == pytest.approx(sum(apart) / len(apart) if apart else 0)


@given(COUNTS)
def test_measures_stay_in_their_range_and_turn_with_the_scale(counts):
    for measure, low in ((agreement, -1), (consensus, 0), (leik, 0)):
        value = measure(counts)
        assert low - 1e-12 <= value <= 1 + 1e-12
        assert measure(counts[::-1]) == pytest.approx(value)
    low, high = median(counts)
    assert counts[low - 1] and counts[high - 1] and low <= high


@pytest.mark.parametrize("bad", [[], [1], [0, 0, 0], [1, -1, 2], [1.5, 2, 3], [True, 1, 1]])
def test_what_is_no_count_is_refused(bad):
    for measure in (agreement, spread, consensus, leik, median):
        with pytest.raises(ValueError, match=r"no counts|Nobody answered"):
            measure(bad)


def test_two_people_far_from_eighteen_are_seen():
    counts = [2, 0, 0, 18, 0]
    assert agreement(counts) == pytest.approx(0.7166667)
    assert far_from_middle(counts) == 2
