"""Keep one typography, and one spelling of each term, over all pages and tables of a book.

A page's prose is typed with straight apostrophes and quotation marks, which become curly ones when it is built.
Whatever is shown as it was typed must hold the curly ones itself: cells of tables, front matter, captions, raw HTML,
and the strings of code cells. The terms are the book's own, from ``livingwell_wording`` in ``_config.yml``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from sphinx.util import logging

from ..data import DESCRIPTOR, DataError, DataPackage, Problem, Table, foreign_keys, load
from .wording_text import Piece, pieces

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
SETTING = "livingwell_wording"
STRAIGHT = re.compile(r"\"|(?<=\w)'|'(?=\w)")
SAID = re.compile(r'^\s*"(?:title|description|label)":\s*("(?:[^"\\]|\\.)*")')
RULES = (
    (re.compile(r"(?<![\w\-./])\d+-\d+(?![\w\-./])"), "joins two figures with a hyphen", "Write an en dash (–)."),  # noqa: RUF001
    (re.compile(r"\.\.\."), "is three full stops", "Write an ellipsis (…)."),
)
SHOWN_AS_TYPED = "is straight, and this text is shown as it is typed"
CURLY = "Write ’ for an apostrophe, and “ ” around a quotation."  # noqa: RUF001


@dataclass(frozen=True)
class Wording:
    """How a book writes its terms.

    Parameters
    ----------
    write
        For each spelling to avoid, the one to write.
    keep
        Phrases that stand as they are, whatever they hold: printed titles, names.

    Examples
    --------
    >>> book = Wording.of({"write": {"%": ["per cent"]}, "keep": ["Ten per cent, a play"]})
    >>> [slip.found for slip in book.slips(["It fell by 3 per cent.", "We saw Ten per cent, a play."])]
    ['per cent']
    """

    write: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """What finds a text that may hold a spelling to avoid: most hold none, and are looked through once."""
        return re.compile("|".join(map(re.escape, self.write)) or "(?!)")

    @classmethod
    def of(cls, setting: object) -> Wording:
        """Read the setting: ``write`` gives for each term the spellings to avoid, ``keep`` lists phrases to leave.

        Raises
        ------
        ValueError
            When the setting has another shape; the message says which.
        """
        given = setting if isinstance(setting, dict) else {}
        write, keep = given.get("write") or {}, given.get("keep") or []
        if not isinstance(setting, dict) or set(given) - {"write", "keep"}:
            raise ValueError(f"{SETTING} holds 'write' and 'keep', and nothing else")
        if not isinstance(write, dict) or not all(_texts(avoid) for avoid in write.values()) or not _texts(keep):
            raise ValueError(f"{SETTING}: 'write' gives each term a list of spellings to avoid; 'keep' is a list")
        return cls({avoid: str(term) for term, listed in write.items() for avoid in listed}, tuple(keep))

    def slips(self, lines: Iterable[str], *, typed: bool = True) -> Iterator[Slip]:
        """Yield each slip in some lines of text; ``typed`` says that they are shown as they are typed."""
        for number, text in enumerate(lines, start=1):
            yield from self.in_piece(Piece(number, text, typed))

    def in_piece(self, piece: Piece) -> Iterator[Slip]:
        """Yield each slip in one piece of text, in the order of the rules."""
        text = piece.text
        for phrase in self.keep:
            text = text.replace(phrase, " " * len(phrase))
        if piece.typed and (mark := STRAIGHT.search(text)):
            yield Slip(piece.line, _around(text, mark), SHOWN_AS_TYPED, CURLY)
        for pattern, rule, remedy in RULES:
            for match in pattern.finditer(text):
                yield Slip(piece.line, match[0], rule, remedy)
        if not self._any.search(text):
            return
        for avoid, term in self.write.items():
            if re.search(rf"(?<!\w){re.escape(avoid)}(?!\w)", text):
                yield Slip(piece.line, avoid, "is spelt otherwise in this book", f"Write {term}.")


@dataclass(frozen=True)
class Slip:
    """One place where a text departs from the book's own way of writing."""

    line: int
    found: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"'{self.found}' {self.rule}. {self.remedy}"


