"""One list of what there is to put right, however it was found: in data, pages, cells, links or configuration."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from ..data import Problem

FORMATS = ("text", "json", "github")
LONGEST_VALUE = 80


@dataclass(frozen=True)
class Fault:
    """One thing to put right in one place of the sources.

    Parameters
    ----------
    file
        The file, named from the book's root: ``book/index.md``.
    line
        The line that an editor shows; ``None`` for the whole file.
    rule
        What is wrong. After a value it reads on from it; without one it is a sentence of its own.
    remedy
        What to do, in whole sentences.
    value
        What stands there now; empty when nothing does.
    column
        The column of a table, if the fault lies in one.

    Examples
    --------
    >>> print(Fault("book/index.md", 3, "is no page of this book", "Correct the link.", "nowhere.md"))
    book/index.md:3: 'nowhere.md' is no page of this book. Correct the link.
    """

    file: str
    line: int | None
    rule: str
    remedy: str = ""
    value: str = ""
    column: str = ""

    @property
    def place(self) -> str:
        """File and line as editors and terminals link them, and the column of a table."""
        line = f":{self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}"

    @property
    def words(self) -> str:
        """What is wrong and what to do, without the place."""
        value = " ".join(self.value.split())
        if len(value) > LONGEST_VALUE:
            value = value[: LONGEST_VALUE - 1].rstrip() + "…"
        rule = self.rule.rstrip(".")
        end = "" if rule.endswith(("?", "!")) else "."
        return f"{repr(value) + ' ' if value else ''}{rule}{end}{' ' + self.remedy if self.remedy else ''}"

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"

    @classmethod
    def of_problem(cls, problem: Problem) -> Fault:
        """Return a problem in the data as a fault."""
        return cls(
            problem.file, problem.line, problem.rule, problem.remedy, problem.value, problem.column or ""
        )  # fmt: skip


class BuildError(RuntimeError):
    """The book could not be built; the message lists every fault that was found.

    Parameters
    ----------
    faults
        All that was found.
    kept
        Whether a last good site is still in place.

    Examples
    --------
    >>> print(BuildError([Fault("book/index.md", 3, "The page has no headline", "Begin it with one.")]))
    1 thing to put right:
    <BLANKLINE>
    book/index.md:3: The page has no headline. Begin it with one.
    <BLANKLINE>
    Nothing was published.
    """

    def __init__(self, faults: Iterable[Fault], kept: bool = False) -> None:
        self.faults = in_order(faults)
        self.kept = kept
        count = len(self.faults)
        said = "The last good site stays as it was." if kept else "Nothing was published."
        head = f"{count} thing{'' if count == 1 else 's'} to put right:"
        super().__init__("\n".join([head, "", *map(str, self.faults), "", said]))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return each fault once, by file and line."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line or 0)))


def as_json(faults: Sequence[Fault]) -> str:
    """Return the list for a machine to read: ``{"faults": [{"file", "line", "rule", …}]}``."""
    return json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False, indent=1)


def as_annotations(faults: Sequence[Fault]) -> str:
    """Return the list as GitHub's workflow commands, which mark the lines of a change.

    Examples
    --------
    >>> print(as_annotations([Fault("book/index.md", 3, "100% wrong", "Mend it.")]))
    ::error file=book/index.md,line=3,title=book/index.md::100%25 wrong. Mend it.
    """
    lines = []
    for fault in faults:
        line = f",line={fault.line}" if fault.line else ""
        place = _escaped(fault.file).replace(":", "%3A").replace(",", "%2C")
        lines.append(f"::error file={place}{line},title={place}::{_escaped(fault.words)}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
