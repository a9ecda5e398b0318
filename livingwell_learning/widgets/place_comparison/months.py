"""Count months between dates that may be vague, and say the distance without more certainty than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...words import t

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


def since(date: EventDate, step: EventDate) -> str:
    """Say how many months lie between a step and a date.

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
    said = _range(first - end, last - begin)
    if date.approximate or step.approximate:
        said = t("months.about", distance=said)
    return t("date.inferred", date=said) if date.uncertain or step.uncertain else said


def _range(low: int, high: int) -> str:
    near, far = sorted((abs(low), abs(high)))
    side = "after" if high > 0 else "before"
    if low == high:
        return t(f"months.{side}", months=_months(far)) if low else t("months.same")
    if low < 0 < high:
        return t("months.around", before=_months(-low), after=_months(high))
    months = _months(far)
    return t(f"months.range_{side}", near=near, months=months) if near else t(f"months.up_to_{side}", months=months)


def _months(number: int) -> str:
    return t("months.count", count=number)
