"""Gather everything that came in for one round: files, codes in a text, the export of a form."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from .codes import MOST_MARKS
from .files import RoundError
from .forms import read_form
from .pasted import find
from .reflections import Reflection
from .round_files import is_round, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from .questions import Questions
    from .rounds import Round


def gather(
    kind: type[Round], *files: str | Path, questions: Questions, codes: str, form: str, day: str, about: str
) -> Round:
    """Return the round; see :meth:`~.rounds.Round.read`."""
    if len(files) == 1 and not codes and not form and is_round(files[0]):
        return reopen(files[0], questions, kind)
    group = kind(questions, about)
    for file in files:
        reflection = Reflection.read(file, questions)
        if reflection.questions != questions:
            raise RoundError(f"{file} answers other pairs than this round asks.")
        group.add(reflection.answers, mark=reflection.mark, way="file")
    for found in find(codes, questions):
        if found.decoded is None:
            near = f" Was {found.likely[0]} meant?" if found.likely else ""
            raise RoundError(f"Line {found.line} of the codes, {found.text}: {found.reason}.{near}")
        group.add(found.decoded.answers, mark=found.decoded.mark, way="code")
    if form:
        for answers in read_form(form, questions).people:
            group.add(answers, mark=secrets.randbelow(MOST_MARKS), way="form")
    if day:
        group.close(day)
    return group
