"""Gather what Sphinx and its extensions warn of, each as one fault at its line in the sources."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE, OnceFilter, WarningLogRecordTranslator, WarningSuppressor

from ..data import REFERENCES
from .faults import Fault
from .settings import CONFIG, PAGES, TOC, setting_line
from .wording import in_plain_words, is_noise

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PLACE = re.compile(r"^(?P<path>.+?)(?::(?P<line>\d+))?(?::.*)?$")
INIT = re.compile(r"^(?:(?P<place>\S.*?): )?(?:WARNING|ERROR|CRITICAL): (?P<words>.*)$")
TYPE = re.compile(r"\s*\[[a-z_]+(?:\.[a-z_]+)*\]$")
TABLE = re.compile(r"^(?P<file>[\w./-]+\.(?:csv|bib|json|yml)): ")
SETTING = re.compile(r"unknown config value '(?P<name>[^']+)' in override|config value '(?P<other>[^']+)'")
QUOTED = re.compile(r"'([^']+)'")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Gatherer(logging.Handler):
    """A handler of Sphinx's log that keeps a list of faults.

    Parameters
    ----------
    root
        The book's folder; places are named from it.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.root = root
        self.faults: list[Fault] = []

    def listen(self, app: Sphinx) -> None:
        """Take the place of the handler that prints each warning when it comes."""
        logger = logging.getLogger(NAMESPACE)
        for handler in list(logger.handlers):
            if handler.level >= logging.WARNING:
                logger.removeHandler(handler)
        for old in list(self.filters):
            self.removeFilter(old)
        for kept in (WarningSuppressor(app), WarningLogRecordTranslator(app), OnceFilter()):
            self.addFilter(kept)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        words = record.msg % record.args if record.args else str(record.msg)
        self.add(words, getattr(record, "location", None) or "")

    def early(self, line: str) -> None:
        """Keep a line that Sphinx printed before the application stood."""
        if found := INIT.match(COLOURS.sub("", line)):
            self.add(found["words"], found["place"] or "")

    def add(self, words: str, location: str) -> None:
        """Keep a warning in Sphinx's words as a fault in plain ones."""
        words = TYPE.sub("", COLOURS.sub("", words).strip())
        if is_noise(words):
            return
        file, line, words = self._place(words, location)
        rule, remedy, value = in_plain_words(words)
        fault = Fault(file, line, rule, remedy, value)
        if fault not in self.faults:
            self.faults.append(fault)

    def _place(self, words: str, location: str) -> tuple[str, int | None, str]:
        if location and (found := PLACE.match(location)):
            path = Path(found["path"])
            line = int(found["line"]) if found["line"] else None
            if path.is_absolute() or path.exists():
                return self._named(path.resolve()), line or None, words
        if found := TABLE.match(words):
            rest = words[found.end() :]
            places = (self.root / "data" / found["file"], self.root / found["file"])
            table = next((place for place in places if place.exists()), None)
            return (self._named(table) if table else found["file"]), self._row(table, rest), rest
        if found := SETTING.search(words):
            return CONFIG, setting_line(self.root, found["name"] or found["other"]), words
        return TOC if "toctree" in words else CONFIG, None, words

    def _named(self, path: Path) -> str:
        for base in (self.root, self.root.resolve()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()

    def _row(self, path: Path | None, words: str) -> int | None:
        """Return the line of the row or entry whose key a message quotes first."""
        if path is None or not (found := QUOTED.search(words)):
            return None
        starts = (f"{found[1]},", f"{found[1]};") if path.name != REFERENCES else (f"{{{found[1]},",)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if any(start in line if path.name == REFERENCES else line.startswith(start) for start in starts):
                return number
        return None


def page_file(app: Sphinx, docname: str) -> str:
    """Return a page's file, named from the book's root."""
    return f"{PAGES}/{Path(app.env.doc2path(docname, base=False)).as_posix()}"
