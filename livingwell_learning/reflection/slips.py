"""What may have been meant by a code with a slip in it; always to be offered, never used unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checks import ALPHABET, LENGTH, grouped, is_sound, plain
from .codes import CodeError
from .decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .questions import Questions


def likely(code: str, questions: Questions | None = None) -> list[str]:
    """Return the codes that may have been meant: one character changed, two neighbours swapped, one lost or added.

    Parameters
    ----------
    code
        A text that is no code, or answers other questions.
    questions
        Keep only those that answer these questions.

    Returns
    -------
    list of str
        In groups of four; empty where nothing is near. To be offered, never used unasked.
    """
    text = plain(code, strange="?")
    found = dict.fromkeys(_near(text))
    if questions is not None:
        found = dict.fromkeys(near for near in found if _fits(near, questions))
    return [grouped(near) for near in found]


def _near(text: str) -> Iterable[str]:
    yield from (near for near in _tries(text) if near != text and is_sound(near))


def _tries(text: str) -> Iterable[str]:
    for first, length in LENGTH.items():
        if len(text) == length:
            if text[0] != first:
                yield first + text[1:]
            else:
                yield from (text[:i] + c + text[i + 1 :] for i in range(1, length) for c in ALPHABET)
            swapped = (text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(length - 1))
            yield from (near for near in swapped if near[0] == first)
        elif len(text) == length - 1:
            yield first + text
            if text[:1] == first:
                yield from (text[:i] + c + text[i:] for i in range(1, length) for c in ALPHABET)
        elif len(text) == length + 1:
            yield from (near for near in (text[:i] + text[i + 1 :] for i in range(length + 1)) if near[0] == first)


def _fits(text: str, questions: Questions) -> bool:
    try:
        decode(text, questions)
    except CodeError:
        return False
    return True
