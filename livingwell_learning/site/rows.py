"""Show some rows of a table on a page, each with its sources: the ``rows`` directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data import Column, DataError, DataPackage, did_you_mean, read_column, select_rows, sentences
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LOGGER = logging.getLogger(__name__)
EMPTY = "not recorded"
CITED = "sources"
SHOWN = "livingwell-row"
WIDTH = 100


class Rows(SphinxDirective):
    """Show rows of a table of the data package: ``{rows} table``.

    Options: ``where``, conditions such as ``place=york kind="NHS trust" in_report=true``, with values as the CSV
    writes them, several values of one column meaning any of them; ``columns``, names in the order to show;
    ``caption``, what the table holds, which is required; ``link``, a flag: the first column leads to the place
    where the book shows the row (``shownAt``). Rows stand in the order of the column ``order`` where there is
    one, else in that of the file. Each row ends with its sources, where the table has a column of that name.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "where": directives.unchanged,
        "columns": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "link": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the table; a name that the data does not have is a warning that lists what there is."""
        try:
            return [self._table()]
        except (LookupError, DataError) as error:
            LOGGER.warning("%s", error.args[0], location=self.get_location(), type="livingwell")
            return []

    def _table(self) -> nodes.table:
        tables, name = tables_of(self.env.app), self.arguments[0]
        if name not in tables:
            known = ", ".join(tables.names) or "none"
            raise LookupError(
                sentences(f"There is no table {name!r}.", did_you_mean(name, tables.names), f"The tables are: {known}.")
            )
        if missing := [option for option in ("columns", "caption") if not self.options.get(option)]:
            raise LookupError(f"The rows of {name} need {' and '.join(missing)}: add :{missing[0]}: …")
        columns = [read_column(tables, name, column) for column in self.options["columns"].split()]
        rows = select_rows(tables.table(name), self.options.get("where", ""))
        return self._draw(tables, columns, rows)

    def _draw(self, tables: DataPackage, columns: list[Column], rows: list[dict[str, Any]]) -> nodes.table:
        headings = [column.title for column in columns]
        if sourced := CITED in rows[0]:
            headings.append("Sources")
        group = nodes.tgroup(cols=len(headings))
        share = WIDTH // len(headings)
        specs = [nodes.colspec(colwidth=share) for _ in headings]
        specs[0]["stub"] = 1
        group += specs
        group += nodes.thead(
            "", nodes.row("", *(nodes.entry("", nodes.paragraph("", heading)) for heading in headings))
        )
        body = nodes.tbody()
        for row in rows:
            cells: list[list[nodes.Node]] = [
                [nodes.Text(column.words(row[column.name]) or EMPTY)] for column in columns
            ]
            if "link" in self.options:
                cells[0] = self._linked(tables, row, cells[0])
            if sourced:
                cells.append(self._cited(row[CITED]))
            drawn = nodes.row(ids=self._anchors(tables, row))
            for heading, cell in zip(headings, cells, strict=True):
                label = nodes.inline("", heading, classes=["lw-cell-label"])
                drawn += nodes.entry("", nodes.paragraph("", "", label, nodes.Text(" "), *cell))
            body += drawn
        group += body
        table = nodes.table("", nodes.title("", self.options["caption"]), group, classes=["lw-rows"])
        self.set_source_info(table)
        return table

    def _cited(self, keys: object) -> list[nodes.Node]:
        if not keys or not isinstance(keys, tuple):
            return [nodes.Text(str(keys) if keys else EMPTY)]
        cited, _ = self.parse_inline("{cite:p}`" + ",".join(keys) + "`", lineno=self.lineno)
        return cited

    def _anchors(self, tables: DataPackage, row: dict[str, Any]) -> list[str]:
        """Return the anchor of a row that the table shows on this very page, so that links lead to it."""
        pattern = str(tables.description(self.arguments[0]).get("shownAt", ""))
        page, _, anchor = pattern.format_map(row).partition("#")
        return [anchor] if anchor and page == self.env.docname else []

    def _linked(self, tables: DataPackage, row: dict[str, Any], words: list[nodes.Node]) -> list[nodes.Node]:
        name = self.arguments[0]
        if not (pattern := str(tables.description(name).get("shownAt", ""))):
            raise LookupError(f"The rows of {name} are shown nowhere: leave :link: out, or give the table shownAt.")
        shown = pattern.format_map(row)
        page = shown.partition("#")[0]
        if page not in self.env.found_docs:
            which = row.get("id", words[0].astext())
            raise LookupError(f"The row {which!r} of {name} is shown at {shown!r}, and there is no such page.")
        return [pending_xref("", *words, reftype=SHOWN, reftarget=shown, refdoc=self.env.docname, refdomain="")]


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, words: nodes.Node) -> nodes.Node | None:
    """Lead to the place of a row, in the way of the builder; only its words where a builder has no such way."""
    if node["reftype"] != SHOWN:
        return None
    page, _, anchor = node["reftarget"].partition("#")
    try:
        uri = app.builder.get_relative_uri(node["refdoc"], page)
    except NoUri:
        return words
    return nodes.reference("", "", words, refuri=f"{uri}#{anchor}" if anchor else uri, internal=True)


def setup(app: Sphinx) -> None:
    """Register the directive and what resolves its links."""
    app.add_directive("rows", Rows)
    app.connect("missing-reference", resolve)
