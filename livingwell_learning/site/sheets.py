"""One style sheet for what every page wears, and a further one only on the pages that show what it dresses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..widgets.joining import LATER_MARK, LATER_STYLE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = "lw.css"
THEME = "site.css"
FIRST = ("lw-tokens.css", "lw-fonts.css")
OPENER = 'class="lw-opener"'
# A part of the theme's style, and what stands in the HTML of a page that needs it; each may refine those before it.
PARTS = {
    "blocks": (
        "<blockquote",
        "admonition",
        "lw-formula",
        "lw-help-sources",
        "lw-unknown",
        "lw-glossary",
        "lw-also",
        "<code",
    ),
    "a-to-z": ("lw-letters",),
    "drawn": ("lw-drawn",),
    "list-of-sources": ('class="citation', 'class="lw-uses'),
    "every-source": ("lw-every-source",),
    "opener": (OPENER,),
    "original": ("lw-original",),
    "original-words": ("lw-original-words", "lw-stanza", "lw-poem-whose"),
    "rows": ("<table", "lw-scroll"),
}
PLACES = ("body", "lw_sources", "lw_terms")
FIGURE = '<div class="lw-widget"'
FAR = 150
"""With so many words before it, a figure begins below the first screen of a phone: its style need not come first."""
TAG = re.compile(r"<[^>]*>")
DRESSED = re.compile(r'data-lw-dress="(\w+)"')
"""A part of a widget on a page of its own."""
LATER = re.compile(rf'{FIGURE}[^>]*data-lw-widget="(\w+)"(?:(?!{FIGURE}).)*?{LATER_MARK}', re.DOTALL)
# A block of rules for some medium, or a rule by itself; and what one rule says of one property.
RULES = re.compile(r"(@media[^{]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}|([^{}@]+)\{([^{}]*)\}")
TOKEN = re.compile(r"(--[\w-]+)\s*:[^;}]*;?\s*")
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def worn_by_all(app: Sphinx) -> list[str]:
    """Return the names of the style sheets that every page wears, in the order in which they follow each other."""
    return [*dict.fromkeys([*FIRST, THEME, "sources.css", *_own(app)])]


def _own(app: Sphinx) -> list[str]:
    names = [name if isinstance(name, str) else name[0] for name in app.config.html_css_files]
    return [name for name in names if ":" not in name]


def parts_on(html: str) -> list[str]:
    """Return the parts of the theme's style that a page needs.

    Examples
    --------
    >>> parts_on('<table class="lw-rows">')
    ['rows']
    """
    return [name for name, signs in PARTS.items() if any(sign in html for sign in signs)]


def tokens_in(css: str) -> dict[tuple[str, str], set[str]]:
    """Return the tokens that a style sheet sets, by medium and by what it sets them for.

    Examples
    --------
    >>> tokens_in("@media print { .lw-tokens, .x { --lw-a: 1; color: red } }")
    {('@mediaprint', ':root'): {'--lw-a'}, ('@mediaprint', '.x'): {'--lw-a'}}
    """
    found: dict[tuple[str, str], set[str]] = {}
    for medium, block, chosen, said in RULES.findall(REMARK.sub("", css)):
        for _, _, each, tokens in RULES.findall(block) if medium else [("", "", chosen, said)]:
            for one in each.split(","):
                found.setdefault(_key(medium, one), set()).update(TOKEN.findall(tokens))
    return found


def _key(medium: str, chosen: str) -> tuple[str, str]:
    return "".join(medium.split()), "".join(chosen.replace(".lw-tokens", ":root").split())


def without_overruled(tokens: str, own: str) -> str:
    """Return the neutral tokens without those that the book's own style sets anew for the same place.

    The whole page is marked ``lw-tokens``, so that this class and ``:root`` are one place there.

    Examples
    --------
    >>> without_overruled(".lw-tokens { --lw-a: 1; --lw-b: 2; }", ":root { --lw-a: 3; }")
    '.lw-tokens { --lw-b: 2; }'
    >>> without_overruled("@media print { .lw-tokens { --lw-a: 1; } }", "@media print { :root { --lw-a: 3; } }")
    ''
    """
    overruled = tokens_in(own)
    if re.search(r"@(?!media|font-face|page)", own):
        return tokens  # what is set under a further condition may not be set at all

    def rule(found: re.Match[str], medium: str = "") -> str:
        if found[1]:
            inner = RULES.sub(lambda inner: rule(inner, found[1]), found[2])
            return f"{found[1]}{{{inner}}}" if inner.strip() else ""
        gone = overruled.get(_key(medium, found[3]), set())
        kept = TOKEN.sub(lambda token: "" if token[1] in gone else token[0], found[4])
        return f"{found[3]}{{{kept}}}" if kept.strip() else ""

    return RULES.sub(rule, REMARK.sub("", tokens))


def name_sheets(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template which sheets a page asks for."""
    html = "".join(str(context.get(place) or "") for place in PLACES) + OPENER * bool(context.get("lw_opener"))
    context["lw_sheet"] = f"_static/{SHEET}"
    context["lw_worn_by_all"] = worn_by_all(app)
    parts = [name for name in parts_on(html) if name != "drawn" or not context.get("lw_drawing_sheet")]
    context["lw_part_sheets"] = [f"_static/parts/{name}.css" for name in parts]
    body = str(context.get("body") or "")
    shown = context.get("lw_widgets") or []
    names = [f"{name}/{name}" for name in shown] or [
        f"{name}/{end}" for name in DRESSED.findall(body) for end in (name, "later")
    ]
    sheets = ["_static/widgets/kit.css", *(f"_static/widgets/{name}.css" for name in names)] if names else []
    links = "".join(f'<link rel="stylesheet" href="{context["pathto"](sheet, 1)}">\n' for sheet in sheets)
    before, figure, after = body.partition(FIGURE)
    far = bool(figure) and len(TAG.sub(" ", before).split()) >= FAR
    context["lw_figure_links"] = "" if far else links
    if figure:
        context["body"] = LATER.sub(lambda found: later(context, found), f"{before}{links * far}{figure}{after}")


def later(context: dict[str, Any], found: re.Match[str]) -> str:
    """Return a link to the further style of a widget, at the place in its figure from which on it is needed."""
    href = context["pathto"](f"_static/widgets/{found[1]}/{LATER_STYLE}", 1)
    return f'{found[0].removesuffix(LATER_MARK)}<link rel="stylesheet" href="{href}">'


def write(app: Sphinx, error: Exception | None) -> None:
    """Put the sheets that every page wears into one, when all of them stand."""
    static = Path(app.outdir) / "_static"
    if error or app.builder.format != "html":
        return
    names = [name for name in worn_by_all(app) if (static / name).is_file()]
    sheets = {name: (static / name).read_text(encoding="utf-8") for name in names}
    if FIRST[0] in sheets:
        own = "\n".join(sheets.get(name, "") for name in _own(app))
        sheets[FIRST[0]] = without_overruled(sheets[FIRST[0]], own)
    (static / SHEET).write_text("\n".join(sheets.values()), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the events, after all that fill a page or write a sheet."""
    app.connect("html-page-context", name_sheets, priority=850)
    app.connect("build-finished", write, priority=900)
