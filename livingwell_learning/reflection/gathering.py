"""Gather everything that came in for one round: files, codes in a text, the export of a form."""

from __future__ import annotations

import secrets
from calendar import month_name
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import t
from .asking import questions_in
from .codes import MOST_MARKS
from .files import FileError, RoundError, bytes_of, name_of
from .forms import MOST_CHARACTERS, plain_words, read_form, tag_of, tagged
from .pasted import find
from .ratings import STEPS
from .reflections import Reflection
from .round_files import is_round, reopen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .decoding import Decoded
    from .questions import Questions
    from .rounds import Round


WRONG = {
    "questions": "it answers other questions than these",
    "length": "it is too short or too long for a code",
    "character": "it has a character that no code has",
    "check": "it has a slip in it",
    "answers": "it holds an answer that these questions do not have",
}
NOT_SURE_WORDS = {"not sure"}


def gather(
    _kind: type[Round], *files: str | Path, codes: str | Path = "", form: str | Path = "",
    questions: Questions | None = None, steps: Sequence[str] = (), months: Collection[int] = (), day: str = "",
    about: str = "",
) -> Round:  # fmt: skip
    """Return a round of everything that came in, closed where a day is given.

    Parameters
    ----------
    *files
        Files of reflections; or one file of a round, and nothing else.
    codes
        Any text with codes in it, or the path of one. A code with a slip, or of other questions, is refused here;
        :func:`~.pasted.find` lists them with what may have been meant.
    form
        The export of a form, its path, or cells pasted from it; see :func:`~.forms.read_form`. A cell that is no
        answer is refused here.
    questions
        What was asked. Without it the files tell, see :func:`~.asking.questions_in`, or a form that stands alone, by
        its tags (:func:`~.forms.tagged`); codes by themselves tell nothing of it.
    steps
        The words of the steps on the form, lowest first; those of the table of words if not given.
    months
        Which months' codes count (:func:`~.codes.month_of`); to be given where they are of several.
    day
        The day on which the round closes; none leaves it open.
    about
        What people were thinking of. Without it what the files say, where they say the same.

    Raises
    ------
    FileError, RoundError, FormError
        When something cannot be read, is no answer to the questions, or nothing tells the questions.

    Examples
    --------
    >>> from livingwell_learning.reflection import Questions, Reflection, Round, encode
    >>> questions = Questions("orchard", "1", ("sun-shade",), ("one", "other"))
    >>> one, *more = (
    ...     Reflection(questions, {"sun-shade": {"now": {"one": n, "other": 3}}}, date="2026-11-27", mark=n)
    ...     for n in range(1, 6)
    ... )
    >>> group = Round.read(one.to_json(), codes=" and ".join(map(encode, more)), day="2026-11-28")
    >>> group.questions == questions, group.summary()["people"]
    (True, 5)
    >>> Round.read(codes=encode(one))
    Traceback (most recent call last):
    livingwell_learning.reflection.files.RoundError: A code tells neither its questions nor how many there are. \
Give questions=…, or beside it the files of reflections in the same round; questions_in(file) finds the questions of \
a round that was saved.
    """
    codes, form = _text(codes, "codes"), _text(form, "form")
    rounds = [file for file in files if is_round(file)]
    if rounds and len(files) == 1 and not codes and not form:
        if day or about or months:
            raise RoundError(
                f"{name_of(files[0])} is a closed round, which keeps its day, what it is about and its codes."
            )
        return reopen(files[0], questions, _kind)
    if rounds:
        raise RoundError(f"{name_of(rounds[0])} is a closed round, which takes no more answers. Read it by itself.")
    group = _kind(questions or _asked(*files, codes=codes, form=form), about)
    reflections = [Reflection.read(file, group.questions) for file in files]
    if not about:
        group.about = _thought_of([(name_of(file), one.about) for file, one in zip(files, reflections, strict=True)])
    for file, reflection in zip(files, reflections, strict=True):
        if reflection.questions != group.questions:
            raise RoundError(f"{name_of(file)} answers other pairs than this round asks.")
        group.add(reflection.answers, mark=reflection.mark, way="file")
    for decoded in _decoded(codes, group.questions, months):
        group.add(decoded.answers, mark=decoded.mark, way="code")
    for answers in _filled_in(form, group.questions, steps) if form else []:
        group.add(answers, mark=secrets.randbelow(MOST_MARKS), way="form")
    if day:
        _close(group, day, reflections)
    return group


def _asked(*files: str | Path, codes: str, form: str) -> Questions:
    if files:
        return questions_in(*files)
    if form and not codes:
        return tagged(form)
    what = "A code tells neither its questions nor how many there are" if codes else "Nothing is given"
    raise RoundError(
        f"{what}. Give questions=…, or beside it the files of reflections in the same round; "
        "questions_in(file) finds the questions of a round that was saved."
    )


