"""Say what is wrong in the data, where it stands and how to put it right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

LONGEST_VALUE = 60
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
"""What nobody types and nobody sees: control characters, marks that turn the direction of text, lost letters."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right in one place.

    Parameters
    ----------
    file
        The file, named from the folder above the data: ``data/events.csv``.
    line
        The line that an editor shows, where the header is line 1; ``None`` for the whole file.
    column
        The name of the column or field, if the problem lies in one.
    value
        What stands there now; empty when nothing does.
    rule
        What is wrong. After a value it reads on from it; without one it is a sentence of its own.
    remedy
        What to do, in whole sentences.

    Examples
    --------
    >>> rule = "is not an id in sites.csv"
    >>> print(Problem("data/events.csv", 14, "places", "ochard", rule, "Did you mean 'orchard'?"))
    data/events.csv:14, column places: 'ochard' is not an id in sites.csv. Did you mean 'orchard'?
    """

    file: str
    line: int | None
    column: str | None
    value: str
    rule: str
    remedy: str

    @property
    def place(self) -> str:
        """File, line and column in one phrase, as editors and terminals open it."""
        line = f":{self.line}" if self.line is not None else ""
        column = f", column {self.column}" if self.column else ""
        return visible(f"{self.file}{line}{column}")

    def __str__(self) -> str:
        value = visible(" ".join(self.value.split()))
        if len(value) > LONGEST_VALUE:
            value = value[: LONGEST_VALUE - 1].rstrip() + "…"
        what = f"'{value}' {self.rule}" if value else self.rule
        return f"{self.place}: {what}. {self.remedy}"


class DataError(Exception):
    """The data holds problems; the message lists every one of them, file by file.

    Parameters
    ----------
    problems
        All that was found, in the order to show it.

    Examples
    --------
    >>> print(DataError([Problem("data/a.csv", 2, "id", "", "The cell is empty", "Write an id.")]))
    1 problem in the data
    <BLANKLINE>
    data/a.csv
      data/a.csv:2, column id: The cell is empty. Write an id.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = [f"{count} problem{'' if count == 1 else 's'} in the data"]
        for file, group in groupby(in_order(self.problems), key=lambda problem: problem.file):
            lines += ["", file, *(f"  {problem}" for problem in group)]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, sorted by file and line; those of one line keep their order."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line or 0))


def visible(text: str) -> str:
    r"""Return a text with its control characters spelt out, so that a message cannot steer a terminal.

    Examples
    --------
    >>> visible("red \x1b[31m")
    'red \\x1b[31m'
    """
    return CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Return a question that offers the nearest known word, or an empty string.

    Examples
    --------
    >>> did_you_mean("ochard", ["orchard", "garden"])
    "Did you mean 'orchard'?"
    >>> did_you_mean("sea", ["orchard", "garden"])
    ''
    """
    by_lower = {word.lower(): word for word in known}
    close = get_close_matches(value.lower(), by_lower, n=1, cutoff=0.7)
    return f"Did you mean '{by_lower[close[0]]}'?" if close else ""


def sentences(*parts: str) -> str:
    """Join the parts that say something."""
    return " ".join(part for part in parts if part)
