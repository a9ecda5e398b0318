"""Write the formulas of a page as MathML, which browsers show and read aloud without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.util import logging

from ..words import t

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
LINES = re.compile(r"\\\\|&")
ESCAPED = re.compile(r"\\.")
LEFT_OVER = re.compile(r"<m[io]>\s*(\\[A-Za-z]+|&(?!\w+;|#))")


class MathsError(ValueError):
    """A formula cannot be read; the message says what in it, and what to do."""


def mathml(latex: str, *, block: bool = False) -> str:
    r"""Return a formula of LaTeX as MathML.

    Parameters
    ----------
    latex
        What stands between the dollar signs. Lines that end in ``\\`` stand below one another.
    block
        Whether the formula stands on a line of its own.

    Raises
    ------
    MathsError
        When it is not closed, or has a command that is not known.

    Examples
    --------
    >>> mathml("a^2")
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><msup><mi>a</mi><mn>2</mn></msup></math>'
    """
    text = latex.strip()
    if block and LINES.search(text) and r"\begin" not in text:
        text = rf"\begin{{split}}{text}\end{{split}}"
    try:
        written = convert(text, display="block" if block else "inline")
    except Exception as error:  # the library's errors have no kind in common
        said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        raise MathsError(
            f"cannot be read as a formula: {said}. Look for a bracket or a command that is not closed"
        ) from None
    bare = ESCAPED.sub("", text)
    if bare.count("{") != bare.count("}"):
        raise MathsError("has a brace that nothing closes, or opens. Give each { its }")
    if found := LEFT_OVER.search(written):
        raise MathsError(f"has {found[1]}, which is no command known here. Correct it, or say it in words")
    return re.sub(r"^(<math[^>]*>)<mrow>(.*)</mrow></math>$", r"\1\2</math>", written, flags=re.DOTALL)


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of each formula that cannot be read."""
    line = 1
    for node in doctree.findall(nodes.Element):
        line = node.line or line
        if isinstance(node, nodes.math | nodes.math_block):
            try:
                mathml(node.astext(), block=isinstance(node, nodes.math_block))
            except MathsError as error:
                LOGGER.warning(
                    "the formula %r %s", node.astext(), error, location=(app.env.docname, line), type="livingwell"
                )


def write_inline(self: Any, node: nodes.math) -> None:
    """Write a formula that stands in a sentence."""
    self.body.append(_written(node.astext(), block=False))
    raise nodes.SkipNode


def write_block(self: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number and the link to it where it has a label."""
    named = {"data-lw-name": t("page.formula")}
    self.body.append(self.starttag(node, "div", CLASS="lw-scroll lw-formula", **named))
    self.body.append(_written(node.astext(), block=True))
    if node["number"]:
        self.body.append(f'<span class="lw-formula-number">({node["number"]})</span>')
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _written(latex: str, *, block: bool) -> str:
    try:
        return mathml(latex, block=block)
    except MathsError:
        return str(nodes.Text(latex))  # the page is not published: the check has named it


def setup(app: Sphinx) -> None:
    """Take the place of the script that Sphinx would load for formulas."""
    app.add_html_math_renderer("livingwell", (write_inline, None), (write_block, None))
    app.connect("doctree-read", check)
