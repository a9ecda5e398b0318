"""Find the codes in whatever was pasted: a chat, mails, a list; and what looks like a code with a slip in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .checks import LENGTH, VALUE, grouped, ignorable, is_sound, plain
from .codes import CodeError
from .decoding import decode
from .slips import likely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .decoding import Decoded
    from .questions import Questions

QUOTE = ">|"
TOKEN = re.compile(r"[^\W_]+")
FEWEST = 10
VOWELS = frozenset("AEIOU")


@dataclass(frozen=True)
class Found:
    """A code in a text, or what may be one.

    Parameters
    ----------
    text
        The code in groups of four; with a slip, the text as it was pasted, in groups of four.
    line
        Its line, counted from 1.
    decoded
        What the code holds; nothing with a slip, or for other questions.
    month
        The month in a sound code, 0 to 23.
    reason
        Empty for a code that answers the questions, else a key of :class:`CodeError`: ``questions`` for a sound
        code of another set-up, ``check``, ``length`` or ``character`` for a slip.
    likely
        What may have been meant; to be offered, never used unasked.
    """

    text: str
    line: int
    decoded: Decoded | None = None
    month: int | None = None
    reason: str = ""
    likely: tuple[str, ...] = ()


def find(text: str, questions: Questions) -> list[Found]:
    """Return the codes in a text, in their order, and what looks like a code with a slip.

    A code starts and ends where a word does. Spaces, dashes, line breaks, the marks of a quoted reply at the start of
    a line and zero-width signs inside it do not count.

    Parameters
    ----------
    text
        Anything that can be pasted.
    questions
        What was asked.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> find("nothing here, at 12:30", questions)
    []
    """
    tokens = [match.span() for match in TOKEN.finditer(text)]
    taken: list[tuple[int, int, Found]] = []
    reached = 0
    for start, _ in tokens:
        if start < reached or text[start].upper() not in LENGTH:
            continue
        end, code = _sound_at(text, start)
        if end:
            reached = end
            taken.append((start, end, _sound(grouped(code), _line(text, start), questions)))
    free = _doubtful(text, tokens, taken, questions)
    return [found for _, _, found in sorted([*taken, *free], key=lambda item: item[0])]


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _sound_at(text: str, start: int) -> tuple[int, str]:
    length, code, place = LENGTH[text[start].upper()], "", start
    while place < len(text):
        character = text[place].upper()
        if character in VALUE:
            code += character
            if len(code) == length:
                ends = place + 1 == len(text) or not text[place + 1].isalnum()
                return (place + 1, code) if ends and is_sound(code) else (0, "")
        elif not ignorable(character) and not _is_quote(text, place):
            return 0, ""
        place += 1
    return 0, ""


def _is_quote(text: str, place: int) -> bool:
    before = text[:place].rpartition("\n")[2] if text[place] in QUOTE else "x"
    return not before.strip(QUOTE + " \t")


def _sound(code: str, line: int, questions: Questions) -> Found:
    bare = decode(code)
    try:
        return Found(code, line, bare.with_questions(questions), bare.month)
    except CodeError as error:
        return Found(code, line, month=bare.month, reason=error.reason)


def _doubtful(
    text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int, Found]], questions: Questions
) -> list[tuple[int, int, Found]]:
    found = []
    for run in _runs(text, tokens, taken):
        best = _best(text, run, questions)
        if best:
            found.append((run[0][0], run[-1][1], best))
    return found


def _runs(
    text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int, Found]]
) -> Iterator[list[tuple[int, int]]]:
    spans = iter([(start, end) for start, end, _ in taken])
    span = next(spans, None)
    run: list[tuple[int, int]] = []
    for start, end in tokens:
        while span and span[1] <= start:
            span = next(spans, None)
        inside = span is not None and span[0] <= start < span[1]
        between = text[run[-1][1] : start] if run else ""
        joined = run and all(ignorable(c) or _is_quote(text, run[-1][1] + i) for i, c in enumerate(between))
        begins = text[start].upper() in LENGTH
        full = sum(e - s for s, e in run) >= min(LENGTH.values()) - 1
        fits = not inside and _is_like_a_code(text[start:end])
        if run and (not fits or not joined or (begins and ("\n" in between or full))):
            yield run
            run = []
        if fits and (run or begins or end - start >= FEWEST):
            run.append((start, end))
    if run:
        yield run


def _is_like_a_code(token: str) -> bool:
    capitals = token.upper()
    known = sum(c in VALUE for c in capitals)
    digits = any(c.isdigit() for c in capitals)
    return capitals.isascii() and known >= 0.7 * len(capitals) and (digits or not VOWELS & set(capitals))


def _best(text: str, run: list[tuple[int, int]], questions: Questions) -> Found | None:
    start = run[0][0]
    line = _line(text, start)
    sizes = {length + d for length in LENGTH.values() for d in (-1, 0, 1)}
    for _, end in reversed(run):
        written = plain(text[start:end].replace(">", "").replace("|", ""))
        if len(written) in sizes:
            near = likely(written, questions)
            if near:
                return Found(grouped(written), line, reason=_reason(written), likely=tuple(near))
    whole = plain(text[start : run[-1][1]].replace(">", "").replace("|", ""))
    groups = sum(end - begin == 4 for begin, end in run)
    shaped = groups >= 3 or len(run) == 1
    if whole[0] in LENGTH and shaped and FEWEST <= len(whole) <= max(LENGTH.values()) + 4:
        return Found(grouped(whole), line, reason=_reason(whole))
    return None


def _reason(written: str) -> str:
    if len(written) != LENGTH.get(written[0], -1):
        return "length"
    return "character" if any(c not in VALUE for c in written) else "check"
