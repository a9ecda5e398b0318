"""Words that mean one thing, and words of a crisis: the table ``search_words``, and the names of the lines to call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from ...data import DataPackage

TABLE, LINES = "search_words", "support_lines"
CRISIS, BETWEEN = "crisis", "|"
DIALLED = re.compile(r"\d[\d ]*\d")


class Groups(TypedDict):
    """The words that bring the lines of help, and the groups of words that are looked for together."""

    crisis: list[str]
    alike: list[list[str]]


def groups_of(tables: DataPackage) -> Groups:
    """Return the words that a search treats in a way of their own.

    Parameters
    ----------
    tables
        The book's tables. ``search_words`` has rows of the kind ``crisis``, whose words bring the lines of help, and
        others, whose words are looked for together. The names and numbers of the lines are words of a crisis, too.
    """
    crisis: list[str] = []
    alike: list[list[str]] = []
    if TABLE in tables:
        for row in tables.table(TABLE).records():
            words = [word.strip() for word in row["words"].split(BETWEEN)]
            if row["kind"] == CRISIS:
                crisis += words
            else:
                alike.append(words)
    if LINES in tables:
        for line in tables.table(LINES).records():
            crisis += _called(line)
    return {"crisis": list(dict.fromkeys(word for word in crisis if word)), "alike": alike}


def _called(line: Mapping[Any, Any]) -> list[str]:
    """Return what a reader may write to find a line: its name, the short name in brackets, the number.

    Examples
    --------
    >>> _called({"name": "Campaign Against Rain (CAR)", "number": "Text DRY to 85 258"})
    ['Campaign Against Rain', 'CAR', '85 258']
    """
    return [name.strip(" )") for name in line["name"].split("(")] + DIALLED.findall(line["number"])
