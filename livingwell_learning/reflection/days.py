"""Days as they stand in files: ``YYYY-MM-DD``, and no other way of writing one."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def checked_day(day: str, what: str = "The day") -> str:
    """Return a day as it was written.

    Raises
    ------
    ValueError
        When it is no day of the calendar, or written in another way.

    Examples
    --------
    >>> checked_day("2026-11-27")
    '2026-11-27'
    >>> checked_day("20261127")
    Traceback (most recent call last):
    ValueError: The day is '20261127', which is no day. Write it as 2026-11-27.
    """
    if isinstance(day, str) and DAY.fullmatch(day):
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    raise ValueError(f"{what} is {day!r}, which is no day. Write it as 2026-11-27.")
