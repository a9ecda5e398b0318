"""Reflection on pairs with two sides: one person's, a group's, how near they stand; pure Python, no screen."""

from __future__ import annotations

from .agreement import agreement, consensus, leik, median, spread
from .asking import questions_in
from .codes import CodeError, encode, month_of, new_mark
from .decoding import BareCode, Decoded, decode
from .files import FileError, RoundError
from .forms import Form, FormError, read_form
from .pasted import Found, find
from .questions import NOT_SURE, Questions, check_answer
from .ratings import STEPS, Answer, Rating, Scale
from .reflections import Reflection
from .rounds import Round
from .sheets import Sheet
from .slips import likely
from .squares import Person
from .tallies import Tally

__all__ = [
    "NOT_SURE", "STEPS", "Answer", "BareCode", "CodeError", "Decoded", "FileError", "Form", "FormError", "Found",
    "Person", "Questions", "Rating", "Reflection", "Round", "RoundError", "Scale", "Sheet", "Tally", "agreement",
    "check_answer", "consensus", "decode", "encode", "find", "leik", "likely", "median", "month_of", "new_mark",
    "questions_in", "read_form", "spread",
]  # fmt: skip
