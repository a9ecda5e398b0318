"""Turn marks into numbers that open their source, or into author and year where a format has no pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ...data import anchor
from ...markup import render
from .domain import labels_of, sources_domain
from .nodes import Mark, Written, skip, write

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CLOSING = re.compile(r"[.,;:!?)…\u201d\u2019]+")
PAGES = ("html", "dirhtml")


def drop_from_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Take marks out of the title and the contents of a page: a heading may cite, and its name stays words."""
    env = app.env
    for tree in (env.tocs.get(env.docname), env.titles.get(env.docname), env.longtitles.get(env.docname)):
        for mark in list(tree.findall(Mark)) if tree is not None else []:
            parent = mark.parent
            parent.remove(mark)
            if parent.children and isinstance(last := parent.children[-1], nodes.Text):
                parent.replace(last, nodes.Text(last.rstrip()))


def number(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each mark the number that its source has on the page."""
    marks = list(doctree.findall(Mark))
    labels = labels_of(app)
    if app.builder.name not in PAGES:
        for mark in marks:
            words = "; ".join(_around(labels[key], before, after) for key, before, after in mark["targets"])
            mark.replace_self(nodes.Text(f"({words})"))
        return
    keys = sources_domain(app.env).cited_by_page().get(docname, [])
    numbers = {key: at for at, key in enumerate(keys, 1)}
    for parent in {id(mark.parent): mark.parent for mark in marks}.values():
        put_after_punctuation(parent)
    seen: set[str] = set()
    for mark in marks:
        shown = []
        for key, before, after in mark["targets"]:
            shown.append({
                "anchor": anchor(key), "first": key not in seen, "number": _around(str(numbers[key]), before, after),
                "label": labels[key],
            })  # fmt: skip
            seen.add(key)
        mark["html"] = str(render("site/sources/mark.html", sources=shown, follows=mark.get("follows", False)))


def put_after_punctuation(parent: nodes.Element) -> None:
    """Let each run of marks follow the word and its full stop without a gap, wherever an author put it."""
    at = 0
    while at < len(parent.children):
        if not isinstance(parent[at], Mark):
            at += 1
            continue
        end = at + 1
        while end < len(parent.children):
            following = parent[end]
            if isinstance(following, Mark):
                following["follows"] = True
                end += 1
            elif end + 1 < len(parent.children) and _blank(parent[end]) and isinstance(parent[end + 1], Mark):
                parent.remove(parent[end])
            else:
                break
        moved = ""
        after = parent[end].astext() if end < len(parent.children) and isinstance(parent[end], nodes.Text) else ""
        if found := CLOSING.match(after):
            moved = found[0]
            parent[end] = nodes.Text(after[len(moved) :])
        if at and isinstance(before := parent[at - 1], nodes.Text):
            parent[at - 1] = nodes.Text(before.astext().rstrip() + moved)
        elif moved:
            parent.insert(at, nodes.Text(moved))
            end += 1
        at = end


def _blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and not node.astext().strip()


def _around(words: str, before: str, after: str) -> str:
    return f"{before} {words}".strip() + (f", {after}" if after else "")


def setup(app: Sphinx) -> None:
    """Register the nodes and connect the events."""
    app.add_node(Mark, html=(write, None))
    app.add_node(Written, html=(write, None), latex=(skip, None), text=(skip, None))
    # After Sphinx has collected titles and contents, which it does at 500.
    app.connect("doctree-read", drop_from_contents, priority=700)
    app.connect("doctree-resolved", number)
