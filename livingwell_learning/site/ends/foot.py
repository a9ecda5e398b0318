"""The end of each page: how to cite it, when it was edited, under which licence, and where to report a mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ...markup import render
from ...words import day as in_words
from ..contact import where_to
from .edited import edited_on
from .reference import Reference
from .settings import address_of, ends_of, is_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER, MODULE = "cite", "ends.mjs"
NOBODY = ("", "unknown", "the jupyter book community")
"""What Sphinx and Jupyter Book write for a book that names no author."""
HERE = "\0"
LINE_OF_HERE = re.compile(f".*{HERE}.*\n?")


def reference_of(app: Sphinx, page: str) -> Reference | None:
    """Return what is known of a page of the book, or nothing where the book names no author."""
    author = " ".join(str(app.config.author).split())
    if author.lower() in NOBODY:
        return None
    whole, root = str(app.config.html_title), page == app.config.root_doc
    return Reference(
        title=whole if root else app.env.titles[page].astext(),
        whole="" if root else whole,
        author=author,
        page="" if root else page,
        edited=edited_on(app, page),
        address=address_of(app, page),
        language=str(app.config.language or "en"),
    )


def forms(reference: Reference) -> list[tuple[str, Markup, str]]:
    """Return each form of a reference for a program: its name, its text for the page, and the ending of its file.

    Where the page has no known address, its line waits for the one at which a reader finds the page.
    """
    address = reference.address or HERE
    texts = (("BibTeX", reference.bibtex(address), "bib"), ("RIS", reference.ris(address), "ris"))
    return [(name, Markup(LINE_OF_HERE.sub(_waiting, str(escape(text)))), ending) for name, text, ending in texts]


def _waiting(line: re.Match[str]) -> str:
    kept = line.group().replace(HERE, "*").replace("\n", "&#10;")
    return f'<span data-lw-here="{kept}"></span>'


def fill(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Hand the end of a page to the theme, and write the files of its reference."""
    if not is_on(app.config) or pagename not in app.env.found_docs:
        return
    ends, reference = ends_of(app.config), reference_of(app, pagename)
    day, title = edited_on(app, pagename), app.env.titles[pagename].astext()
    address, relative = address_of(app, pagename), app.builder.get_target_uri(pagename)
    contact = str(app.config.livingwell_contact or "").strip()
    if not (reference or day or contact or ends.licence):
        return
    offered = []
    for name, text, ending in forms(reference) if reference else ():
        file = f"{FOLDER}/{pagename}.{ending}"
        offered.append((name, text, context["pathto"](file, 1)))
    if reference:
        write(Path(app.outdir) / FOLDER / pagename, reference)
    licence = Markup('<a rel="license noreferrer" href="{}">{}</a>').format(ends.licence_url, ends.licence)
    context["lw_ends"] = render(
        "site/ends/foot.html", reference=reference, forms=offered, relative="" if address else relative, ends=ends,
        day=in_words(day) if day else "", licence=licence if ends.licence_url else ends.licence,
        mistake=hidden(where_to(contact, title, address or relative)) if contact else "",
        module=MODULE,
    )  # fmt: skip


def hidden(address: str) -> Markup:
    """Return a link as it stands in a page: an email address in a way that its harvesters do not read."""
    return Markup(str(escape(address)).replace("@", "&#64;").replace("mailto:", "&#109;ailto&#58;"))


def write(path: Path, reference: Reference) -> None:
    """Write the files that a program for references takes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for text, ending in ((reference.bibtex(), "bib"), (reference.ris(), "ris")):
        path.with_name(f"{path.name}.{ending}").write_text(f"{text}\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("html-page-context", fill, priority=700)
