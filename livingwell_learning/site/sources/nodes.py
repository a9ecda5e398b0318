"""The places on a page where sources show; none has words of its own, so no title, index or search holds them."""

from __future__ import annotations

from typing import Any

from docutils import nodes


class Mark(nodes.Inline, nodes.Element):
    """A small number that stands for the sources ``targets``: key, words before and words after of each."""


class Named(nodes.inline):
    """A maker or a year that names its source in the sentence."""


class Written(nodes.General, nodes.Element):
    """HTML that is written when the page is."""


def write(self: Any, node: nodes.Element) -> None:
    """Write the HTML that was made for the node."""
    self.body.append(node.get("html", ""))
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Leave the node out of every other format."""
    raise nodes.SkipNode
