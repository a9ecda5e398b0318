"""Fold a part of a page behind its name and how much it holds: the ``fold`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..words import t

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BLOCKS = (nodes.paragraph, nodes.list_item)


class Fold(nodes.General, nodes.Element):
    """A part that opens where it stands, named ``words``, with ``held`` beside its name."""


class FoldDirective(SphinxDirective):
    """Fold what follows: ``{fold} Its name``. ``of`` names what is counted, such as ``organisations``."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"of": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the folded part; an empty one is a mistake."""
        self.assert_has_content()
        fold = Fold(words=self.arguments[0])
        fold += self.parse_content_to_nodes()
        count = held(fold)
        of = self.options.get("of")
        fold["held"] = f"{count} {of}" if of else t("fold.held", count=count)
        return [fold]


def held(part: nodes.Element) -> int:
    """Return how much a part holds: the rows of its table, else its paragraphs and the entries of its lists."""
    bodies = list(part.findall(nodes.tbody))
    if bodies:
        return sum(len(body.children) for body in bodies)
    found = part.findall(lambda node: isinstance(node, BLOCKS))
    return sum(not isinstance(node.parent, nodes.list_item) for node in found)


def visit(self: Any, node: Fold) -> None:
    """Open the part; it opens without scripts, and on paper it is open."""
    words, count = self.encode(node["words"]), self.encode(node["held"])
    self.body.append(f'<details class="lw-fold">\n<summary>{words} <small>{count}</small></summary>\n')


def depart(self: Any, node: Fold) -> None:
    """Close the part."""
    self.body.append("</details>\n")


def nothing(self: Any, node: nodes.Node) -> None:
    """Write the words alone in every other format."""


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    app.add_directive("fold", FoldDirective)
    app.add_node(Fold, html=(visit, depart), latex=(nothing, nothing), text=(nothing, nothing))
