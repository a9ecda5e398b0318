"""Crisis help for the foot of every page: who is there, how else to reach them, and what that rests on."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..data import DateError, parse_date, read_column
from ..markup import render
from ..words import current, day, t
from .tables import lacking, tables_of

if TYPE_CHECKING:
    from markupsafe import Markup
    from sphinx.application import Sphinx

    from ..data import DataPackage, Source

LINES, WAYS = "support_lines", "support_ways"
NEEDS = (LINES,)
"""Without it no page offers help; the other table only adds to it."""
OWN_PAGE = "livingwell_help"
LOGGER = logging.getLogger(__name__)


def help_panel(app: Sphinx, pagename: str) -> Markup | str:
    """Return the panel of crisis help; nothing where the book has no table of support lines."""
    tables = tables_of(app)
    if LINES not in tables:
        return ""
    for name in (LINES, WAYS):
        if name in tables:
            tables.table(name)  # an application that builds again notes what the page shows
    own = next((name for name, data in app.env.metadata.items() if data.get(OWN_PAGE)), None)
    more = "" if own in (None, pagename) else app.builder.get_relative_uri(pagename, own)
    options = app.builder.theme_options if hasattr(app.builder, "theme_options") else {}
    chosen: dict[str, Any] = {name: str(options.get(name) or "") for name in ("help_words", "help_basis")}
    panels = _panels(app, tables)
    if (key := (more, *chosen.values())) not in panels:
        blocks = help_blocks(tables)
        panels[key] = render("site/help_panel.html", blocks=blocks, more=more, **chosen) if blocks else ""
    return panels[key]


def _panels(app: Sphinx, tables: DataPackage) -> dict[tuple[str, ...], Markup | str]:
    """Return the panels that were made of the tables as they are: pages of one folder have the same."""
    held: tuple[DataPackage | None, object, dict[tuple[str, ...], Markup | str]]
    held = app.__dict__.get("livingwell_help_panels", (None, None, {}))
    if held[0] is not tables or held[1] is not current():
        app.__dict__["livingwell_help_panels"] = held = (tables, current(), {})
    return held[2]


def help_blocks(tables: DataPackage) -> list[dict[str, Any]]:
    """Put the support lines into the order in which a person looks for them.

    Parameters
    ----------
    tables
        The data package. ``support_lines`` holds a row a service, ``support_ways`` a row for each other way to reach
        one; without the first there is no help to show.

    Returns
    -------
    list of dict
        ``anchor``, ``nation`` and ``lines``: rows of one nation that follow each other in the order of the table
        stand together. The first block is for everybody and has no anchor. Each line carries its ``ways``, and what
        it rests on: ``pages`` and their ``age`` in words, and ``day``, on which a person confirmed it, else on
        which the pages were read.
    """
    if LINES not in tables:
        return []
    nations = read_column(tables, LINES, "nation").labels
    rows = _rows(tables, LINES)
    ways = _ways(tables)
    blocks = []
    for number, (nation, run) in enumerate(groupby(rows, key=lambda row: str(row["nation"]))):
        lines = [_line(tables, row, ways.get(row["id"], [])) for row in run]
        anchor = f"help-{re.sub(r'[^a-z0-9]+', '-', nation.lower())}" if number else ""
        blocks.append({"anchor": anchor, "nation": nations.get(nation, nation), "lines": lines})
    return blocks


class HelpLines(SphinxDirective):
    """List every support line, a heading a nation, with all that is known of it and where from."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each block of lines."""
        app = self.env.app
        if missing := lacking(app, NEEDS):
            LOGGER.warning("%s", missing, location=self.get_location(), type="livingwell")
            return []
        self.env.metadata[self.env.docname][OWN_PAGE] = True
        found: list[nodes.Node] = []
        for block in help_blocks(tables_of(app)):
            html = str(render("site/help_page.html", block=block))
            raw = nodes.raw("", html, format="html", livingwell_made=True)
            if not block["anchor"]:
                found.append(raw)
                continue
            section = nodes.section(ids=[block["anchor"].replace("help-", "lines-")], names=[])
            section += [nodes.title("", block["nation"]), raw]
            found.append(section)
        return found


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("help-lines", HelpLines)


def _rows(tables: DataPackage, name: str) -> list[dict[str, Any]]:
    return sorted(tables.table(name).records(), key=lambda row: (row["order"] is None, row["order"]))


def _line(tables: DataPackage, row: dict[str, Any], ways: list[dict[str, Any]]) -> dict[str, Any]:
    labels = read_column(tables, LINES, "confidence").labels if "confidence" in row else {}
    confirmed, sources = row.get("confirmed"), tables.cite(*row["sources"])
    last = confirmed or row["read"]
    return {
        **{name: row.get(name, "") for name in ("id", "number", "tel", "name", "who_for", "hours", "cost")},
        "caution": row.get("caution", ""),
        "note": row.get("note", ""),
        "changed": bool(row.get("hours_may_have_changed", False)),
        "ways": ways,
        "all_sources": tables.cite(*row["sources"], *(source.key for way in ways for source in way["sources"])),
        "confirmed": bool(confirmed),
        "day": last.isoformat(),
        "day_words": day(last),
        "pages": labels.get(row.get("confidence", ""), t("help.public_pages")),
        "age": age_words(sources),
    }


def _ways(tables: DataPackage) -> dict[str, list[dict[str, Any]]]:
    if WAYS not in tables:
        return {}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(tables, WAYS):
        sources = tables.cite(*row["sources"])
        words = "; ".join(source_words(source) for source in sources)
        found.setdefault(row["line"], []).append({**row, "sources": sources, "source_words": words})
    return found


def source_words(source: Source) -> str:
    """Return who says something, and when; both shorter than a reference.

    Examples
    --------
    >>> from livingwell_learning.data import Source
    >>> source_words(Source("a", "A page", "A unit", date="2021-07")), source_words(Source("b", "A page", "A unit"))
    ('A unit, July 2021', 'A unit, no date')
    """
    try:
        when = parse_date(source.date).words if source.date else t("help.undated")
    except DateError:
        when = source.date
    return t("help.source", who=source.author or source.publisher or source.title, age=when)


def age_words(sources: list[Source]) -> str:
    """Return from which years the pages are that something rests on, and whether some give none.

    Examples
    --------
    >>> from livingwell_learning.data import Source
    >>> dated = [Source("a", "A", date="2011"), Source("b", "B", date="2022-08-28")]
    >>> age_words(dated), age_words([*dated, Source("c", "C")]), age_words([Source("c", "C")])
    ('2011 to 2022', '2011 to 2022, and no date', 'no date')
    """
    years = sorted({source.date[:4] for source in sources if source.date})
    if not years:
        return t("help.undated")
    same = years[0] == years[-1]
    dated = years[0] if same else t("help.from_years", first=years[0], last=years[-1])
    return dated if all(source.date for source in sources) else t("help.and_undated", years=dated)
