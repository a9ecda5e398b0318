"""Say what the entries of a bibliography leave out, or give in a form that readers cannot use."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .bibtex import LANGUAGES, VERBATIM, Entry, parse_references, read_names, split_names, split_parts
from .dates import DateError, parse_date
from .files import control_problems, read_text
from .problems import Problem, did_you_mean
from .references import anchor

if TYPE_CHECKING:
    from pathlib import Path

# The types of BibTeX and of BibLaTeX (its manual, section 2.1).
TYPES = (
    "article", "book", "mvbook", "inbook", "bookinbook", "suppbook", "booklet", "collection", "mvcollection",
    "incollection", "suppcollection", "conference", "dataset", "electronic", "inproceedings", "inreference",
    "manual", "mastersthesis", "misc", "mvproceedings", "mvreference", "online", "patent", "periodical",
    "phdthesis", "proceedings", "reference", "report", "software", "suppperiodical", "techreport", "thesis",
    "unpublished", "www", "artwork", "audio", "image", "jurisdiction", "legal", "legislation", "letter",
    "movie", "music", "performance", "review", "standard", "video",
)  # fmt: skip
LINEAGE = re.compile(r"(?:jr|sr|jnr|snr|junior|senior|[ivx]+|\d(?:st|nd|rd|th)|ph\.?d|md|esq)\.?", re.IGNORECASE)
NOT_YET = ("in press", "forthcoming", "submitted", "in preparation", "to appear")
JOINED = re.compile(r";|\s\\?&\s")
SCHEMES = ("https", "http")


def check_references(entries: list[Entry], file: str) -> list[Problem]:
    """Return what the entries leave out or say in a form that cannot be used.

    Parameters
    ----------
    entries
        All entries of a file; those that could not be read whole are passed over.
    file
        What problems call the file.
    """
    found: list[Problem] = []
    places: dict[str, str] = {}
    for entry in (entry for entry in entries if entry.whole):
        for column, value, rule, remedy in (*_contents(entry), *_names(entry), *_address(entry), *_dates(entry)):
            found.append(Problem(file, entry.line, column, value, rule, remedy))
        if (twin := places.setdefault(anchor(entry.key), entry.key)) != entry.key:
            rule = f"and '{twin}' would have one address on a page"
            found.append(Problem(file, entry.line, "key", entry.key, rule, "Give one of them another key."))
    return found


TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
Fault = tuple[str, str, str, str]


def _contents(entry: Entry) -> list[Fault]:
    faults: list[Fault] = []
    source = entry.source
    if entry.kind not in TYPES:
        rule = f"is no type of entry, in the entry '{entry.key}'"
        faults.append(
            ("type", f"@{entry.kind}", rule, did_you_mean(entry.kind, TYPES) or "Write @online, or @misc if none fits.")
        )
    if not source.title:
        faults.append(("title", "", f"The entry '{entry.key}' has no title", "Add title = {{…}}."))
    if not source.url and not source.note:
        remedy = "Add url = {…}, or a note that says where it can be read."
        faults.append(("url", "", f"The entry '{entry.key}' has neither url nor note", remedy))
    if not TAG.fullmatch(source.language or "en"):
        remedy = f"Write one of: {', '.join(LANGUAGES)}; or a tag such as it or pt-BR."
        faults.append(("langid", source.language, f"is no language, in the entry '{entry.key}'", remedy))
    for name, value in entry.values.items():
        if name not in VERBATIM and re.search(r"(?<!\\)%", value):
            faults.append(
                (name, value, "has a bare %, which BibTeX takes for the start of a remark", r"Write \% instead.")
            )
    return faults


def _names(entry: Entry) -> list[Fault]:
    faults: list[Fault] = []
    for column in ("author", "editor"):
        text = entry.values.get(column, "")
        of = f"in the entry '{entry.key}'"
        remedy = "Join people with 'and': Ash, Mo and Oak, Lee. Put the name of a body in braces: {{Ash, Oak and Co}}."
        for name in split_names(text):
            if not name or re.match(r"and\s", name):
                faults.append((column, text, f"has an 'and' without a name beside it, {of}", "Take it out."))
                continue
            parts = split_parts(name)
            if JOINED.search(re.sub(r"\{[^{}]*\}", "", name)):
                faults.append((column, name, f"reads as one person, because 'and' alone joins names, {of}", remedy))
            elif len(parts) > 3 or (len(parts) == 3 and not LINEAGE.fullmatch(parts[1])):
                faults.append((column, name, f"reads as one person, because no 'and' stands between, {of}", remedy))
            elif "" in parts:
                faults.append((column, name, f"has a comma with nothing beside it, {of}", remedy))
            elif not read_names(name)[0] and name.casefold() not in ("others", "et al.", "et al"):
                faults.append((column, name, f"is no name, {of}", remedy))
    return faults


def _address(entry: Entry) -> list[Fault]:
    url = entry.source.url
    if not url:
        return []
    of = f"in the entry '{entry.key}'"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return [("url", url, f"is no address, {of}", "Copy it from the browser once more.")]
    if re.search(r"[\s\x00-\x20\x7f<>\"]", url):
        return [("url", url, f"has a sign in it that no address has, {of}", "Copy it from the browser once more.")]
    if parts.scheme.lower() in SCHEMES and host:
        return []
    if parts.scheme.lower() in SCHEMES:
        return [("url", url, f"names no site, {of}", "Write it as https://example.org/page.")]
    if parts.scheme and not re.match(r"[\w.-]+:\d", url):
        rule = f"does not begin with https://, {of}: the list of sources links to nothing else"
        return [("url", url, rule, "Write the address of a page, or say in a note where it can be read.")]
    return [("url", url, f"has no https:// before it, {of}", f"Write https://{url.lstrip('/')}.")]


def _dates(entry: Entry) -> list[Fault]:
    faults: list[Fault] = []
    source, of = entry.source, f"in the entry '{entry.key}'"
    column = "date" if "date" in entry.values else "year" if "year" in entry.values else "pubstate"
    if source.date and source.date.casefold() not in NOT_YET:
        try:
            parse_date(source.date)
        except DateError as error:
            if re.search(r"\d", source.date):
                faults.append((column, source.date, f"{error.rule}, {of}", error.remedy))
            else:
                remedy = f"Write 2023, 2023-05 or 2023-05-31, or one of: {', '.join(NOT_YET)}. Leave it out if unknown."
                faults.append((column, source.date, f"is no date, {of}", remedy))
    if source.accessed:
        try:
            date.fromisoformat(source.accessed)
        except ValueError:
            faults.append(("urldate", source.accessed, f"is not a day, {of}", "Write it as 2023-05-31."))
    return faults


def read_references(path: Path, file: str, problems: list[Problem]) -> list[Entry] | None:
    """Read a BibTeX file and note everything that is wrong with it; ``None`` if it cannot be opened."""
    if (text := read_text(path, file, problems)) is None:
        return None
    problems += control_problems(text, file)
    entries, mistakes = parse_references(text, file)
    problems += mistakes
    problems += check_references(entries, file)
    return entries
