"""Sum up a row of a table at the head of its page, what is known beside what is not: the ``glance`` directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data import DataError, DataPackage, fields_of, read_column, read_values, select_rows
from ..words import t
from .sources.nodes import Mark
from .tables import tables_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)
CITED, CLASS = "sources", "lw-glance"
LEFT = re.compile(r" (?=[.,;:?!)]|$)")
"""A space that a mark left behind which was taken out."""
FEW = 3
"""How many of the things that are not known stand at the head of a page; a link leads to all of them."""


class Glance(nodes.General, nodes.Element):
    """The summary of a row, named ``name``; ``unknown`` is the section that says what is not known."""


class GlanceDirective(SphinxDirective):
    """Sum up one row: ``{glance} table``, with nothing typed that a table or the page itself says.

    Options: ``where``, conditions that one row meets; ``columns``, what is said of it; ``known``, a table and the
    ids of those of its rows that matter most; ``unknown``, the section of the page whose list says what is not
    known; ``counted``, a table and the column by which those of its rows are counted that list the row; ``at``, where
    the page shows them.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("where", "columns", "known", "unknown", "counted", "at"), directives.unchanged_required
    )

    def run(self) -> list[nodes.Node]:
        """Return the summary; what the data does not have is a warning that says what there is."""
        try:
            return [self._glance(tables_of(self.env.app), self.arguments[0])]
        except (LookupError, DataError) as error:
            LOGGER.warning("%s", error.args[0], location=self.get_location(), type="livingwell")
            return []

    def _glance(self, tables: DataPackage, name: str) -> Glance:
        rows = select_rows(tables.table(name), self.options.get("where", ""))
        if len(rows) != 1:
            raise LookupError(f"{len(rows)} rows of {name} meet the conditions, and a glance sums up one: add :where:.")
        row = rows[0]
        label = str(tables.description(name).get("labelField", "id"))
        glance = Glance(name=row[label], unknown=self.options.get("unknown", ""), where=self.get_location())
        glance["livingwell_made"] = True
        glance += self._facts(tables, name, row)
        if "known" in self.options:
            glance += self._known(tables)
        if "counted" in self.options:
            glance += self._counts(tables, name, row)
        return glance

    def _facts(self, tables: DataPackage, name: str, row: dict[str, Any]) -> nodes.Element:
        facts = nodes.definition_list(classes=["lw-glance-facts"])
        for column in (read_column(tables, name, each) for each in self.options.get("columns", "").split()):
            said = column.words(row[column.name]) or t("common.not_recorded")
            facts += nodes.definition_list_item(
                "", nodes.term("", column.title), nodes.definition("", nodes.paragraph("", said))
            )
        if cited := self._cited(row.get(CITED)):
            label = t("common.source_label", count=len(row[CITED]))
            facts += nodes.definition_list_item(
                "", nodes.term("", label), nodes.definition("", nodes.paragraph("", "", *cited))
            )
        return facts

    def _known(self, tables: DataPackage) -> nodes.Element:
        name, *ids = self.options["known"].split()
        label = str(tables.description(name).get("labelField", "id"))
        listed = nodes.bullet_list(classes=["lw-glance-known"])
        for key in ids:
            row = select_rows(tables.table(name), f"id={key}")[0]
            listed += nodes.list_item("", nodes.paragraph("", row[label], *self._cited(row.get(CITED))))
        return headed(t("glance.known"), listed)

    def _counts(self, tables: DataPackage, name: str, row: dict[str, Any]) -> nodes.Element:
        table, by = self.options["counted"].split()
        lists = [f["name"] for f in fields_of(tables.description(table)) if f.get("listOf") == f"{name}.id"]
        mine = [each[by] for each in tables.table(table).records() if any(row["id"] in each[c] for c in lists)]
        counts = nodes.bullet_list(classes=["lw-glance-counts"])
        for value, label in read_values(tables, table, by).items():
            if value not in mine:
                continue
            words = [nodes.strong("", str(mine.count(value))), nodes.Text(f" {label}")]
            if at := self.options.get("at"):
                words = [nodes.reference("", "", *words, refid=at)]
            counts += nodes.list_item("", nodes.paragraph("", "", *words))
        return headed(str(tables.description(table).get("title", table)), counts)

    def _cited(self, keys: object) -> list[nodes.Node]:
        if not isinstance(keys, tuple) or not keys:
            return []
        return self.parse_inline("{cite:p}`" + ",".join(keys) + "`", lineno=self.lineno)[0]


def headed(words: str, listed: nodes.Element) -> nodes.Element:
    """Return a list under its name."""
    return nodes.container("", nodes.paragraph("", words, classes=["lw-glance-head"]), listed)


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the first things of a page's list of what is not known into its summary."""
    for glance in doctree.findall(Glance):
        wanted = glance["unknown"]
        if not wanted:
            continue
        section = doctree.ids.get(wanted)
        listed = next(section.findall(nodes.bullet_list), None) if isinstance(section, nodes.section) else None
        if listed is None:
            known = ", ".join(name for part in doctree.findall(nodes.section) for name in part["ids"])
            LOGGER.warning(
                "the glance takes what is not known from the section %r, and the page has no such section with a "
                "list. Write the id of one of its sections: %s", wanted, known,
                location=glance["where"], type="livingwell",
            )  # fmt: skip
            continue
        few = nodes.bullet_list(classes=["lw-glance-unknown"])
        few += [_plain(item) for item in listed.children[:FEW]]
        unknown = headed(t("glance.unknown"), few)
        if (count := len(listed.children)) > FEW:
            link = nodes.reference("", t("glance.all", count=count), refid=wanted)
            unknown += nodes.paragraph("", "", link)
        after = 2 if len(glance.children) > 2 else len(glance.children)
        glance.insert(after, unknown)


def _plain(item: nodes.Node) -> nodes.Element:
    """Return an entry of a list with its words alone: its sources and its links stand where the list does."""
    words = "".join(
        part.astext() for part in item.findall(nodes.Text) if not any(isinstance(up, Mark) for up in _up(part))
    )
    return nodes.list_item("", nodes.paragraph("", LEFT.sub("", " ".join(words.split())).rstrip(".;,")))


def _up(node: nodes.Node) -> list[nodes.Node]:
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def visit(self: Any, node: Glance) -> None:
    """Open the summary, which has a name for ears and none for eyes."""
    label = self.attval(t("glance.title", name=node["name"]))
    self.body.append(f'<section class="{CLASS}" aria-label="{label}">\n')


def depart(self: Any, node: Glance) -> None:
    """Close the summary."""
    self.body.append("</section>\n")


def nothing(self: Any, node: nodes.Node) -> None:
    """Write the words alone in every other format."""


def setup(app: Sphinx) -> None:
    """Register the directive, its node and the event."""
    app.add_directive("glance", GlanceDirective)
    app.add_node(Glance, html=(visit, depart), latex=(nothing, nothing), text=(nothing, nothing))
    app.connect("doctree-read", fill, priority=400)
