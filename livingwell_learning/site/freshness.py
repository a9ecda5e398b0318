"""Write again, in a build that goes on from the last one, each page that shows something of a page that changed."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from .navigation import label
from .sources.domain import sources_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

KEPT = "livingwell_shown"


def stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, because what they show of other pages is no longer so.

    Every page shows the contents, and so the titles and labels of all pages and the names of what can be linked to.
    Pages that cite show the labels of sources; a list of sources shows which pages cite them.
    """
    now = shown(env)
    before: dict[str, str] = getattr(env, KEPT, now)
    setattr(env, KEPT, now)
    return sorted(page for page in env.found_docs if before.get(page) != now.get(page))


def shown(env: BuildEnvironment) -> dict[str, str]:
    """Return a digest, for each page, of all that it can show of other pages."""
    labels = env.get_domain("std").data
    titles = [(name, env.titles[name].astext(), label(env, name)) for name in sorted(env.titles)]
    everywhere = [titles, sorted(env.toctree_includes.items()), sorted(env.config.html_theme_options.items())]
    everywhere += [sorted(labels["labels"].items()), sorted(labels["anonlabels"].items())]
    base = sha256(repr(everywhere).encode())
    if "cite" not in env.domains:
        return {page: base.hexdigest() for page in env.found_docs}
    cites = sources_domain(env)
    citing = cites.cited_by_page()
    listing = {citation.bibliography_key.docname for citation in cites.citations}
    known = {citation.key: (citation.citation_id, str(citation.formatted_entry.text)) for citation in cites.citations}
    digests = {}
    for page in env.found_docs:
        own = base.copy()
        if page in listing:
            own.update(repr(sorted(citing.items())).encode())
        own.update(repr([known.get(key) for key in citing.get(page, ())]).encode())
        digests[page] = own.hexdigest()
    return digests


def setup(app: Sphinx) -> None:
    """Connect the event, after those who work out what the citations show."""
    app.connect("env-updated", stale, priority=900)
