"""How near to each other a group's answers stand: measures for counts on an ordered scale."""

from __future__ import annotations

from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def _checked(counts: Sequence[int], least: int = 2) -> list[int]:
    whole = [isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in counts]
    if len(counts) < least or not all(whole):
        raise ValueError(f"{list(counts)!r} are no counts. Give {least} or more whole numbers, none below zero.")
    if not any(counts):
        raise ValueError("Nobody answered, so there is nothing to measure. Give at least one count above zero.")
    return list(counts)


def agreement(counts: Sequence[int]) -> float:
    """Return van der Eijk's agreement A.

    Parameters
    ----------
    counts
        How many people chose each step, lowest step first; at least three steps. "Not sure" is no step.

    Returns
    -------
    float
        1 where all chose one step, 0 where answers are even over all steps, -1 where half stand at each end.

    Raises
    ------
    ValueError
        When the counts are too few, below zero, not whole, or all zero.

    Notes
    -----
    C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001), 325-341,
    doi 10.1023/A:1010374114305. The distribution is taken apart into layers of equal height; each layer's value is
    weighted by its share of the answers.

    Examples
    --------
    >>> round(agreement([30, 40, 210, 130, 530, 50, 10]), 7)
    0.6113333
    >>> agreement([0, 0, 8, 0, 0]), agreement([4, 0, 0, 0, 4]), agreement([2, 2, 2, 2, 2])
    (1.0, -1.0, 0.0)
    """
    left = _checked(counts, least=3)
    total, value = sum(left), 0.0
    while any(left):
        height = min(n for n in left if n)
        pattern = [n > 0 for n in left]
        value += height * sum(pattern) / total * _layer(pattern)
        left = [n - height if n else 0 for n in left]
    return value


def _layer(pattern: list[bool]) -> float:
    steps, filled = len(pattern), sum(pattern)
    together = apart = 0
    for triple in combinations(pattern, 3):
        together += triple in ((True, True, False), (False, True, True))
        apart += triple == (True, False, True)
    if together + apart:
        unimodality = ((steps - 2) * together - (steps - 1) * apart) / ((steps - 2) * (together + apart))
    else:
        unimodality = 1.0
    return unimodality * (1 - (filled - 1) / (steps - 1))


def spread(counts: Sequence[int]) -> float:
    """Return the average distance, in steps, between the answers of two different people.

    This is Gini's mean difference without repetition; 0 for a single person.

    Examples
    --------
    >>> round(spread([4, 0, 0, 0, 4]), 7), round(spread([2, 2, 2, 2, 2]), 7)
    (2.2857143, 1.7777778)
    """
    checked = _checked(counts)
    total = sum(checked)
    if total == 1:
        return 0.0
    apart = sum(a * b * (j - i) for (i, a), (j, b) in combinations(enumerate(checked), 2))
    return apart / (total * (total - 1) / 2)


def consensus(counts: Sequence[int]) -> float:
    """Return the consensus of Tastle and Wierman, from 0 (half at each end) to 1 (all on one step).

    Notes
    -----
    W. J. Tastle and M. J. Wierman, "Consensus and dissention: a measure of ordinal dispersion", International
    Journal of Approximate Reasoning 45 (2007), 531-545: ``1 + sum p_i log2(1 - |i - mean| / (K - 1))``.

    Examples
    --------
    >>> round(consensus([30, 40, 210, 130, 530, 50, 10]), 7)
    0.7256876
    >>> consensus([4, 0, 0, 0, 4]), consensus([0, 0, 8, 0, 0])
    (0.0, 1.0)
    """
    checked = _checked(counts)
    total, width = sum(checked), len(checked) - 1
    mean = sum(i * n for i, n in enumerate(checked)) / total
    value = 1.0
    for i, n in enumerate(checked):
        if n:
            value += n / total * log2(1 - abs(i - mean) / width)
    return max(0.0, value)


def leik(counts: Sequence[int]) -> float:
    """Return Leik's ordinal consensus, 1 - D, from 0 (half at each end) to 1 (all on one step).

    Notes
    -----
    R. K. Leik, "A measure of ordinal consensus", Pacific Sociological Review 9 (1966), 85-90. With F the cumulative
    shares, d = F where F < 1/2 and 1 - F elsewhere; ``D = 2 sum d / (K - 1)``.

    Examples
    --------
    >>> round(1 - leik([30, 40, 210, 130, 530, 50, 10]), 4)
    0.2867
    >>> leik([4, 0, 0, 0, 4]), leik([0, 0, 8, 0, 0])
    (0.0, 1.0)
    """
    checked = _checked(counts)
    total, below, dispersion = sum(checked), 0, 0
    for n in checked[:-1]:
        below += n
        dispersion += min(below, total - below)
    return 1 - 2 * dispersion / (total * (len(checked) - 1))


def median(counts: Sequence[int]) -> tuple[int, int]:
    """Return the two middle answers, as steps counted from 1; they are the same step for an odd number of people.

    Both are answers that somebody gave, which the point halfway between them may not be.

    Examples
    --------
    >>> median([0, 1, 5, 2, 0]), median([0, 4, 0, 4, 0])
    ((3, 3), (2, 4))
    """
    checked = _checked(counts)
    answers = [step for step, n in enumerate(checked, start=1) for _ in range(n)]
    return answers[(len(answers) - 1) // 2], answers[len(answers) // 2]


def far_from_middle(counts: Sequence[int], distance: float = 2) -> int:
    """Return how many people stand ``distance`` steps or more from the median.

    Examples
    --------
    >>> far_from_middle([2, 0, 0, 18, 0]), far_from_middle([0, 3, 4, 3, 0])
    (2, 0)
    """
    low, high = median(counts)
    middle = (low + high) / 2
    return sum(n for step, n in enumerate(counts, start=1) if abs(step - middle) >= distance)
