"""What a page may load and run: its own site's files, and nothing that is written into the page."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .html_parts import HtmlParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

STRICT = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    # Pictures that a reader makes and takes home are drawn from memory.
    "img-src": ("'self'", "data:", "blob:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "media-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
FROZEN = {
    "default-src": ("'none'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}
"""For a page without scripts that others may show in a frame: who may, no policy inside a page can say."""
AWAY = re.compile(r'<a\b(?=[^>]*\bhref="(?:https?:)?//)(?![^>]*\brel=)')
MAY_BE_STYLE = re.compile(r"<style\b|[\s\"'/]style\s*=", re.IGNORECASE)
PLACES = ("body", "lw_help", "lw_sources", "lw_terms")


class _Styles(HtmlParts):
    """The style attributes and style elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.elements: set[str] = set()
        self._open: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.update(value for name, value in attrs if name == "style" and value)
        if tag == "style":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._open is not None:
            self.elements.add("".join(self._open))
            self._open = None


def digest(text: str) -> str:
    """Return how a policy names a script or a style that stands in a page.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy_for(
    html: str,
    more: Mapping[str, Iterable[str]] | None = None,
    *,
    base: Mapping[str, Iterable[str]] = STRICT,
) -> str:
    """Return the Content-Security-Policy of a page.

    Parameters
    ----------
    html
        What stands on the page. A style that an author or a notebook's output wrote into it is let through by its
        digest; a script never is.
    more
        Further sources by directive, for a page whose tool needs them.
    base
        What every page of its kind may do.

    Returns
    -------
    str
        The value for ``<meta http-equiv="Content-Security-Policy">``.

    Examples
    --------
    >>> policy_for("<p>Text</p>").split("; ")[:2]
    ["default-src 'none'", "script-src 'self'"]
    >>> policy_for("", {"script-src": ["'wasm-unsafe-eval'"]}).split("; ")[1]
    "script-src 'self' 'wasm-unsafe-eval'"
    """
    directives = {name: [*sources] for name, sources in base.items()}
    if MAY_BE_STYLE.search(html):
        found = _Styles(html)
        if found.attributes:
            directives["style-src"].append("'unsafe-hashes'")
        directives["style-src"] += sorted({digest(text) for text in found.attributes | found.elements})
    for name, sources in (more or {}).items():
        kept = [source for source in directives.get(name, []) if source != "'none'"]
        directives[name] = [*kept, *sources]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def quiet_links(html: str) -> str:
    """Return HTML whose links to other sites tell them nothing of the page that they were on.

    Examples
    --------
    >>> quiet_links('<a href="https://example.org/">Away</a> <a href="count.html">Here</a>')
    '<a rel="noreferrer" href="https://example.org/">Away</a> <a href="count.html">Here</a>'
    """
    return AWAY.sub('<a rel="noreferrer"', html)


def guard(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page its policy; ``lw_policy`` in its context holds what its own tool needs beside."""
    for place in PLACES:
        html = context.get(place)
        if html:
            quiet = quiet_links(str(html))
            context[place] = Markup(quiet) if isinstance(html, Markup) else quiet
    written = "".join(str(context.get(place) or "") for place in PLACES)
    # A single quotation mark is no danger between double ones, and a policy is full of them.
    context["lw_policy"] = Markup(escape(policy_for(written, context.get("lw_policy")), quote=False))


def setup(app: Sphinx) -> None:
    """Connect the event, after all that fill in the page."""
    app.connect("html-page-context", guard, priority=900)
