"""Routes through a book for readers with little or much time, each with the time that its words take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..markup import render
from .navigation import label, parts_of
from .reading import minutes, name_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
NOTED = "livingwell_routes"


class Routes(nodes.General, nodes.Element):
    """A list of routes; what they take is known when all pages are read."""


class RoutesDirective(SphinxDirective):
    """List routes: a YAML list of ``title``, ``words`` and ``stops``, or ``part`` for all pages of some parts.

    A stop is a page, or a section of one as ``page#section``.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; a list that cannot be read is a warning with its line."""
        try:
            entries = [dict(entry) for entry in yaml.safe_load("\n".join(self.content)) or []]
            bad = [e for e in entries if not e.get("title") or not (e.get("stops") or e.get("parts"))]
        except (yaml.YAMLError, TypeError, ValueError, AttributeError) as error:
            entries, bad = [], [{"error": str(error)}]
        if bad or not entries:
            LOGGER.warning(
                "the routes cannot be read (%s). Each needs a title, and stops (pages) or parts (captions of the "
                "table of contents)",
                bad or "there are none", location=self.get_location(), type="livingwell",
            )  # fmt: skip
            return []
        self.env.metadata[self.env.docname][NOTED] = True
        return [Routes(routes=entries, where=self.get_location())]


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write each list of routes with the minutes of its words; a stop that is nowhere is a warning."""
    for node in list(doctree.findall(Routes)):
        routes = [_route(app, docname, entry, node["where"]) for entry in node["routes"]]
        html = render("site/routes.html", routes=routes)
        node.replace_self(nodes.raw("", html, format="html"))


def _route(app: Sphinx, here: str, entry: dict[str, Any], where: str) -> dict[str, Any]:
    env = app.env
    stops = [str(stop) for stop in entry.get("stops") or []]
    whole = not stops
    wanted = entry.get("parts") or []
    if whole:
        parts = {part.caption: part.pages for part in parts_of(env, app.config.root_doc)}
        for caption in wanted:
            if caption not in parts:
                LOGGER.warning(
                    "a route names the part %r; the table of contents has %s",
                    caption, ", ".join(map(repr, parts)), location=where, type="livingwell",
                )  # fmt: skip
        stops = [page for caption in wanted for page in parts.get(caption, ())]
    total, shown = 0, []
    for stop in stops:
        words = words_of(env, stop)
        if words is None:
            LOGGER.warning(
                "a route stops at %r, which is no page, or no section of one. Write a page's path from the folder of "
                "pages, and after a # the id of a section", stop, location=where, type="livingwell",
            )  # fmt: skip
            continue
        total += words
        page, _, section = stop.partition("#")
        uri = f"#{section}" if page == here else app.builder.get_relative_uri(here, page) + stop.removeprefix(page)
        shown.append({"label": name_of(env, stop) or label(env, page), "uri": uri, "minutes": minutes(words)})
    return {"title": entry["title"], "words": entry.get("words", ""), "minutes": minutes(total), "first": shown[:1],
            "stops": [] if whole or len(shown) < 2 else shown}  # fmt: skip


def again(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write pages with routes again, because the words of any page count there."""
    return [page for page, metadata in env.metadata.items() if metadata.get(NOTED)]


def skip(self: Any, node: nodes.Node) -> None:
    """Leave routes out of every other format."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive, the node and the events."""
    app.add_directive("routes", RoutesDirective)
    app.add_node(Routes, html=(skip, None), latex=(skip, None), text=(skip, None))
    app.connect("env-updated", again)
    app.connect("doctree-resolved", resolve)
