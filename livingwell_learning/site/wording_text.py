"""Take the text for readers out of the source of a page, each piece with its line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})\s*(.*?)\s*$")
OPTION = re.compile(r"^\s*:(caption|alt|title):\s*(.*)$")
ANY_OPTION = re.compile(r"^\s*:[\w-]+:")
ATTRIBUTES = re.compile(r"^\s*\{.*=.*\}\s*$")
VALUE = re.compile(r'="([^"]*)"')
FRONT = re.compile(r"^\s*[\w-]+:\s*(.*?)\s*$")
LABEL = re.compile(r"^\s*\([\w-]+\)=\s*$")
NOT_PROSE = (
    re.compile(r"`[^`]*`"),
    re.compile(r"<[^<>`]*>"),
    re.compile(r"\]\([^()\s]*\)"),
    re.compile(r"https?://\S+"),
)
CITATION = re.compile(r"\{cite[^}]*\}`[^`]*`")
ROLE = re.compile(r"\{[a-z:]+\}`([^`]*?)\s*(?:<[^<>`]*>)?`")


@dataclass(frozen=True)
class Piece:
    """Some text of one line, and whether it is shown as it is typed or goes through smart quotes first."""

    line: int
    text: str
    typed: bool


def pieces(source: str) -> Iterator[Piece]:
    r"""Yield the text for readers in a MyST page: prose, front matter, captions, raw HTML and the strings of code.

    Parameters
    ----------
    source
        The whole page.

    Yields
    ------
    Piece
        In the order of lines, but for code, whose strings come when its cell ends.

    Examples
    --------
    >>> [(piece.line, piece.text.strip()) for piece in pieces("# One\n\nSee `a-b` and [two](two.md).\n")]
    [(1, '# One'), (3, 'See       and [two         .')]
    """
    lines = source.split("\n")
    start = 0
    if lines and lines[0].strip() == "---":
        start = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---"), 0) + 1
        for number, line in enumerate(lines[:start], start=1):
            if value := FRONT.match(line):
                yield Piece(number, _unquoted(value[1]), True)
    fences: list[tuple[str, str]] = []
    code: list[tuple[int, str]] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        fence = FENCE.match(line)
        if fence and fences and not fence[2] and fence[1].startswith(fences[-1][0]):
            if fences.pop()[1] == "code":
                yield from _strings(code)
            code = []
        elif fences and fences[-1][1] in ("code", "skip"):
            code.append((number, line))
        elif fence:
            fences.append((fence[1], _kind(fence[2])))
        elif fences and (option := OPTION.match(line)):
            yield Piece(number, option[2], True)
        elif (fences and ANY_OPTION.match(line)) or LABEL.match(line):
            continue
        elif ATTRIBUTES.match(line):
            yield from (Piece(number, value, True) for value in VALUE.findall(line))
        elif line.strip():
            yield Piece(number, _prose(line), bool(fences) and fences[-1][1] == "raw")


def _kind(info: str) -> str:
    """Say what a fence holds: ``code`` that runs, ``raw`` text, what to ``skip``, or more of the ``page``."""
    if info.startswith("{code-cell}"):
        return "code"
    if info.startswith("{raw}"):
        return "raw"
    return "page" if info.startswith("{") else "skip"


def _prose(line: str) -> str:
    line = CITATION.sub(_blank, line)
    line = ROLE.sub(lambda match: " " + match[1].ljust(len(match[0]) - 1), line)
    for pattern in NOT_PROSE:
        line = pattern.sub(_blank, line)
    return line


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _strings(code: list[tuple[int, str]]) -> Iterator[Piece]:
    """Yield the strings of a code cell; code that cannot be parsed is for its own run to name."""
    body = [(number, line) for number, line in code if not ANY_OPTION.match(line)]
    if not body:
        return
    try:
        tree = ast.parse("\n".join(line for _, line in body))
    except SyntaxError:
        return
    numbers = [number for number, _ in body]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield Piece(numbers[node.lineno - 1], node.value, True)
