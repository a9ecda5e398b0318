"""What every code is made of: its alphabet, its length and its checks, whatever it says.

The alphabet is the field of integers modulo 23; the last three characters are the checks of a doubly extended
Reed-Solomon code of distance 4 (I. S. Reed and G. Solomon, "Polynomial codes over certain finite fields", SIAM 8,
1960; F. J. MacWilliams and N. J. A. Sloane, The Theory of Error-Correcting Codes, chapter 11, section 5), so any three
wrong characters are noticed and one wrong character can be named.
"""

from __future__ import annotations

from operator import mul

ALPHABET = "23456789CDFHJKMNPQRTVWX"
VALUE = {character: value for value, character in enumerate(ALPHABET)}
FIELD = len(ALPHABET)
LENGTH = {"C": 20, "D": 24}
CHECKS = 3


def plain(code: str, strange: str = "") -> str:
    """Return the characters of a code without what does not count, in capitals.

    A character outside the alphabet is kept, or replaced by ``strange``.
    """
    kept = [c for c in code.upper() if not ignorable(c)]
    return "".join(c if not strange or c in VALUE else strange for c in kept)


def ignorable(character: str) -> bool:
    """Return whether a character does not count inside a code: space, dash, line break, zero-width sign."""
    return character.isspace() or character in IGNORED


DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d_"
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
IGNORED = frozenset(DASHES + ZERO_WIDTH)


def grouped(text: str) -> str:
    """Return a code in groups of four.

    Examples
    --------
    >>> grouped("C2345678")
    'C234 5678'
    """
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def is_sound(text: str) -> bool:
    """Return whether plain characters have a code's first character, length and checks."""
    if len(text) != LENGTH.get(text[:1], -1) or not VALUE.keys() >= set(text):
        return False
    return not any(_syndromes([VALUE[c] for c in text]))


PLACES = range(FIELD)
SQUARES = [place * place % FIELD for place in PLACES]


def _syndromes(values: list[int]) -> tuple[int, int, int]:
    # The 24th place would weigh as the first does; it is the point at infinity, and counts in the third check alone.
    finite, infinite = values[:FIELD], values[FIELD:]
    second, third = sum(map(mul, finite, PLACES)), sum(map(mul, finite, SQUARES)) + sum(infinite)
    return sum(finite) % FIELD, second % FIELD, third % FIELD


def with_checks(values: list[int]) -> list[int]:
    """Return the values with the three that make every check come out as nothing."""
    p = len(values)
    first, second, third = _syndromes(values)
    if p + CHECKS > FIELD:  # the last check is the point at infinity
        # x + y = -first, p x + (p + 1) y = -second
        y = (-second + p * first) % FIELD
        x = (-first - y) % FIELD
        z = (-third - p * p * x - (p + 1) ** 2 * y) % FIELD
    else:
        # Lagrange: with w(i) the sum weighted by i, solve the Vandermonde system for places p, p + 1, p + 2.
        half = pow(2, -1, FIELD)
        a, b, c = -first, -second, -third
        x = (c - (2 * p + 3) * b + (p + 1) * (p + 2) * a) * half % FIELD
        y = -(c - (2 * p + 2) * b + p * (p + 2) * a) % FIELD
        z = (c - (2 * p + 1) * b + p * (p + 1) * a) * half % FIELD
    return [*values, x, y, z]
