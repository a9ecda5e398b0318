"""Find what browsers pass over in silence: a style sheet of the book in which something is left open or misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2

from .faults import Fault
from .settings import PAGES

FOLDERS = (PAGES, "widgets")
END = "livingwell-end"
"""The selector of a rule that is put after each sheet: where it is not found, something before it is open."""


def style_faults(root: Path) -> list[Fault]:
    """Return each line of a book's own style sheets that a browser would not understand."""
    found = []
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.css")):
        name = path.relative_to(root)
        if any(part.startswith(".") for part in name.parts):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            found.append(Fault(name.as_posix(), None, "The file is no text in UTF-8", "Save it as UTF-8."))
            continue
        found += [Fault(name.as_posix(), line, rule, remedy) for line, rule, remedy in slips(text)]
    return found


def slips(text: str) -> list[tuple[int, str, str]]:
    r"""Return line, rule and remedy of each slip in a style sheet.

    Examples
    --------
    >>> slips("main { color: red }\n")
    []
    >>> [line for line, *_ in slips("main {\n  colour red;\n  margin: 0\n  padding: 0\n}\np { margin: 0")]
    [2, 3, 6]
    """
    nodes = tinycss2.parse_stylesheet(f"{text}\n{END} {{}}", skip_whitespace=True)
    last = nodes.pop()
    found = list(_within(nodes))
    if last.type == "comment":
        found.append((last.source_line, "Nothing closes the remark that begins here", "Write */ where it ends."))
    elif tinycss2.serialize(getattr(last, "prelude", None) or []).strip() != END:
        found.append((last.source_line, "Nothing closes the rule that begins here", "Write } where it ends."))
    return sorted(found)


def _within(nodes: list[Any]) -> Iterator[tuple[int, str, str]]:
    for node in nodes:
        if node.type == "error":
            yield node.source_line, "This is no rule of a style sheet", "Write `name: value;`, with both signs."
        elif node.type == "declaration":
            yield from _value(node)
        elif node.type in ("qualified-rule", "at-rule"):
            yield from _head(node)
            if node.content is not None:
                yield from _within(tinycss2.parse_blocks_contents(node.content, skip_whitespace=True))


def _head(node: Any) -> Iterator[tuple[int, str, str]]:
    signs = {token.value if token.type == "literal" else token.type for token in node.prelude}
    if "error" in signs or (node.type == "qualified-rule" and ";" in signs):
        rule = "What stands before this { is no selector"
        yield node.source_line, rule, "Look for a { or a } that is missing above it, or one too many."


def _value(node: Any) -> Iterator[tuple[int, str, str]]:
    if any(token.type == "error" for token in node.value):
        rule = f"The value of `{node.name}` cannot be read"
        yield node.source_line, rule, "Look for a quotation mark or a bracket that is missing, or one too many."
    elif not node.name.startswith("--") and any(token.type == "literal" and token.value == ":" for token in node.value):
        yield node.source_line, f"Nothing ends the value of `{node.name}`", "Write ; after it."
