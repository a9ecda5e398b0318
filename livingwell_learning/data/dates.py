"""Read dates that may be vague, and say them in the language of the table of words.

The tables write dates in the Extended Date/Time Format (EDTF), levels 0 and 1: a year, a month or a day, each
perhaps inferred (``?``), approximate (``~``) or both (``%``), or two of them as an interval (``2018/2019``).
Only closed dates of our era are taken, because a timeline has to draw them.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal

from ..words import day as day_words
from ..words import month as month_words
from ..words import t

Precision = Literal["day", "month", "year", "interval"]

SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[?~%]?", re.ASCII)
EXAMPLES = "Write 2023, 2023-05 or 2023-05-31, with ? if it was inferred or ~ if it is approximate."
REMEDIES = {
    "Season": "Write the months instead, for example 2021-03/2021-05.",
    "Level2Season": "Write the months instead, for example 2021-03/2021-05.",
    "Unspecified": "Write an approximate year such as 2015~, or an interval such as 2010/2019.",
    "PartialUnspecified": "Write an approximate year such as 2015~, or an interval such as 2010/2019.",
    "DateAndTime": "Leave the time of day out.",
    "Level1Interval": "Write both ends of the interval, for example 2018/2023.",
    "PartialUncertainOrApproximate": "Put the ? or ~ at the very end, for example 2023-05?.",
}
LONGEST = 40
LETTER = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?,?([ -])(\d{4}|\d\d)", re.ASCII)
SERIAL = date(1899, 12, 30)
"""The day from which spreadsheets count days."""


class DateError(ValueError):
    """A date that cannot be read; knows the value, the rule it breaks and the remedy."""

    def __init__(self, value: str, rule: str, remedy: str) -> None:
        self.value, self.rule, self.remedy = value, rule, remedy
        super().__init__(f"'{value}' {rule}. {remedy}")

    def __reduce__(self) -> tuple[type[DateError], tuple[str, str, str]]:
        return type(self), (self.value, self.rule, self.remedy)


@total_ordering
@dataclass(frozen=True)
class EventDate:
    """A date as it was written, and the days it may cover.

    Parameters
    ----------
    text
        The date as written in EDTF.
    start, end
        The first and the last day that it covers.
    precision
        ``day``, ``month``, ``year`` or ``interval``.
    uncertain
        Whether the date, or an end of the interval, was inferred.
    approximate
        Whether the date, or an end of the interval, is approximate.

    Examples
    --------
    >>> parse_date("2021-02-04?").words
    '4 February 2021 (date inferred)'
    >>> parse_date("2018-05") < parse_date("2019")
    True
    """

    text: str
    start: date
    end: date
    precision: Precision
    uncertain: bool
    approximate: bool

    @property
    def year(self) -> int:
        """The year in which it starts."""
        return self.start.year

    @property
    def iso(self) -> str:
        """The start, as exact as it is known, for the ``datetime`` attribute of an HTML ``time`` element."""
        return self.text.split("/")[0].rstrip("?~%")

    @property
    def words(self) -> str:
        """The date in words, for people to read."""
        (_, first), *more = self.parts
        return t("date.range", first=first, last=more[0][1]) if more else first

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The date for machines and in words; an interval has two of each, which stand for its ends.

        Examples
        --------
        >>> parse_date("2018?/2019?").parts
        (('2018', '2018'), ('2019', '2019 (dates inferred)'))
        """
        if self.precision != "interval":
            return ((self.iso, t("date.inferred", date=self._plain()) if self.uncertain else self._plain()),)
        first, last = (parse_date(part) for part in self.text.split("/"))
        if first.text == last.text:
            return first.parts
        if first.uncertain and last.uncertain:
            return ((first.iso, first._plain()), (last.iso, t("date.both_inferred", date=last._plain())))
        return (*first.parts, *last.parts)

    def _plain(self) -> str:
        known = len(self.iso.split("-"))
        plain = (str(self.start.year), month_words(self.start), day_words(self.start))[known - 1]
        return t("date.about", date=plain) if self.approximate else plain

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, EventDate):
            return NotImplemented
        return (self.start, self.end, self.text) < (other.start, other.end, other.text)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EventDate:
    """Read a date in EDTF, levels 0 and 1.

    Parameters
    ----------
    text
        For example ``2019``, ``2019-05``, ``1978-05-13``, ``2021-02-04?``, ``2016~`` or ``2018/2019``.

    Returns
    -------
    EventDate
        The date; equal texts give equal dates.

    Raises
    ------
    ValueError
        When the text is no such date. The message gives the value, the rule and the remedy.

    Examples
    --------
    >>> parse_date("2019-05").end
    datetime.date(2019, 5, 31)
    >>> parse_date("2021-13")
    Traceback (most recent call last):
    livingwell_learning.data.dates.DateError: '2021-13' has no month 13. Write a month from 01 to 12.
    """
    parts = text.split("/")
    if len(parts) != 2 or not all(parts):
        return _single(text, text)
    first, last = (_single(part, text) for part in parts)
    if first.start > last.end:
        raise DateError(text, "ends before it starts", f"Write the earlier date first: {parts[1]}/{parts[0]}.")
    return EventDate(
        text,
        first.start,
        last.end,
        "interval",
        first.uncertain or last.uncertain,
        first.approximate or last.approximate,
    )