def wording_problems(root: Path) -> list[Problem]:
    """Return every slip in the pages and tables of a project, each with its file and line.

    Parameters
    ----------
    root
        The folder of ``_config.yml``, ``book`` and ``data``.

    Returns
    -------
    list[Problem]
        In the order of the files; empty where ``_config.yml`` does not have the setting.
    """
    settings = _sphinx_settings(root / "_config.yml")
    if SETTING not in settings:
        return []
    try:
        wording = Wording.of(settings[SETTING])
    except ValueError as error:
        return [Problem("_config.yml", None, None, "", str(error), "Correct it there.")]
    found = []
    for path in sorted((root / "book").rglob("*.md")):
        name = path.relative_to(root).as_posix()
        found += [_problem(name, None, slip) for slip in page_slips(path, wording)]
    return found + table_problems(root / "data", wording)


def page_slips(path: Path, wording: Wording) -> list[Slip]:
    """Return the slips of one page."""
    return [slip for piece in pieces(path.read_text(encoding="utf-8")) for slip in wording.in_piece(piece)]


def table_problems(folder: Path, wording: Wording, tables: DataPackage | None = None) -> list[Problem]:
    """Return the slips in what a data package says of its tables, and in the tables; only of what can be read.

    ``tables`` are those of the folder, where they are loaded already.
    """
    if not (folder / DESCRIPTOR).is_file():
        return []
    try:
        tables = tables or load(folder / DESCRIPTOR)
    except DataError:
        return []
    found = []
    for line, text in enumerate((folder / DESCRIPTOR).read_text(encoding="utf-8").splitlines(), start=1):
        if said := SAID.match(text):
            slips = wording.in_piece(Piece(line, json.loads(said[1]), True))
            found += [_problem(f"{folder.name}/{DESCRIPTOR}", None, slip) for slip in slips]
    for name in tables:
        try:
            table = tables.table(name)
        except DataError:
            continue
        for column in prose_columns(table):
            for line, cell in table.cells(column):
                found += [_problem(table.file, column, slip) for slip in wording.in_piece(Piece(line, cell, True))]
    return sorted(found, key=lambda problem: (problem.file, problem.line or 0))


def prose_columns(table: Table) -> list[str]:
    """Return the columns that hold free text: no keys, lists of keys, dates, numbers, or values from a fixed set."""
    schema = table.resource.get("schema") or {}
    keys = schema.get("primaryKey") or []
    apart = {keys} if isinstance(keys, str) else set(keys)
    for key in foreign_keys(table.resource):
        fields = key.get("fields") if isinstance(key, dict) else None
        apart |= {fields} if isinstance(fields, str) else set(fields or [])
    return [each["name"] for each in table.fields if each["name"] not in apart and _is_free(each)]


def _is_free(column: Mapping[str, Any]) -> bool:
    limits = column.get("constraints") or {}
    fixed = column.get("format") or column.get("listOf") or column.get("categories")
    return column.get("type", "string") == "string" and not fixed and not {"enum", "pattern"} & set(limits)


def _problem(file: str, column: str | None, slip: Slip) -> Problem:
    return Problem(file, slip.line, column, slip.found, slip.rule, slip.remedy)


def _around(text: str, mark: re.Match[str]) -> str:
    """Return the word in which a mark stands."""
    before, after = text[: mark.start()].split(" ")[-1], text[mark.end() :].split(" ")[0]
    return f"{before}{mark[0]}{after}"


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _sphinx_settings(path: Path) -> dict[str, Any]:
    try:
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        return {}
    settings: Any = config
    for key in ("sphinx", "config"):
        settings = settings.get(key) if isinstance(settings, dict) else None
    return settings if isinstance(settings, dict) else {}


def check_wording(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each slip on a page that was found, and in the tables."""
    from .execution import data_folder
    from .tables import tables_of

    if not app.config[SETTING]:
        return
    try:
        wording = Wording.of(app.config[SETTING])
    except ValueError as error:
        LOGGER.warning("_config.yml: %s. Correct it there", error, type="livingwell")
        return
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname))
        for slip in page_slips(path, wording) if path.suffix == ".md" else []:
            LOGGER.warning("%s", slip, location=(docname, slip.line), type="livingwell")
    for problem in table_problems(data_folder(app), wording, tables_of(app)):
        LOGGER.warning("%s", problem, type="livingwell")


def setup(app: Sphinx) -> None:
    """Register the setting and the check."""
    app.add_config_value(SETTING, {}, "env")
    app.connect("env-check-consistency", check_wording)
