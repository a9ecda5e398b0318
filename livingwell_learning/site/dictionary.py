"""Tell what every table holds, and let readers take the data home: the dictionary and the downloads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from ..data import did_you_mean, fields_of, parse_date, sentences
from ..markup import render
from .downloads import archive, archive_name, package_files, published
from .schema_words import column_words, table_words
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
PLACE = "_static/data"
STYLE = "dictionary.css"
MARK = "lw-dictionary"


class DataDictionary(SphinxDirective):
    """Describe every column of tables in plain words: ``{data-dictionary}``, or with names of tables after it."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return one part a table that opens on press; a name that the data lacks is a warning."""
        tables = tables_of(self.env.app)
        if not tables.names:
            return refused(self)
        asked = self.arguments[0].split() if self.arguments else list(tables.names)
        for name in [name for name in asked if name not in tables]:
            LOGGER.warning(
                "%s", sentences(
                    f"There is no table {name!r}.", did_you_mean(name, tables.names),
                    f"The tables are: {', '.join(tables.names)}.",
                ), location=self.get_location(), type="livingwell",
            )  # fmt: skip
        described = {resource["name"]: resource for resource in tables.descriptor["resources"]}
        titles = {name: resource.get("title", name) for name, resource in described.items()}
        shown = [
            {
                **table_words(described[name], tables.descriptor),
                "rows": len(tables.table(name).lines),
                "file": download(self, described[name]["path"]),
                "columns": [
                    column_words(described[name], field, tables, titles) for field in fields_of(described[name])
                ],
            }
            for name in asked
            if name in tables
        ]
        return [raw("site/dictionary.html", tables=shown)]


class DataDownloads(SphinxDirective):
    """Offer the whole data package, its description, its sources and each table as files: ``{data-downloads}``."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the list of files with their sizes, under the version and the date of the package."""
        tables = tables_of(self.env.app)
        if not tables.names:
            return refused(self)
        descriptor = tables.descriptor
        titles = {resource["path"]: resource.get("title", resource["name"]) for resource in descriptor["resources"]}
        names = package_files(tables)
        created = str(descriptor.get("created", ""))[:10]
        return [
            raw(
                "site/downloads.html",
                title=descriptor.get("title", ""),
                version=descriptor.get("version", ""),
                created=parse_date(created).words if created else "",
                whole=download(self, archive_name(tables)),
                count=len(names),
                parts=[download(self, name) for name in names if name not in titles],
                tables=[(titles[name], download(self, name)) for name in names if name in titles],
            )
        ]


def refused(directive: SphinxDirective) -> list[nodes.Node]:
    """Warn that there is nothing to tell of, and return nothing."""
    words = "this book has no tables, which this shows. Add some to its data, or take this out"
    LOGGER.warning("%s", words, location=directive.get_location(), type="livingwell")
    return []


def raw(template: str, **context: Any) -> nodes.raw:
    """Return a template, filled in, as part of a page."""
    return nodes.raw("", render(template, **context), format="html", livingwell_made=True)


def download(directive: SphinxDirective, name: str) -> dict[str, str]:
    """Return name, address and size of a file as the page that the directive stands on shows them."""
    app = directive.env.app
    tables = tables_of(app)
    whole = name == archive_name(tables)
    size = len(archive(tables) if whole else published(tables, name))
    page = app.builder.get_target_uri(directive.env.docname)
    return {"name": Path(name).name, "href": relative_uri(page, f"{PLACE}/{name}"), "size": size_words(size)}


def size_words(size: int) -> str:
    """Return a size as a reader would say it, in units of a thousand.

    Examples
    --------
    >>> size_words(482), size_words(9750), size_words(56080), size_words(2_340_000)
    ('482 bytes', '9.8 kB', '56 kB', '2.3 MB')
    """
    if size < 1000:
        return f"{size} bytes"
    number, unit = (size / 1000, "kB") if size < 999_500 else (size / 1_000_000, "MB")
    return f"{number:.1f} {unit}" if number < 9.95 else f"{number:.0f} {unit}"


def add_style(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], *_: object) -> None:
    """Load the style on the pages that show a dictionary or downloads, and on no other."""
    if MARK in (context.get("body") or ""):
        app.add_css_file(STYLE)


def copy_data(app: Sphinx, error: Exception | None) -> None:
    """Put every file of the data package into the finished site, and all of them as one file."""
    if error or app.builder.format != "html":
        return
    tables = tables_of(app)
    if not tables.names:
        return
    folder = Path(app.outdir) / PLACE
    for name in package_files(tables):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(published(tables, name))
    (folder / archive_name(tables)).write_bytes(archive(tables))


def setup(app: Sphinx) -> None:
    """Register the directives and connect the events."""
    app.add_directive("data-dictionary", DataDictionary)
    app.add_directive("data-downloads", DataDownloads)
    app.connect("html-page-context", add_style)
    app.connect("build-finished", copy_data)