def _single(part: str, whole: str) -> EventDate:
    if not (shape := SHAPE.fullmatch(part)):
        raise _refusal(part, whole)
    year = int(shape[1])
    month, day = (int(number) if number else None for number in shape.groups()[1:])
    if year == 0:
        raise DateError(whole, "has no year from 0001 to 9999", EXAMPLES)
    if month is not None and not 1 <= month <= 12:
        seasonal = 21 <= month <= 41 and day is None
        remedy = REMEDIES["Season"] if seasonal else "Write a month from 01 to 12."
        raise DateError(whole, f"has no month {month:02}", remedy)
    last_day = monthrange(year, month)[1] if month else 31
    if month and day is not None and not 1 <= day <= last_day:
        remedy = f"{month_name[month]} {year} has {last_day} days."
        raise DateError(whole, f"has no day {day:02}", f"{remedy} Write a day from 01 to {last_day}.")
    mark = part[-1]
    return EventDate(
        part,
        date(year, month or 1, day or 1),
        date(year, month or 12, day or last_day),
        "day" if day else "month" if month else "year",
        mark in "?%",
        mark in "~%",
    )


def _refusal(part: str, whole: str) -> DateError:
    """Tell a date that EDTF knows and we do not take from one that is no EDTF at all."""
    if not whole.strip():
        return DateError(whole, "The date is empty", EXAMPLES)
    rule = "is not a date in EDTF"
    if meant := meant_date(whole.strip()):
        return DateError(whole, rule, meant)
    if re.search(r"\s", whole):
        bare = re.sub(r"\s", "", whole)
        remedy = "Take the spaces out." if re.fullmatch(r"[0-9./?~%-]+", bare) else EXAMPLES
        return DateError(whole, "has a space in it" if remedy != EXAMPLES else rule, remedy)
    if len(whole) > LONGEST or not whole.isascii():
        return DateError(whole, rule, EXAMPLES)
    from edtf import EDTFParseException, parse_edtf

    try:
        kind = type(parse_edtf(whole)).__name__
    except (EDTFParseException, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return DateError(whole, rule, EXAMPLES)
    return DateError(whole, "is EDTF, but not a closed date of level 0 or 1", REMEDIES.get(kind, EXAMPLES))


def meant_date(text: str) -> str:
    """Return what to write for a date in the form of a letter or of a spreadsheet; empty where that cannot be told.

    Examples
    --------
    >>> meant_date("September 2018")
    'Write 2018-09.'
    >>> meant_date("21/09/2018")
    'Write 2018-09-21, as year, month and day.'
    >>> meant_date("Sep-18")
    'A spreadsheet wrote this. Write 2018-09 if that was meant, and set the column to the format Text first.'
    >>> meant_date("43344")
    'A spreadsheet wrote this. Write 2018-09-01 if that was meant, and set the column to the format Text first.'
    """
    lost = "A spreadsheet wrote this. Write {} if that was meant, and set the column to the format Text first."
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII):
        day, month, year = map(int, found.groups())
        known = _known(year, month, day) or _known(year, day, month)
        both = known and day != month and day <= 12 and month <= 12
        other = f" or {_known(year, day, month)}" if both else ""
        return f"Write {known}{other}, as year, month and day." if known else ""
    if found := LETTER.fullmatch(text):
        names = [name for name in month_name if len(found[2]) > 2 and name.lower().startswith(found[2].lower())]
        if not names:
            return ""
        year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
        known = _known(year, list(month_name).index(names[0]), int(found[1]) if found[1] else None)
        return (f"Write {known}." if found[3] == " " else lost.format(known)) if known else ""
    if re.fullmatch(r"[1-7]\d{4}", text, re.ASCII):
        return lost.format(SERIAL + timedelta(days=int(text)))
    return ""


def _known(year: int, month: int, day: int | None) -> str:
    """Return a month or a day in EDTF, if the calendar has it."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return ""
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else ""
