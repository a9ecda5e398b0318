"""A page that holds one figure as it was built, for other pages to show in a frame: no script, and no answer on it."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from posixpath import dirname, normpath, relpath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...markup import render
from ...words import day as in_words
from ..links import ALONE
from ..policy import FROZEN, policy_for, quiet_links

if TYPE_CHECKING:
    from datetime import date

    from .found import Shown

PLACE = ALONE
LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^":]*)(")')
HEADING = re.compile(r"(</?h)([2-6])(?=[\s>])")
LENGTH = 12


def frozen_page(figure: Shown, *, at: str, home: str, title: str, sheets: list[str], day: date, **words: Any) -> str:
    """Return the whole page.

    Parameters
    ----------
    figure
        The figure.
    at
        Address of the new page inside the site.
    home
        Address of the page that the figure stands on.
    title
        Name of that page.
    sheets
        Addresses of the style sheets.
    day
        The day of the build.
    **words
        ``book``, its name, ``language``, and ``help``: whether the book has lines of help.

    Returns
    -------
    str
        HTML.
    """
    here = dirname(at)
    html = quiet_links(settled(figure.html, at=at, home=home))
    return str(
        render(
            "site/taking/frozen.html",
            figure=Markup(html),
            name=Markup(figure.title) or title,
            title=title,
            home=f"{relpath(home, here)}#{figure.id}",
            help_at=f"{relpath(home, here)}#help" if words.pop("help") else "",
            sheets=[relpath(sheet, here) for sheet in sheets],
            policy=Markup(escape(policy_for(html, base=FROZEN), quote=False)),
            day=in_words(day),
            digest=sha256(figure.html.encode()).hexdigest()[:LENGTH],
            **words,
        )
    )


def settled(html: str, *, at: str, home: str) -> str:
    """Return a figure for another page: its links lead where they led, its headings begin at the second level.

    Examples
    --------
    >>> settled('<h4>A</h4><h5>B</h5><a href="../b.html#c">B</a>', at="embed/x/a/f.html", home="x/a.html")
    '<h2>A</h2><h3>B</h3><a href="../../../b.html#c">B</a>'
    """
    here, there = dirname(at), dirname(home)

    def led(found: re.Match[str]) -> str:
        target, mark, anchor = found[2].partition("#")
        page = normpath(f"{there}/{target}" if there else target) if target else home
        return f"{found[1]}{relpath(page, here)}{mark}{anchor}{found[3]}"

    highest = min((int(level) for _, level in HEADING.findall(html)), default=2) - 2
    return LINK.sub(led, HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - highest}", html))
