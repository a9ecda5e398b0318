"""Show some rows of a table on a page, each with its sources: the ``rows`` directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data.labels import Column, read_column
from ..data.problems import did_you_mean, sentences
from .tables import tables_of

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
CONDITION = re.compile(r"([a-z_]+)=(\S+)")
EMPTY = "not recorded"


class Rows(SphinxDirective):
    """Show rows of a table of the data package: ``{rows} table``.

    Options: ``where``, conditions such as ``place=york``, several values of one column meaning any of
    them; ``columns``, names in the order to show; ``caption``, what the table holds, which is required;
    ``link``, a flag: the first column leads to the place where the book shows the row (``shownAt``).
    Rows stand in the order of the column ``order`` where there is one, else in that of the file.
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
        except LookupError as error:
            LOGGER.warning("%s", error.args[0], location=self.get_location(), type="livingwell")
            return []

    def _table(self) -> nodes.table:
        tables, name = tables_of(self.env.app), self.arguments[0]
        if name not in tables:
            known = ", ".join(tables.names)
            raise LookupError(
                sentences(f"There is no table {name!r}.", did_you_mean(name, tables.names), f"The tables are: {known}.")
            )
        if missing := [option for option in ("columns", "caption") if not self.options.get(option)]:
            raise LookupError(f"The rows of {name} need {' and '.join(missing)}: add :{missing[0]}: …")
        columns = [read_column(tables, name, column) for column in self.options["columns"].split()]
        conditions = self._conditions(tables[name])
        rows = select(tables[name], conditions)
        if rows.empty:
            raise LookupError(
                f"No row of {name} has {self.options.get('where')}. Correct the condition or add the row."
            )
        return self._draw(columns, rows)

    def _conditions(self, frame: pd.DataFrame) -> dict[str, list[str]]:
        conditions: dict[str, list[str]] = {}
        for part in self.options.get("where", "").split():
            found = CONDITION.fullmatch(part)
            if not found or found[1] not in frame:
                rule = f"{part!r} is no condition of {self.arguments[0]}."
                raise LookupError(sentences(rule, f"Write column=value, with a column of: {', '.join(frame)}."))
            conditions.setdefault(found[1], []).append(found[2])
        return conditions

    def _draw(self, columns: list[Column], rows: pd.DataFrame) -> nodes.table:
        headings = [*(column.title for column in columns), "Sources"]
        group = nodes.tgroup(cols=len(headings))
        group += [nodes.colspec(colwidth=1, **({"stub": 1} if at == 0 else {})) for at in range(len(headings))]
        group += nodes.thead(
            "", nodes.row("", *(nodes.entry("", nodes.paragraph("", heading)) for heading in headings))
        )
        body = nodes.tbody()
        for row in rows.to_dict("records"):
            cells: list[list[nodes.Node]] = [
                [nodes.Text(column.words(row[column.name]) or EMPTY)] for column in columns
            ]
            if "link" in self.options:
                cells[0] = self._linked(row, cells[0])
            cited, _ = self.parse_inline("{cite:p}`" + ",".join(row["sources"]) + "`", lineno=self.lineno)
            drawn = nodes.row()
            for heading, cell in zip(headings, [*cells, cited], strict=True):
                label = nodes.inline("", heading, classes=["lw-cell-label"])
                drawn += nodes.entry("", nodes.paragraph("", "", label, nodes.Text(" "), *cell))
            body += drawn
        group += body
        table = nodes.table("", nodes.title("", self.options["caption"]), group, classes=["lw-rows"])
        self.set_source_info(table)
        return table

    def _linked(self, row: dict[str, Any], words: list[nodes.Node]) -> list[nodes.Node]:
        resources = {r["name"]: r for r in tables_of(self.env.app).descriptor["resources"]}
        shown = resources[self.arguments[0]].get("shownAt", "").format_map(row)
        page, _, anchor = shown.partition("#")
        if page not in self.env.found_docs:
            raise LookupError(
                f"The row {row['id']!r} of {self.arguments[0]} is shown at {shown!r}, and there is no such page."
            )
        uri = self.env.app.builder.get_relative_uri(self.env.docname, page)
        return [nodes.reference("", "", *words, refuri=f"{uri}#{anchor}" if anchor else uri, internal=True)]


def select(frame: pd.DataFrame, conditions: dict[str, list[str]]) -> pd.DataFrame:
    """Return the rows that meet every condition; a list meets one if it holds a value asked for."""
    for column, values in conditions.items():
        keep = [
            bool({*values}.intersection(cell if isinstance(cell, tuple) else (str(cell),))) for cell in frame[column]
        ]
        frame = frame[keep]
    return frame.sort_values("order", kind="stable") if "order" in frame else frame


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("rows", Rows)
