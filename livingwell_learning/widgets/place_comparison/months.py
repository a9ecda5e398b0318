"""Count months between dates that may be vague, and say the distance without more certainty than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...data import EventDate


def span(date: EventDate) -> tuple[int, int]:
    """Return the first and the last month that a date may cover, counted from the year 0.

    Examples
    --------
    >>> from livingwell_learning.data import parse_date
    >>> span(parse_date("2018-09")), span(parse_date("2018"))
    ((24224, 24224), (24216, 24227))
    """
    return (date.start.year * 12 + date.start.month - 1, date.end.year * 12 + date.end.month - 1)


def code(date: EventDate) -> str:
    """Return what the module reads: the months, then ``?`` if inferred and ``~`` if approximate.

    Examples
    --------
    >>> from livingwell_learning.data import parse_date
    >>> code(parse_date("2018-09")), code(parse_date("2018?"))
    ('24224', '24216-24227?')
    """
    first, last = span(date)
    months = str(first) if first == last else f"{first}-{last}"
    return months + ("?" if date.uncertain else "") + ("~" if date.approximate else "")


def since(date: EventDate, step: EventDate) -> str:
    """Say how many months lie between a step and a date; the module says it in the same words.

    Examples
    --------
    >>> from livingwell_learning.data import parse_date
    >>> since(parse_date("2019-11"), parse_date("2018-09"))
    '14 months after'
    >>> since(parse_date("2019?"), parse_date("2018-09"))
    '4 to 15 months after (date inferred)'
    """
    first, last = span(date)
    begin, end = span(step)
    low, high = first - end, last - begin
    about = "about " if date.approximate or step.approximate else ""
    inferred = " (date inferred)" if date.uncertain or step.uncertain else ""
    return about + _range(low, high) + inferred


def _range(low: int, high: int) -> str:
    if low == high:
        return "the same month" if low == 0 else f"{_months(abs(low))} {'after' if low > 0 else 'before'}"
    if low < 0 < high:
        return f"{_months(-low)} before to {_months(high)} after"
    near, far = sorted((abs(low), abs(high)))
    word = "after" if high > 0 else "before"
    return f"up to {_months(far)} {word}" if near == 0 else f"{near} to {_months(far)} {word}"


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"
