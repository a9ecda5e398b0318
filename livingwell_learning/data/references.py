"""What is known of a source, how it reads in one line, and a label that no other source has."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from .dates import DateError, EventDate, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

UNDATED = "undated"


@dataclass(frozen=True)
class Source:
    """Where something is known from.

    Parameters
    ----------
    key
        The key that prose and data cite.
    title, author, publisher
        Who wrote what, and who published it; empty where not known.
    date
        When it was published: ``2023``, ``2023-05`` or ``2023-05-31``, or how far it has come, such as
        ``in press``; empty where not known.
    url
        Where it can be read; empty where no address is known.
    accessed
        The day it was read, as ``2026-11-23``.
    note
        What else to know about it.
    cited_as
        The names to cite it by: ``Ash``, ``Ash and Oak``, ``Ash et al.``; empty where nobody signed it.
    language
        The language of its title as a tag of BCP 47, such as ``it``; empty where it is that of the book.

    Examples
    --------
    >>> Source("report", "A report", "A unit", "A unit", "2023-05").words
    'A report. A unit, May 2023.'
    """

    key: str
    title: str
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    accessed: str = ""
    note: str = ""
    cited_as: str = ""
    language: str = ""

    @property
    def words(self) -> str:
        """The source in one line: title, who made it and when, each said once."""
        return "".join(self.parts)

    @property
    def parts(self) -> tuple[str, str]:
        """The line in two: the title, which can carry a link, and what follows it, full stop included."""
        when = self._when.words if isinstance(self._when, EventDate) else self._when
        makers: list[str] = []
        for name in (
            self.author if self.author.endswith("al.") else self.author.rstrip("."),
            self.publisher.rstrip("."),
        ):
            if name and name.casefold() != self.title.casefold().rstrip("."):
                if any(_names(maker, name) and not _names(name, maker) for maker in makers):
                    continue
                makers = [maker for maker in makers if not _names(name, maker)] + [name]
        end = "" if self.title.endswith((".", "?", "!", "…")) else "."
        rest = ", ".join(part for part in (*makers, when) if part)
        return self.title, f"{end} {rest}{'' if rest.endswith('.') else '.'}" if rest else end

    @property
    def maker(self) -> str:
        """Who to cite: the authors in short, else who published it, else its title."""
        return self.cited_as or self.author or self.publisher or self.title

    @property
    def year(self) -> str:
        """The year or years for a label; how far it has come where there is no year, and ``undated`` without either."""
        if not isinstance(self._when, EventDate):
            return self._when or UNDATED
        first, last = self._when.start.year, self._when.end.year
        return str(first) if first == last else f"{first}\u2013{last}"

    @property
    def _when(self) -> EventDate | str:
        try:
            return parse_date(self.date) if self.date else ""
        except DateError:
            return self.date


COLUMNS = [field.name for field in fields(Source) if field.name != "key"]


def label_sources(sources: Iterable[Source]) -> dict[str, str]:
    """Return a label of maker and year for each source; where several would share one, each gets a letter.

    Parameters
    ----------
    sources
        All the sources that must be told apart.

    Returns
    -------
    dict[str, str]
        Labels by key. Letters follow date, title and key, so that they do not hang on where a source is cited.

    Examples
    --------
    >>> first, second = Source("a", "One", "Kew", date="2021-03"), Source("b", "Two", "Kew", date="2021-01")
    >>> label_sources([first, second, Source("c", "Three", "Kew")])
    {'a': 'Kew, 2021b', 'b': 'Kew, 2021a', 'c': 'Kew, undated'}
    """
    listed = {source.key: source for source in sources}
    alike: dict[str, list[Source]] = {}
    for source in listed.values():
        alike.setdefault(_label(source).casefold(), []).append(source)
    labels = {key: _label(source) for key, source in listed.items()}
    for group in alike.values():
        if len(group) > 1:
            for at, source in enumerate(sorted(group, key=lambda s: (s.date, s.title.casefold(), s.key))):
                gap = "" if source.year[-1:].isdigit() else " "
                labels[source.key] = f"{_label(source)}{gap}{_letters(at)}"
    return labels


def anchor(key: str) -> str:
    """Return a key as a part of an address on a page: lower case, with hyphens for all but letters and digits.

    Examples
    --------
    >>> anchor("Ash_2021.a")
    'ash-2021-a'
    """
    plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _label(source: Source) -> str:
    return f"{source.maker}, {source.year}"


def _letters(number: int) -> str:
    """Count a, b, … z, aa, ab, …."""
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + last)


def _names(longer: str, shorter: str) -> bool:
    """Whether a name stands, as whole words, inside another."""
    return re.search(rf"(?<!\w){re.escape(shorter.casefold())}(?!\w)", longer.casefold()) is not None
