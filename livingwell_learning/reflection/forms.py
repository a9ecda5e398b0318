"""Read the export of an anonymous form: match questions by their tags, keep answers, drop what names a person."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .questions import NOT_SURE, Questions
from .tallies import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TAG = re.compile(r"^\W*(\d{1,2})\s*([a-z])(?![a-z0-9])", re.IGNORECASE)
STEP = re.compile(r"^(?:\W*[^\w\u2212\u2013-])?(\d)(?!\d|[.,]\d)")
TAGGED = r'"?\W{0,3}\d{1,2}\s*[a-z](?![a-z0-9])'
SEPARATORS = "\t;,"
END = "\x1e"
DASHES = ("-", "\u2013", "\u2014")
MOST_CHARACTERS = 5_000_000
MOST_PARTS = 8


class FormError(ValueError):
    """A text is no export of the form; the message says why and what to do."""


@dataclass(frozen=True)
class Form:
    """What was recognised in an export; to be shown and confirmed before it counts.

    Parameters
    ----------
    people
        A person's answers by pair, when and side; blank rows are left out.
    matched
        The heading of each question that was found, by its tag.
    by_words
        Tags whose column was matched by the words of its heading, since it had no tag.
    missing
        Tags of questions that no column asks.
    dropped
        Headings of the columns that were not read: names, mails, times, free text and all else.
    unread
        Cells that are no answer: the row, counted from 1 below the headings, the tag, and the text.
    blank_rows
        How many rows held no answer.
    choices
        The columns that were not read and could tell the parts of one split: each has two to eight values, and every
        value stands in five rows or more. By heading, the value of each of ``people``, in their order; empty where
        it is not given.
    """

    people: list[dict[str, dict[str, dict[str, int | str]]]]
    matched: dict[str, str]
    by_words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    blank_rows: int = 0
    choices: dict[str, list[str]] = field(default_factory=dict)


def read_form(
    text: str,
    questions: Questions,
    steps: Sequence[str] = (),
    not_sure: Sequence[str] = ("not sure",),
    headings: Mapping[str, str] | None = None,
) -> Form:
    """Return what an export of the form holds.

    Parameters
    ----------
    text
        Cells as pasted (tabs), or a CSV with commas or semicolons; a byte order mark is fine.
    questions
        What was asked. Each question of the form begins with its tag, ``1a``, ``1b``, ``2a`` …
    steps
        The words of the steps, lowest first: a cell may hold its number, its words, or both.
    not_sure
        Words that mean "not sure"; ``0`` does, too.
    headings
        The words of each question by its tag, for columns whose tag was lost.

    Raises
    ------
    FormError
        When it is too large, has no row, asks a question twice, none of its columns asks a question, a quotation mark
        is never closed, or a row has more cells than there are headings.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormError("The export is larger than 5 MB, and no form of this kind is. Choose another file.")
    rows = _rows(text)
    if len(rows) < 2:
        raise FormError("There is no row of answers. Paste the headings and the answers together.")
    heads = [" ".join(head.split()) for head in rows[0]]
    if longer := [number for number, row in enumerate(rows) if any(cell.strip() for cell in row[len(heads) :])]:
        raise FormError(
            f"Row {longer[0]} has more cells than there are headings, so it cannot be told which cell answers what. A "
            "comma within a cell needs quotation marks around the cell. Export it again, or mend the row."
        )
    columns, by_words = _columns(heads, questions, headings or {})
    if not columns:
        raise FormError("No column asks one of these questions. Each question begins with its tag, such as 1a.")
    words: dict[str, int | str] = {plain_words(word): step for step, word in enumerate(steps, start=1)}
    words |= {plain_words(word): NOT_SURE for word in not_sure}
    form = Form(
        [], {tag: heads[place] for tag, place in columns.items()}, by_words,
        tuple(tag for tag in questions.tags if tag not in columns),
        tuple(head for place, head in enumerate(heads) if place not in columns.values() and head),
    )  # fmt: skip
    blank = 0
    whole = []
    for number, row in enumerate(rows[1:], start=1):
        answers: dict[str, dict[str, dict[str, int | str]]] = {}
        for tag, place in columns.items():
            cell = row[place].strip() if place < len(row) else ""
            pair, when, side = questions.tags[tag]
            answer = _answer(cell, words, questions.steps)
            if answer:
                answers.setdefault(pair, {}).setdefault(when, {})[side] = answer
            elif cell and answer is None:
                form.unread.append((number, tag, cell[:80]))
        if answers:
            form.people.append(answers)
            whole.append(row)
        else:
            blank += 1
    choices = _choices(heads, whole, set(columns.values()))
    return Form(form.people, form.matched, form.by_words, form.missing, form.dropped, form.unread, blank, choices)


