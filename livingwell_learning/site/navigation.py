"""The ways through a book: its contents in parts, the head's own links, and what to read after a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx import addnodes
from sphinx.util import logging

from .reading import minutes, words_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
LABEL = 28
"""The most characters of a page's ``nav_title``: what fits one line of the contents."""

LISTED = "contents"
"""Key of the front matter: ``contents: "false"`` leaves a page out of the contents of all others."""

MAIN = 5
"""How many parts the head of a page names when the book does not say which."""


@dataclass(frozen=True)
class Part:
    """A part of the book with its pages, in reading order."""

    caption: str
    pages: tuple[str, ...]


def _beneath(env: BuildEnvironment, page: str) -> list[str]:
    return [page, *(found for child in env.toctree_includes.get(page, []) for found in _beneath(env, child))]


def parts_of(env: BuildEnvironment, root: str) -> list[Part]:
    """Return the parts of a book, each with all its pages; a book without parts is one part without a caption."""
    found = []
    for toctree in env.tocs[root].findall(addnodes.toctree):
        pages = [page for top in toctree["includefiles"] for page in _beneath(env, top)]
        found.append(Part(toctree.get("caption") or "", tuple(pages)))
    return found


def label(env: BuildEnvironment, page: str) -> str:
    """Return the short name of a page: its ``nav_title``, else its headline."""
    title = env.titles.get(page)
    return env.metadata.get(page, {}).get("nav_title") or (title.astext() if title else page)


def named_next(env: BuildEnvironment, page: str) -> list[str]:
    """Return the pages that an editor wrote under ``next`` in the front matter: one, or several with commas."""
    written = env.metadata.get(page, {}).get("next", "")
    try:
        value = json.loads(written)
    except (json.JSONDecodeError, TypeError):
        value = str(written).split(",")
    return [str(name).strip().removeprefix("/").removesuffix(".md") for name in value if str(name).strip()]


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a label that is too long for the contents, and of a next page that is no page."""
    for page in sorted(env.found_docs):
        short = env.metadata.get(page, {}).get("nav_title", "")
        if len(short) > LABEL:
            LOGGER.warning(
                "nav_title %r has %d characters; the contents have room for %d. Shorten it in the front matter",
                short, len(short), LABEL, location=page, type="livingwell",
            )  # fmt: skip
        for name in named_next(env, page):
            if name not in env.found_docs:
                LOGGER.warning(
                    "next in the front matter names %r, which is no page of this book. Write a page's path from the "
                    "folder of pages, like %r",
                    name, next(iter(sorted(env.found_docs))), location=page, type="livingwell",
                )  # fmt: skip


def _uri(app: Sphinx, here: str, page: str) -> str:
    return app.builder.get_relative_uri(here, page) or "#"


def _contents(app: Sphinx, parts: list[Part], here: str) -> list[dict[str, Any]]:
    return [
        {
            "caption": part.caption,
            "open": here in part.pages or not part.caption,
            "pages": [
                {"label": label(app.env, p), "uri": _uri(app, here, p), "here": p == here}
                for p in part.pages
                if p == here or app.env.metadata.get(p, {}).get(LISTED) != "false"
            ],
        }
        for part in parts
    ]


def _main(app: Sphinx, parts: list[Part], here: str) -> list[dict[str, Any]]:
    """Return the few links at the head of every page: those that the book names, else the first page of each part."""
    named = app.config.livingwell_main_links or [
        {"label": part.caption, "page": part.pages[0]} for part in parts[:MAIN] if part.caption and part.pages
    ]
    around = next((part.pages for part in parts if here in part.pages), ())
    # Several links may lead into one part: a page belongs to the one that names it, else to the first.
    inside = [entry["page"] for entry in named if entry["page"] in around]
    current = here if here in inside else next(iter(inside), "")
    return [
        {
            "label": entry["label"],
            "uri": _uri(app, here, entry["page"]),
            "current": ("page" if entry["page"] == here else "true") if entry["page"] == current else "",
        }
        for entry in named
    ]


def _onward(app: Sphinx, here: str, context: dict[str, Any]) -> list[dict[str, str]]:
    """Return what to read next: what an editor chose, else the next page in order."""
    titles = app.env.titles
    chosen = [
        {"link": app.builder.get_relative_uri(here, page), "title": titles[page].astext()}
        for page in named_next(app.env, here)
        if page in titles
    ]
    following = context.get("next")
    return chosen or (
        [{"link": following["link"], "title": Markup(following["title"]).striptags()}] if following else []
    )


def fill(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template contents, main links, what to read next, and what stands above the headline."""
    metadata = app.env.metadata.get(pagename, {})
    parts = parts_of(app.env, app.config.root_doc)
    part = next((part for part in parts if pagename in part.pages), None)
    words = words_of(app.env, pagename)
    # A tool takes longer than its words.
    time = int(metadata.get("minutes") or 0) or (minutes(words) if words else 0)
    context.update(
        lw_parts=_contents(app, parts, pagename),
        lw_main_links=_main(app, parts, pagename),
        lw_onward=_onward(app, pagename, context),
        lw_part=part.caption if part else "",
        lw_kicker=metadata.get("kicker", ""),
        lw_minutes=time if pagename != app.config.root_doc else 0,
    )


def setup(app: Sphinx) -> None:
    """Register the configuration value and the events."""
    app.add_config_value("livingwell_main_links", [], "html")
    app.connect("env-check-consistency", check)
    app.connect("html-page-context", fill)
