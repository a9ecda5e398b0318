"""Write dates for a page: in words for people, with the machine's form beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from ..words import html

if TYPE_CHECKING:
    from ..data import EventDate


def marked(date: EventDate) -> Markup:
    """Return a date as HTML ``time`` elements: two for an interval, which one cannot hold.

    Examples
    --------
    >>> from livingwell_learning.data import parse_date
    >>> marked(parse_date("2018-09"))
    Markup('<time datetime="2018-09">September 2018</time>')
    """
    first, *more = (Markup('<time datetime="{}">{}</time>').format(*part) for part in date.parts)
    return html("date.range", first=first, last=more[0]) if more else first


MANY = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128)
"""The numbers that the kit's style can read from ``data-lw-many``."""


def many(number: float) -> int:
    """Return a number that the kit's style can read, at least as large as far as there is one.

    Examples
    --------
    >>> many(3), many(7), many(500)
    (3, 8, 128)
    """
    return next((size for size in MANY if size >= number), MANY[-1])