def tagged(text: str) -> Questions:
    r"""Return what the tags of a form ask, named as the form names it, where nobody has its questions.

    The pairs are ``1``, ``2`` and so on, and their sides ``a`` and ``b``; steps are 1 to 5.

    Parameters
    ----------
    text
        As for :func:`read_form`.

    Raises
    ------
    FormError
        When the tags are not 1a, 1b, 2a, 2b and so on: with more letters no heading tells what is hoped for.

    Examples
    --------
    >>> tagged("1a. How sunny?;1b. How shady?\n4;2\n").tags
    {'1a': ('1', 'now', 'a'), '1b': ('1', 'now', 'b')}
    """
    heads = (_rows(text) or [[]])[0]
    tags = {tag for tag in map(tag_of, heads) if tag}
    pairs = tuple(str(number) for number in range(1, len(tags) // 2 + 1))
    if not tags or tags != {pair + side for pair in pairs for side in "ab"}:
        said = ", ".join(sorted(tags)) or "nothing"
        raise FormError(f"The headings ask {said}, and not 1a, 1b, 2a, 2b and so on. Give the questions.")
    try:
        return Questions("form", "", pairs, ("a", "b"))
    except ValueError as error:
        raise FormError(f"The headings ask more than a round can: {error}") from None


def _choices(heads: list[str], rows: list[list[str]], taken: set[int]) -> dict[str, list[str]]:
    found = {}
    for place, head in enumerate(heads):
        values = [" ".join(row[place].split()) if place < len(row) else "" for row in rows]
        sizes = Counter(value for value in values if value)
        if head and place not in taken and 2 <= len(sizes) <= MOST_PARTS and min(sizes.values()) >= FLOOR:
            found[head] = values
    return found


def _rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    first = text.split("\n", 1)[0]
    separator = max(
        SEPARATORS, key=lambda s: (len(re.findall(re.escape(s) + TAGGED, s + first, re.IGNORECASE)), first.count(s))
    )
    # A quotation mark that is never closed takes all that follows into its cell, this last line, too.
    lines = csv.reader(io.StringIO(f"{text}\n{END}", newline=""), delimiter=separator, strict=False)
    try:
        rows = [row for row in lines if any(row)]
    except csv.Error as error:
        raise FormError(f"The export cannot be read as a table: {error}. Save it as CSV again.") from None
    if rows.pop() != [END]:
        where = f"row {len(rows)}" if rows else "the headings"
        raise FormError(
            f"A quotation mark in {where} is never closed, so the rows after it cannot be told apart. Close it, or "
            "export the form again."
        )
    return rows


def tag_of(heading: str) -> str:
    """Return the tag that a heading begins with, such as 1a; nothing where it begins with none.

    Examples
    --------
    >>> tag_of("2 B) How shady?"), tag_of("Your name")
    ('2b', '')
    """
    match = TAG.match(heading)
    return f"{int(match[1])}{match[2].lower()}" if match else ""


def _columns(
    heads: list[str], questions: Questions, headings: Mapping[str, str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    tags = questions.tags
    columns: dict[str, int] = {}
    for place, head in enumerate(heads):
        tag = tag_of(head)
        if tag not in tags:
            continue
        if tag in columns:
            raise FormError(f"Two columns begin with {tag}: {heads[columns[tag]]!r} and {head!r}. Keep one.")
        columns[tag] = place
    by_words = []
    for tag, words in headings.items():
        places = [
            p for p, head in enumerate(heads) if p not in columns.values() and plain_words(head) == plain_words(words)
        ]
        if tag in tags and tag not in columns and len(places) == 1:
            columns[tag] = places[0]
            by_words.append(tag)
    return {tag: columns[tag] for tag in tags if tag in columns}, tuple(by_words)


def _answer(cell: str, words: Mapping[str, int | str], steps: int) -> int | str | None:
    """Return a step, "not-sure", an empty text for a blank, or nothing for what is no answer."""
    plain = plain_words(cell)
    if plain in words:
        return words[plain]
    if not plain or cell in DASHES:
        return ""
    match = STEP.match(cell)
    if not match:
        return None
    said = plain_words(cell[match.end() :])
    step = int(match[1])
    if step == 0 and (not said or words.get(said) == NOT_SURE):
        return NOT_SURE
    if not 1 <= step <= steps or (said and said in words and words[said] != step):
        return None
    # "4 people told me" is no answer; "4: quite a lot" is one, and so is a plain 4.
    return step if not said or words.get(said) == step or not words else None


def plain_words(text: str) -> str:
    """Return the words of a cell or a heading as they are compared: without case, marks and doubled spaces."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
