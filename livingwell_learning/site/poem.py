"""Show a poem whose text the rights holder supplies, or say in its place where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .original import NEEDS as NEEDED_BY_COPY
from .original import original_of, skip, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NEEDS = NEEDED_BY_COPY
"""Without it the note stands in the poem's place."""


class Poem(nodes.General, nodes.Element):
    """A poem, or the note that stands for it."""


class Stanza(nodes.Part, nodes.Element):
    """Lines of a poem that belong together."""


class Verse(nodes.Part, nodes.TextElement):
    """One line of a poem."""


class PoemDirective(SphinxDirective):
    """Print the poem; its content is the note that stands there in a copy of the book without the text."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the poem stanza by stanza, or the note."""
        original = original_of(self.env.app)
        if original is None or original.poem is None:
            note = Poem()
            place = nodes.container(classes=["lw-poem-place"])
            place += self.parse_content_to_nodes() or [nodes.paragraph("", words_of(self.env.app).poem)]
            note += place
            return [note]
        poem = Poem(title=original.poem.title, author=original.poem.author)
        for lines in original.poem.stanzas:
            stanza = Stanza()
            stanza += [Verse(line, line) for line in lines]
            poem += stanza
        return [poem]


def visit_poem(self: Any, node: Poem) -> None:
    """Open the poem under its title and its author; an anchor set before it has become an id of the node."""
    self.body.extend(f'<span id="{name}"></span>' for name in node["ids"])
    if "title" not in node:
        return
    title, author = self.encode(node["title"]), self.encode(node["author"])
    by = f" <span>by {author}</span>" if author else ""
    self.body.append(f'<figure class="lw-poem">\n<figcaption><cite>{title}</cite>{by}</figcaption>\n<blockquote>\n')


def depart_poem(self: Any, node: Poem) -> None:
    """Close the poem, and say whose it is."""
    if "title" in node:
        whose = self.encode(words_of(self.builder.app).poem_whose)
        self.body.append(f'</blockquote>\n</figure>\n<p class="lw-poem-whose">{whose}</p>\n')


def visit_stanza(self: Any, node: Stanza) -> None:
    """Open a stanza: a paragraph, which a screen reader reads and steps over as one."""
    self.body.append('<p class="lw-stanza">')


def depart_stanza(self: Any, node: Stanza) -> None:
    """Close a stanza."""
    self.body.append("</p>\n")


def visit_verse(self: Any, node: Verse) -> None:
    """Open a line: a box of its own, so that a line that does not fit hangs."""
    self.body.append("<span>")


def depart_verse(self: Any, node: Verse) -> None:
    """Close a line with a break, which also holds where there is no style sheet: in a copy, a feed, a reader view."""
    last = node.parent.children[-1] is node
    self.body.append("</span>" if last else "</span><br>\n")


def setup(app: Sphinx) -> None:
    """Register the directive and the nodes."""
    app.add_directive("poem", PoemDirective)
    for node, visit, depart in (
        (Poem, visit_poem, depart_poem),
        (Stanza, visit_stanza, depart_stanza),
        (Verse, visit_verse, depart_verse),
    ):
        app.add_node(node, html=(visit, depart), latex=(skip, None), text=(skip, None))
