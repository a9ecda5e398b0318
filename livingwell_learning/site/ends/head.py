"""What a page says of itself to programs: its address, its picture for shared links, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...markup import json_script, render
from ..downloads import archive_name, package_files
from ..sources.domain import source_of, sources_domain
from ..tables import tables_of
from . import cards, feed
from .foot import reference_of
from .reference import Reference
from .settings import Ends, address_of, base_of, ends_of, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from ...data import DataPackage

SCHEMA = "https://schema.org"
DATA = "lw-downloads"
"""What stands on a page that offers the data package."""
FILES = "_static/data"


def highwire(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give the tags that programs for references and search engines of scholars read.

    Examples
    --------
    >>> dict(highwire(Reference("Tea", "A book", "The editors", "a/tea", None, "", "en")))["citation_inbook_title"]
    'A book'
    """
    yield "citation_title", reference.title
    yield "citation_author", reference.author
    if reference.edited:
        yield "citation_publication_date", reference.edited.strftime("%Y/%m/%d")
    if reference.whole:
        yield "citation_inbook_title", reference.whole
    yield "citation_language", reference.language
    if reference.address:
        yield "citation_fulltext_html_url", reference.address


def described(reference: Reference, ends: Ends, kind: str, words: str) -> dict[str, Any]:
    """Return what a page is, in the vocabulary of schema.org; what is not known is left out.

    Examples
    --------
    >>> tea = Reference("Tea", "A book", "The editors", "a/tea", None, "", "en")
    >>> described(tea, Ends("", "", "Report"), "Article", "All of tea.")["isPartOf"]
    {'@type': 'Report', 'name': 'A book'}
    """
    found = {
        "@context": SCHEMA,
        "@type": kind,
        "name": reference.title,
        # Search engines ask articles for a headline.
        "headline": reference.title if kind == "Article" else "",
        "description": words,
        "url": reference.address,
        "author": {"@type": "Organization", "name": reference.author},
        "dateModified": reference.edited.isoformat() if reference.edited else "",
        "inLanguage": reference.language,
        "license": ends.licence_url,
        "isPartOf": {"@type": ends.kind, "name": reference.whole} if reference.whole else "",
    }
    return {name: value for name, value in found.items() if value}


def retold(app: Sphinx, page: str) -> list[dict[str, Any]]:
    """Return the works that stand behind the whole of a page."""
    works = []
    for key in app.env.metadata.get(page, {}).get("livingwell_source", ()):
        source = source_of(app, key)
        work = {"@type": "CreativeWork", "name": source.title, "author": source.author, "url": source.url}
        works.append({name: value for name, value in work.items() if value})
    return works


def dataset(tables: DataPackage, place: str) -> dict[str, Any]:
    """Return what the data package is; ``place`` is the address of the folder of its files."""
    about = tables.descriptor
    licences = [licence.get("path") or licence.get("name") for licence in about.get("licenses", ())]
    media = {resource["path"]: resource.get("mediatype", "") for resource in about["resources"]}
    files = {archive_name(tables): "application/zip", **{name: media.get(name, "") for name in package_files(tables)}}
    found = {
        "@type": "Dataset",
        "name": about.get("title", ""),
        "description": about.get("description", ""),
        "version": str(about.get("version", "")),
        "keywords": about.get("keywords", []),
        "license": licences[0] if len(licences) == 1 else licences,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{place}/{name}", "encodingFormat": kind}
            for name, kind in files.items()
            if kind
        ],
    }
    return {name: value for name, value in found.items() if value}


def kind_of(app: Sphinx, page: str, ends: Ends) -> str:
    """Return what a page is: the book, a text that rests on sources, or another page."""
    if page == app.config.root_doc:
        return ends.kind
    return "Article" if "cite" in app.env.domains and sources_domain(app.env).cited_by_page().get(page) else "WebPage"


def point(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Let the first page of the book have the address of the book, before anybody shows it."""
    if is_on(app.config) and context.get("pageurl") and pagename == app.config.root_doc:
        context["pageurl"] = address_of(app, pagename)


def fill(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Hand the head of a page to the theme."""
    if not is_on(app.config) or pagename not in app.env.found_docs:
        return
    reference, ends = reference_of(app, pagename), ends_of(app.config)
    if reference is None:
        return
    words = " ".join(str(context.get("lw_description") or "").split())
    linked = described(reference, ends, kind_of(app, pagename, ends), words)
    if works := retold(app, pagename):
        linked["isBasedOn"] = works[0] if len(works) == 1 else works
    address = reference.address
    if DATA in (context.get("body") or ""):
        place = f"{address_of(app, app.config.root_doc)}{FILES}" if address else context["pathto"](FILES, 1)
        linked = {**linked, **dataset(tables_of(app), place)}
    context["lw_head"] = render(
        "site/ends/head.html", address=address, title=reference.title, whole=str(app.config.html_title),
        og_type="article" if reference.whole else "website", description=words,
        card=f"{base_of(app.config)}{cards.FOLDER}/{pagename}.png",
        feed=feed.address(app), highwire=list(highwire(reference)), linked=json_script(linked),
    )  # fmt: skip


def setup(app: Sphinx) -> None:
    """Connect the events: the second after the description of the page is known."""
    app.connect("html-page-context", point, priority=300)
    app.connect("html-page-context", fill, priority=750)
