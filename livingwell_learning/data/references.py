"""Read the sources of the data from a BibTeX file, as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from .dates import DateError, parse_date
from .files import read_text
from .problems import Problem

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PUBLISHERS = ("publisher", "howpublished", "institution", "organization", "journal", "journaltitle")
BRACES = {"{": "\ue000", "}": "\ue001"}
LATEX = re.compile(r"[\\{}$~%`]|''|--")
VERBATIM = ("url", "doi", "urldate", "date", "year", "month", "day")


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
        When it was published: ``2023``, ``2023-05`` or ``2023-05-31``; empty where not known.
    url
        Where it can be read; empty where no address is known.
    accessed
        The day it was read, as ``2026-11-23``.
    note
        What else to know about it.

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

    @property
    def words(self) -> str:
        """The source in one line: title, who made it and when, each said once."""
        try:
            when = parse_date(self.date).words if self.date else ""
        except DateError:
            when = self.date
        makers: list[str] = []
        for name in (self.author.rstrip("."), self.publisher.rstrip(".")):
            if name and name.casefold() != self.title.casefold().rstrip("."):
                if any(_names(maker, name) and not _names(name, maker) for maker in makers):
                    continue
                makers = [maker for maker in makers if not _names(name, maker)] + [name]
        title = self.title if self.title.endswith((".", "?", "!", "…")) else f"{self.title}."
        rest = ", ".join(part for part in (*makers, when) if part)
        return f"{title} {rest}." if rest else title


def _names(longer: str, shorter: str) -> bool:
    """Whether a name stands, as whole words, inside another."""
    return re.search(rf"(?<!\w){re.escape(shorter.casefold())}(?!\w)", longer.casefold()) is not None


COLUMNS = [field.name for field in fields(Source) if field.name != "key"]


@dataclass(frozen=True)
class Entry:
    """One entry of a BibTeX file, the line on which it starts, and whether all of it could be read."""

    key: str
    line: int
    values: dict[str, str]
    whole: bool = True

    @property
    def source(self) -> Source:
        """The entry as plain text."""
        text = {name: value if name in VERBATIM else plain(value) for name, value in self.values.items()}
        return Source(
            key=self.key,
            title=text.get("title", ""),
            author=_people(self.values.get("author", "")),
            publisher=next((text[name] for name in PUBLISHERS if text.get(name)), ""),
            date=_published(text),
            url=re.sub(r"\\([&%$#_{}~])", r"\1", text.get("url", "")),
            accessed=text.get("urldate", ""),
            note=text.get("note", ""),
        )


def plain(text: str) -> str:
    r"""Undo LaTeX: escapes, accents, dashes, quotation marks and braces.

    Examples
    --------
    >>> plain(r"{R\&D} in Orl\'eans: 50\% more")
    'R&D in Orléans: 50% more'
    """
    if not LATEX.search(bare := re.sub(r"^\{([^{}]*)\}$", r"\1", text)):
        return bare.strip()
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    kept = re.sub(r"\\([{}])", lambda match: BRACES[match[1]], re.sub(r"(?<!\\)%", r"\\%", text))
    try:
        read = str(Text.from_latex(kept))
    except (PybtexError, UnicodeDecodeError):  # a lone backslash is no LaTeX
        return text
    for brace, sign in BRACES.items():
        read = read.replace(sign, brace)
    return re.sub(r"\\([&%$#_])", r"\1", read).replace("\u00a0", " ").strip()


def _people(text: str) -> str:
    """Turn ``Family, Given and {An Organisation}`` into names in reading order."""
    from pybtex.bibtex.utils import split_name_list

    names = []
    for name in split_name_list(text) if text else []:
        parts = [part.strip() for part in name.split(",")] if not name.lstrip().startswith("{") else [name]
        names.append(plain(" ".join([parts[-1], *parts[:-1]])))
    return ", ".join(names)


def _published(values: dict[str, str]) -> str:
    if values.get("date"):
        return values["date"]
    year, month, day = (values.get(name, "") for name in ("year", "month", "day"))
    if month[:3].lower() in MONTHS:
        month = f"{MONTHS.index(month[:3].lower()) + 1:02}"
    parts = [year, month.zfill(2), day.zfill(2)]
    return "-".join(parts[: 1 if not month else 2 if not day else 3])


def parse_references(text: str, file: str = "references.bib") -> tuple[list[Entry], list[Problem]]:
    """Read every entry of a BibTeX text, and all that is wrong with its writing.

    Parameters
    ----------
    text
        The BibTeX.
    file
        What problems call the file.

    Returns
    -------
    tuple[list[Entry], list[Problem]]
        The entries in their order, the first of each key; and the syntax errors and repeated keys.

    Examples
    --------
    >>> entries, problems = parse_references("@misc{a, title = {{A page}}, url = {https://a.uk/}}")
    >>> entries[0].source.words, problems
    ('A page.', [])
    """
    from pybtex.database.input.bibtex import LowLevelParser, month_names
    from pybtex.scanner import PybtexSyntaxError

    problems: list[Problem] = []
    broken: set[int | None] = set()

    def note(error: PybtexSyntaxError) -> None:
        rule = f"The entry cannot be read: {error.args[0] if error.args else error}"
        remedy = "Look at this line and the one before it for a comma or a brace too many or too few."
        problems.append(Problem(file, error.lineno, None, "", rule, remedy))
        broken.add(parser.command_start)

    parser = LowLevelParser(text, macros=dict(month_names), handle_error=note)
    entries: dict[str, Entry] = {}
    for kind, body in parser:
        if kind.lower() in ("string", "preamble") or not body[0]:
            continue
        line = text.count("\n", 0, parser.command_start) + 1
        values: dict[str, str] = {}
        for name, value in body[1]:
            if name.lower() in values:
                rule = f"is given twice in the entry '{body[0]}'"
                problems.append(Problem(file, line, name.lower(), "".join(value), rule, "Keep one of the two."))
            values.setdefault(name.lower(), " ".join("".join(value).split()))
        entry = Entry(body[0], line, values, whole=parser.command_start not in broken)
        first = entries.setdefault(body[0].lower(), entry)
        if first is not entry:
            rule = f"is already the key of the entry in row {first.line}"
            problems.append(Problem(file, line, "key", body[0], rule, "Give one of them another key, or remove it."))
    return list(entries.values()), problems


def check_references(entries: list[Entry], file: str) -> list[Problem]:
    """Return what the entries leave out or say in a form that cannot be used."""
    found: list[Problem] = []
    for entry in (entry for entry in entries if entry.whole):

        def add(column: str, value: str, rule: str, remedy: str, line: int = entry.line) -> None:
            found.append(Problem(file, line, column, value, rule, remedy))

        source = entry.source
        if not source.title:
            add("title", "", f"The entry '{entry.key}' has no title", "Add title = {{…}}.")
        if not source.url and not source.note:
            remedy = "Add url = {…}, or a note that says where it can be read."
            add("url", "", f"The entry '{entry.key}' has neither url nor note", remedy)
        for name, value in entry.values.items():
            if name not in VERBATIM and re.search(r"(?<!\\)%", value):
                add(
                    name,
                    value,
                    "has a bare %, which BibTeX takes for the start of a remark",
                    r"Write \% instead.",
                )
        if source.date:
            try:
                parse_date(source.date)
            except DateError as error:
                add("date" if "date" in entry.values else "year", source.date, error.rule, error.remedy)
        if source.accessed:
            try:
                date.fromisoformat(source.accessed)
            except ValueError:
                add("urldate", source.accessed, "is not a day", "Write it as 2023-05-31.")
    return found


def read_references(path: Path, file: str, problems: list[Problem]) -> list[Entry] | None:
    """Read a BibTeX file and note everything that is wrong with it; ``None`` if it cannot be opened."""
    if (text := read_text(path, file, problems)) is None:
        return None
    entries, mistakes = parse_references(text, file)
    problems += mistakes
    problems += check_references(entries, file)
    return entries