def _close(group: Round, day: str, reflections: list[Reflection]) -> None:
    if group.conflicts:
        marks = ", ".join(sorted({str(person.mark) for person in group.conflicts}))
        raise RoundError(
            f"Answers came again and differ; their marks: {marks}. Read without day=, settle(mark, …) each, then close."
        )
    last = max((one.date for one in reflections), default="")
    group.close(day)
    if last > day:
        raise RoundError(f"A reflection is of {last}, after {day}. Give the day on which the round closes.")


def _thought_of(files: list[tuple[str, str]]) -> str:
    said: dict[str, tuple[str, list[str]]] = {}
    for name, about in files:
        if about.strip():
            said.setdefault(" ".join(about.casefold().split()), (about, []))[1].append(name)
    if len(said) > 1:
        apart = "; ".join(f"{' and '.join(names)} ({about!r})" for about, names in said.values())
        raise RoundError(f"These files think of different things: {apart}. Read them apart, or say about=… for all.")
    return next((about for about, _ in said.values()), "")


def _decoded(codes: str, questions: Questions, months: Collection[int]) -> Iterator[Decoded]:
    by_month: dict[int, list[tuple[int, Decoded]]] = {}
    for found in find(codes, questions):
        if found.decoded is None:
            near = f" Was {found.likely[0]} meant?" if found.likely else " Ask for it again, or leave it out."
            raise RoundError(f"Line {found.line} of the codes, {found.text}: {WRONG[found.reason]}.{near}")
        by_month.setdefault(found.decoded.month, []).append((found.line, found.decoded))
    if codes and not by_month:
        raise RoundError("No code stands in the text of codes. If it names a file, give Path(…).")
    chosen = _chosen(months, by_month)
    if len(by_month) > 1 and not chosen:
        lines = "; ".join(f"{_month(m)} (lines {', '.join(str(n) for n, _ in by_month[m])})" for m in sorted(by_month))
        raise RoundError(f"The codes are of several months: {lines}. Choose which count: months=[…].")
    for month, some in by_month.items():
        yield from (decoded for _, decoded in some if not chosen or month in chosen)


def _chosen(months: Collection[int], there: Collection[int]) -> set[int]:
    if isinstance(months, str) or not isinstance(months, Iterable):
        raise RoundError(f"months is {months!r}. Give a list, such as months=[10].")
    for month in months:
        if month not in there:
            said = ", ".join(map(_month, sorted(there))) or "none"
            raise RoundError(f"No code is of the month {month!r}. The months of the codes: {said}.")
    return set(months)


def _month(number: int) -> str:
    return f"{number} ({month_name[number % 12 + 1]} of an {'odd' if number >= 12 else 'even'} year)"


def _filled_in(
    form: str, questions: Questions, steps: Sequence[str]
) -> list[dict[str, dict[str, dict[str, int | str]]]]:
    usual = [t(f"rating.step_{number}") for number in range(1, STEPS + 1)] if questions.steps == STEPS else []
    read = read_form(form, questions, _checked_steps(steps, questions) or usual)
    if strange := [head for head in read.dropped if tag_of(head)]:
        raise RoundError(
            f"The form asks {', '.join(map(repr, strange))}, and these questions do not. Give the questions of the "
            "form, or a heading without a tag."
        )
    if read.missing:
        raise RoundError(
            f"No column of the form asks {', '.join(read.missing)}. Begin its heading with that tag, or give the "
            "questions of the form."
        )
    if read.unread:
        row, tag, cell = read.unread[0]
        raise RoundError(
            f"Row {row} of the form, {tag}: {cell!r} is no answer; cells like this: {len(read.unread)}. Write a number "
            f"from 1 to {questions.steps}, or 0 for not sure, or give the words of the steps: steps=[…]."
        )
    return read.people


def _checked_steps(steps: Sequence[str], questions: Questions) -> Sequence[str]:
    if isinstance(steps, str) or not isinstance(steps, Sequence) or not all(isinstance(word, str) for word in steps):
        raise RoundError(f"steps is {steps!r}. Give a list of words, lowest first.")
    words = {plain_words(word) for word in steps}
    if steps and (len(steps) != questions.steps or len(words) < len(steps) or "" in words or NOT_SURE_WORDS & words):
        raise RoundError(
            f"steps is {list(steps)!r}. Give {questions.steps} different words, lowest first, none of marks alone "
            "and none that means not sure."
        )
    return steps


def _text(given: str | Path, what: str) -> str:
    if isinstance(given, str):
        return given
    if not isinstance(given, Path):
        raise RoundError(f"{what} is {type(given).__name__}. Give one text, or a Path.")
    try:
        text = bytes_of(given, MOST_CHARACTERS).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            f"{given.name} cannot be read: {error}. Save it again as text in UTF-8, a spreadsheet as CSV.", "content"
        ) from None
    if not text.strip():
        raise FileError(f"{given.name} is empty. Give the file that holds the {what}.", "missing")
    return text
