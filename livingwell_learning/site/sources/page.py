"""The sources of one page: what stands behind all of it, its list at the end, and on paper its own address and date."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.util import logging

from ...data import anchor, did_you_mean, sentences
from ...markup import render
from ...words import day, t
from ..tables import tables_of
from .domain import labels_of, source_of, sources_domain
from .marks import PAGES
from .nodes import Mark, Written

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
SOURCED = re.compile(r'href="(?!\w+:)[^"#]+#(source-[^"]+)"')
SOURCE = "source"
"""Key of the front matter that names what stands behind the whole page."""


def read_front_matter(app: Sphinx, doctree: nodes.document) -> None:
    """Take the sources that a page names for all of it; an unknown one is a warning."""
    metadata = app.env.metadata[app.env.docname]
    keys = str(metadata.get(SOURCE) or "").replace(",", " ").translate(str.maketrans("", "", "[]'\"")).split()
    known = tables_of(app).source_keys if keys else ()
    for key in keys:
        if key not in known:
            LOGGER.warning(
                "%s", sentences(f"references.bib has no source {key!r}.", did_you_mean(key, known)).rstrip("."),
                location=(app.env.docname, 1), type="livingwell",
            )  # fmt: skip
    metadata["livingwell_source"] = [key for key in dict.fromkeys(keys) if key in known]


def name_source(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say once, under the title, what the whole page rests on."""
    metadata = app.env.metadata.get(docname, {})
    keys = metadata.get("livingwell_source", [])
    title = next(iter(doctree.findall(nodes.title)), None)
    if not keys or title is None or metadata.get("layout") == "landing" or app.builder.name not in PAGES:
        return
    more = len(sources_domain(app.env).cited_by_page()[docname]) > len(keys)
    labels = labels_of(app)
    named = [
        {"title": source_of(app, key).title, "language": source_of(app, key).language,
         "anchor": anchor(key), "number": at, "label": labels[key],
         "first": not any(key == target[0] for mark in doctree.findall(Mark) for target in mark["targets"])}
        for at, key in enumerate(keys, 1)
    ]  # fmt: skip
    retold = bool(metadata.get("livingwell_retold"))
    line = Written(html=str(render("site/sources/named.html", sources=named, retold=retold, more=more)))
    title.parent.insert(title.parent.index(title) + 1, line)


def entries_of(app: Sphinx, docname: str, body: str) -> list[dict[str, Any]]:
    """Return the sources of a page by number, with all that a reader on paper needs to find each again."""
    domain = sources_domain(app.env)
    places = domain.places()
    entries = []
    for at, key in enumerate(domain.cited_by_page().get(docname, []), 1):
        page, place = places.get(key, ("", ""))
        source = source_of(app, key)
        entries.append({
            "anchor": anchor(key), "number": at, "label": labels_of(app)[key],
            "shown": _shown(*source.parts, source.url, source.language),
            "note": "" if source.url else source.note, "marked": f'id="mark-{anchor(key)}"' in body,
            "more": f"{app.builder.get_relative_uri(docname, page)}#{place}" if page else "",
        })  # fmt: skip
    return entries


@cache
def _shown(title: str, rest: str, url: str, language: str) -> Markup:
    """Return the line of a source, which many pages show."""
    shown = {"title": title, "rest": rest, "url": url, "language": language}
    return Markup(render("site/sources/shown.html", entry=shown).strip())


def say_once(body: str, entries: list[dict[str, Any]]) -> str:
    """Let a figure name a source that the list of the page holds by number and label, which lead there.

    Examples
    --------
    >>> entry = {"shown": "A report. A trust, 2018.", "number": 2, "anchor": "trust", "label": "A trust, 2018"}
    >>> say_once("<li>A report. A trust, 2018.</li>", [entry])
    '<li><a href="#cited-trust">Source 2: A trust, 2018</a>.</li>'
    """
    for entry in entries:
        words = escape(t("sources.mark", number=entry["number"], label=entry["label"]))
        body = body.replace(f"<li>{entry['shown']}</li>", f'<li><a href="#cited-{entry["anchor"]}">{words}</a>.</li>')
    return body


def lead_straight(app: Sphinx, pagename: str, body: str) -> str:
    """Let links of figures to a source on the page of all sources lead to the page that holds it whole."""
    places = {place: page for page, place in sources_domain(app.env).places().values()}

    def straight(found: re.Match[str]) -> str:
        page = places.get(found[1])
        return f'href="{app.builder.get_relative_uri(pagename, page)}#{found[1]}"' if page else found[0]

    return SOURCED.sub(straight, body)


def fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Hand the list, and what paper says of the page, to the theme."""
    known = pagename in app.env.found_docs
    address = context.get("pageurl") or app.builder.get_target_uri(pagename)
    fixed = bool(context.get("pageurl"))
    printed = render("site/sources/printed.html", address=address, fixed=fixed, day=day(built_on()))
    # axe: entries of a bibliography may not have their former role inside a list.
    body = (context.get("body") or "").replace(' role="doc-biblioentry"', ' role="listitem"')
    entries = entries_of(app, pagename, body) if known else []
    body = context["body"] = lead_straight(app, pagename, say_once(body, entries))
    listed = {entry["anchor"] for entry in entries}
    far = any(key not in listed for key in re.findall(r'href="[^"#]+#source-([^"]+)"', body))
    shown = str(render("site/sources/page.html", entries=entries, far=far)) if entries else ""
    context["lw_sources"] = shown + str(printed)


def built_on() -> date:
    """Return the day of the build; ``SOURCE_DATE_EPOCH`` sets it where builds must be the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("doctree-read", read_front_matter, priority=600)
    app.connect("doctree-resolved", name_source, priority=600)
    app.connect("html-page-context", fill, priority=600)
    app.add_css_file("sources.css")
