"""Find what an author would not have meant, and what no parser minds: it would be published without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from myst_nb.core.render import NbElementRenderer
from sphinx.util import logging

from ..data import did_you_mean, sentences

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
KEYS = (
    "author", "authors", "date", "description", "execution", "html_meta", "jupytext", "kernelspec", "keywords",
    "language_info", "layout", "minutes", "myst", "mystnb", "nav_title", "no-search", "nosearch", "nocomments",
    "orphan", "source", "substitutions", "subtitle", "tags", "title", "tocdepth", "uncited",
)  # fmt: skip
LITERAL = (
    "code", "code-block", "code-cell", "eval-rst", "literalinclude", "math", "mermaid", "parsed-literal", "raw",
    "sourcecode",
)  # fmt: skip
NAME = re.compile(r"^\{([^}]+)\}")
PRINTS = "prints"
NOTE = re.compile(r"\[\^[^\]\s]+\]")
REFERENCE = re.compile(r"\[[^\[\]]+\]\[[^\[\]]+\]")
APART = (
    nodes.literal,
    nodes.literal_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.comment,
    nodes.system_message,
)


class AuthoringRenderer(NbElementRenderer):  # type: ignore[misc]
    """Warn of what a cell prints: it is published as it stands, with paths of this machine in a warning."""

    def render_stdout(
        self, output: NotebookNode, cell_metadata: dict[str, Any], cell_index: int, source_line: int
    ) -> list[nodes.Element]:
        """Render what a cell prints, and ask its author whether readers are to see it."""
        shown: list[nodes.Element] = super().render_stdout(output, cell_metadata, cell_index, source_line)
        if shown and PRINTS not in cell_metadata.get("tags", ()):
            self._warn(
                "this cell prints %r, and readers would see it. Show a table or a figure instead, take the print out, "
                "or tag the cell `prints` if they are to", output["text"], source_line,
            )  # fmt: skip
        return shown

    def render_stderr(
        self, output: NotebookNode, cell_metadata: dict[str, Any], cell_index: int, source_line: int
    ) -> list[nodes.Element]:
        """Render what a cell writes to its stream of errors, and warn that readers would see it."""
        shown: list[nodes.Element] = super().render_stderr(output, cell_metadata, cell_index, source_line)
        if shown:
            self._warn(
                "this cell raises a warning or writes to stderr: %r. Mend what it warns of, or tag the cell "
                "`remove-stderr`", output["text"], source_line,
            )  # fmt: skip
        return shown

    def _warn(self, words: str, text: str, line: int) -> None:
        first = next((line for line in text.splitlines() if line.strip()), text)
        env = self.renderer.sphinx_env
        LOGGER.warning(words, first.strip(), location=(env.docname, line - 1), type="livingwell")


def check_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Warn of fences that nothing closes and of keys that nothing reads, before a page is parsed."""
    if not str(app.env.doc2path(docname)).endswith(".md"):
        return
    for line, words in [*front_matter_faults(source[0]), *unclosed_fences(source[0])]:
        LOGGER.warning("%s", words, location=(docname, line), type="livingwell")


def front_matter_faults(text: str) -> Iterator[tuple[int, str]]:
    r"""Give line and words of each key at the top of a page that is misspelt, or given twice.

    Examples
    --------
    >>> list(front_matter_faults("---\ndescripton: x\n---\n"))[0][1]
    "'descripton' is no key of a page. Did you mean 'description'? Correct it."
    """
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        return
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    try:
        tree = yaml.compose("\n".join(lines[1:end]), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        yield line, "this line between the first two --- is no YAML. Look at its spaces, colons and quotation marks"
        return
    seen: set[str] = set()
    for key, _ in tree.value if isinstance(tree, yaml.MappingNode) else ():
        name, line = str(key.value), key.start_mark.line + 2
        if name in seen:
            yield line, f"{name!r} is given twice, and only one counts. Remove the other"
        seen.add(name)
        if name not in KEYS and (guess := did_you_mean(name, KEYS)):
            yield line, sentences(f"{name!r} is no key of a page.", guess, "Correct it.")


def unclosed_fences(text: str) -> list[tuple[int, str]]:
    r"""Return line and words of each fence that is never closed, so that all that follows lands inside it.

    Examples
    --------
    >>> unclosed_fences("Text\n\n```{note}\nMore\n")[0][0]
    3
    """
    if not any(mark in text for mark in ("```", "~~~", ":::")):
        return []
    # What stands within a paragraph opens no fence, and reading it takes most of the time.
    parser = MarkdownIt("commonmark").use(colon_fence_plugin).use(front_matter_plugin).disable("inline")
    return list(_unclosed(parser, text.split("\n"), 1))


def _unclosed(parser: MarkdownIt, lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    for token in parser.parse("\n".join(lines)):
        if token.type not in ("fence", "colon_fence") or token.map is None:
            continue
        begin, end = token.map
        opened = first + begin
        if not _closes(token, lines[begin:end]):
            yield opened, f"nothing closes the fence {token.markup} that opens here. Add a line {token.markup} after it"
            continue
        name = NAME.match(token.info.strip())
        if name is None or name[1] in LITERAL:
            continue
        for line, words in _unclosed(parser, lines[begin + 1 : end - 1], opened + 1):
            if lines[line - first].strip().startswith(token.markup[0] * len(token.markup)) and (
                len(lines[line - first].strip()) - len(lines[line - first].strip().lstrip(token.markup[0]))
                == len(token.markup)
            ):
                mark = token.markup
                yield opened, f"nothing closes the fence {mark} before line {line} opens another. Add a line {mark}"
            else:
                yield line, words


def _closes(token: Token, lines: list[str]) -> bool:
    """Whether the last line of a fence is one that closes it, inside a quotation or list or not."""
    last = lines[-1].lstrip("> \t").rstrip() if len(lines) > 1 else ""
    return len(last) >= len(token.markup) and set(last) == {token.markup[0]}


def check_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a page without a headline or with two, and of marks that lead to no note and no address."""
    docname = app.env.docname
    tops = [node for node in doctree.children if isinstance(node, nodes.section)]
    if not tops:
        words = "the page has no headline, so nothing can name it. Begin it with one line that starts with a single #"
        LOGGER.warning(words, location=(docname, 1), type="livingwell")
    for extra in tops[1:]:
        words = "%r is a second headline of the page. Give it ## , or a page of its own"
        LOGGER.warning(words, extra[0].astext(), location=(docname, extra.line or 1), type="livingwell")
    for text in doctree.findall(nodes.Text):
        if any(_is_apart(text)):
            continue
        for pattern, what in ((NOTE, "a note"), (REFERENCE, "an address")):
            if found := pattern.search(str(text)):
                words = "%r leads to %s that the page does not give. Add it below, or take the mark out"
                LOGGER.warning(words, found[0], what, location=(docname, _line(text)), type="livingwell")


def _is_apart(text: nodes.Text) -> Iterator[bool]:
    node = text.parent
    while node is not None:
        yield isinstance(node, APART)
        node = node.parent


def _line(text: nodes.Text) -> int:
    node: Any = text.parent
    while node is not None and not node.line:
        node = node.parent
    return node.line if node is not None else 1


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_doctree)
