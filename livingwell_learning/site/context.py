"""Fill in what the theme's templates need to know of each page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from markupsafe import Markup

from ..words import html as words_to
from ..words import t
from .execution import data_folder
from .figures import has_charts, widgets_on
from .glossary import notes_of
from .help import help_panel

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

HEADING = re.compile(
    r"(?P<open><h[1-6][^>]*>)(?P<words>(?:(?!</h[1-6]).)*?)"
    r'<a class="headerlink" href="(?P<anchor>#[^"]+)"[^>]*>[^<]*</a>(?P<close></h[1-6]>)',
    re.DOTALL,
)
HEADLINE = re.compile(r'<div class="lw-heading"><h1\b.*?</div>|<h1\b.*?</h1>', re.DOTALL)
IN_CAPTION = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>(?=\s*</(?:caption|figcaption|p|dt)>)')
LAYOUTS = Path(__file__).parent / "theme" / "static" / "layouts"
DESCRIPTION_LENGTH = 155
WHOLE = ("landing", "quiet")
"""Layouts that are seen as one: no list of their sections stands in them."""
OTHER = {"search": "search.describe"}


def describe(doctree: nodes.document | None) -> str:
    """Return the first paragraph of a page, cut at a word, for search engines."""
    if doctree is None:
        return ""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
    text = " ".join(paragraph.astext().split()) if paragraph is not None else ""
    return text if len(text) <= DESCRIPTION_LENGTH else text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"


def other(pagename: str) -> str:
    """Return what a page that is no page of the book says of itself."""
    return t(OTHER[pagename]) if pagename in OTHER else ""


def linked(match: re.Match[str]) -> str:
    """Put a heading's own link beside the heading, so that the heading's name is its words and no sign."""
    level, words, anchor = match["open"], match["words"], match["anchor"]
    name = words_to("page.link_to", name=Markup(words).striptags())
    link = f'<a class="headerlink" href="{anchor}" aria-label="{name}"></a>'
    return f'<div class="lw-heading">{level}{words}{match["close"]}{link}</div>'


def opened(body: str) -> tuple[str, str, str]:
    """Split a page before and after its headline, so that the theme can put what opens the page around it."""
    found = HEADLINE.search(body)
    return (body[: found.start()], found.group(), body[found.end() :]) if found else ("", "", body)


def fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add description, contents, help lines, word notes and the assets of the widgets on the page."""
    metadata = app.env.metadata.get(pagename, {})
    body = context.get("body") or ""
    layout = metadata.get("layout", "")
    context["body"] = IN_CAPTION.sub("", HEADING.sub(linked, body))
    context.update(
        lw_description=metadata.get("description") or describe(doctree) or other(pagename),
        lw_help=help_panel(app, pagename),
        lw_terms=notes_of(app, pagename),
        lw_widgets=widgets_on(body),
        lw_charts=has_charts(body),
        lw_opened=opened,
        lw_layout=layout,
        lw_layout_sheet=f"_static/layouts/{layout}.css" if (LAYOUTS / f"{layout}.css").is_file() else "",
        lw_sections="" if layout in WHOLE else sections(context.get("toc") or ""),
    )


def sections(toc: str) -> str:
    """Return the list of a page's own sections, or nothing where there are fewer than three."""
    inner = re.search(r"<ul>\s*<li>.*?(<ul>.*</ul>)\s*</li>\s*</ul>", toc, re.DOTALL)
    return inner.group(1) if inner and inner.group(1).count("<li>") >= 3 else ""


def leave_unsaid(app: Sphinx, config: Config) -> None:
    """Take back the author and the year that Jupyter Book gives to a book whose settings name none."""
    path = data_folder(app).parent / "_config.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    if not isinstance(content, dict):
        return
    said = {*content, *((content.get("sphinx") or {}).get("config") or {})}
    for name in {"author", "copyright"} - said:
        config[name] = ""


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("config-inited", leave_unsaid)
    app.connect("html-page-context", fill)
