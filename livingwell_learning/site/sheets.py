"""One style sheet for what every page wears, and a further one only on the pages that show what it dresses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = "lw.css"
THEME = "site.css"
FIRST = ("lw-tokens.css", "lw-fonts.css")
# A part of the theme's style, and what stands in the HTML of a page that needs it; each may refine those before it.
PARTS = {
    "blocks": ("<blockquote", "admonition"),
    "a-to-z": ("lw-letters",),
    "drawn": ("lw-drawn",),
    "list-of-sources": ('class="citation', 'class="lw-uses'),
    "original": ("lw-original",),
    "original-words": ("lw-original-words", "lw-stanza", "lw-poem-whose"),
    "rows": ("lw-rows",),
}
PLACES = ("body", "lw_sources", "lw_terms")


def worn_by_all(app: Sphinx) -> list[str]:
    """Return the names of the style sheets that every page wears, in the order in which they follow each other."""
    own = [name if isinstance(name, str) else name[0] for name in app.config.html_css_files]
    return [*FIRST, THEME, "sources.css", *(name for name in own if ":" not in name)]


def parts_on(html: str) -> list[str]:
    """Return the parts of the theme's style that a page needs.

    Examples
    --------
    >>> parts_on('<table class="lw-rows">')
    ['rows']
    """
    return [name for name, signs in PARTS.items() if any(sign in html for sign in signs)]


def name_sheets(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template which sheets a page asks for."""
    html = "".join(str(context.get(place) or "") for place in PLACES)
    context["lw_sheet"] = f"_static/{SHEET}"
    context["lw_worn_by_all"] = worn_by_all(app)
    context["lw_part_sheets"] = [f"_static/parts/{name}.css" for name in parts_on(html)]


def write(app: Sphinx, error: Exception | None) -> None:
    """Put the sheets that every page wears into one, when all of them stand."""
    static = Path(app.outdir) / "_static"
    if error or app.builder.format != "html":
        return
    paths = [static / name for name in worn_by_all(app)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
    (static / SHEET).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the events, after all that fill a page or write a sheet."""
    app.connect("html-page-context", name_sheets, priority=850)
    app.connect("build-finished", write, priority=900)
