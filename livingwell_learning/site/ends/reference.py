"""A page as others cite it: in words, as BibTeX, and as RIS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...words import t

if TYPE_CHECKING:
    from datetime import date

SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """What is known of a page.

    Parameters
    ----------
    title, whole
        The headline of the page, and the title of the book. For the book itself the second is empty.
    author
        Who wrote it, as one name.
    page
        The page's path in the book.
    edited
        When it was last edited; nothing where that is not known.
    address
        Where it stands; empty where that is not known.
    language
        The code of its language.
    """

    title: str
    whole: str
    author: str
    page: str
    edited: date | None
    address: str
    language: str

    @property
    def plain(self) -> str:
        """Return the reference in words, without its address."""
        when = str(self.edited.year) if self.edited else t("ends.undated")
        title = self.title if self.title.endswith((".", "?", "!", "…")) else f"{self.title}."
        if not self.whole:
            return t("ends.plain", author=self.author, year=when, title=title)
        return t("ends.plain_part", author=self.author, year=when, title=title, whole=self.whole)

    def bibtex(self, address: str | None = None) -> str:
        r"""Return the entry for BibTeX.

        Examples
        --------
        >>> print(Reference("Tea & talk", "A book", "The editors", "a/tea", None, "", "en").bibtex())
        @misc{a-book-a-tea,
          author = {{The editors}},
          title = {{Tea \& talk}},
          howpublished = {A book},
          langid = {en}
        }
        """
        fields = {"author": f"{{{_tex(self.author)}}}", "title": f"{{{_tex(self.title)}}}"}
        if self.whole:
            fields["howpublished"] = _tex(self.whole)
        if self.edited:
            fields["year"], fields["date"] = str(self.edited.year), self.edited.isoformat()
        if address := self.address if address is None else address:
            fields["url"] = address
        fields["langid"] = self.language
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{{_key(self.whole or self.title, self.page)},\n{lines}\n}}"

    def ris(self, address: str | None = None) -> str:
        """Return the record in the format of reference managers.

        Examples
        --------
        >>> tea = Reference("Tea", "A book", "The editors", "a/tea", None, "https://e.org/a/tea.html", "en")
        >>> print(tea.ris().rstrip())
        TY  - ELEC
        AU  - The editors
        TI  - Tea
        T2  - A book
        LA  - en
        UR  - https://e.org/a/tea.html
        ER  -
        """
        lines = [("TY", "ELEC"), ("AU", self.author), ("TI", self.title)]
        if self.whole:
            lines.append(("T2", self.whole))
        if self.edited:
            lines += [("PY", str(self.edited.year)), ("DA", self.edited.strftime("%Y/%m/%d"))]
        lines.append(("LA", self.language))
        if address := self.address if address is None else address:
            lines.append(("UR", address))
        return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in [*lines, ("ER", "")])


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def _key(*parts: str) -> str:
    return "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts)))
