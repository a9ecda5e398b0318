"""What tools share whose reader fills in a sheet: its traits, its file, and the names that its template uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from ...markup import json_script
from ...reflection import Sheet
from ...words import t
from ..alone import standing_alone
from ..base import LearningWidget
from ..describing import described
from . import help_lines

if TYPE_CHECKING:
    from ...data import DataPackage

WORDS = ("sheet.",)
"""Sentences that ``sheet.mjs`` says; put them among the ``module_words`` of a tool that uses it."""


class SheetWidget(LearningWidget):
    """A figure whose reader writes beside what a book's tables name, and adds rows of their own.

    Parameters
    ----------
    tables
        A data package with the table that names the collection.
    table
        The table whose description may say, as ``questions``, the ``id`` and the ``edition`` of the collection, which
        files carry; else they are the name of the table, and 1.
    **traits
        Starting values of ``about``, ``entries``, ``own`` and ``next``.
    """

    also = "lw-sheet"
    private = True
    along = True
    """Whether a site offers the tool as a file to take along, which :meth:`alone` writes."""
    format: ClassVar[str] = ""
    """Kind of the file."""

    about = traitlets.Unicode().tag(sync=True)
    """What the person is thinking of. Empty at first."""

    entries = traitlets.Dict().tag(sync=True)
    """Texts by group, then row, then field. Empty at first."""

    own = traitlets.Dict().tag(sync=True)
    """Rows of the person's own by group: each a text by field. Empty at first."""

    next = traitlets.Dict().tag(sync=True)
    """``keep``, ``try``, ``who`` and ``look_again``, a day. Empty at first."""

    def __init__(self, tables: DataPackage, table: str, **traits: Any) -> None:
        said = described(tables, table).get("questions", {})
        self._collection = (str(said.get("id", table)), str(said.get("edition", "1")))
        self._help = help_lines(tables)[:3]
        self._alone = False
        super().__init__(**traits)

    @traitlets.validate("entries", "own", "next")
    def _texts_alone(self, proposal: dict[str, Any]) -> dict[str, Any]:
        name, value = proposal["trait"].name, proposal["value"]
        try:
            Sheet(self.format, *self._collection, **{name: value})
        except (AttributeError, TypeError, ValueError) as error:
            raise traitlets.TraitError(f"{name}: {error}") from None
        return dict(value)

    def sheet(self, date: str = "") -> Sheet:
        """Return what stands in the figure now, with its file.

        Parameters
        ----------
        date
            The day, ``YYYY-MM-DD``.
        """
        return Sheet(self.format, *self._collection, self.entries, self.own, self.about, date, self.next)

    def context(self) -> dict[str, Any]:
        """Return the names that the shared parts of the template use."""
        id, edition = self._collection
        about_sheet = json_script({"id": id, "edition": edition})
        return {"help": self._help, "about_sheet": about_sheet, "alone": self._alone, "format": self.format}

    def alone(self) -> str:
        """Return the tool as one file that works from a disk, without a connection."""
        self._alone = True
        try:
            return standing_alone(self, t(f"{self.format}.title"), t("sheet.along_lead"), self._help)
        finally:
            self._alone = False

    def said(self, group: str, id: str, field: str) -> str:
        """Return what is written in one field, empty where nothing is."""
        return str(self.entries.get(group, {}).get(id, {}).get(field, ""))


def rows_of(tables: DataPackage, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table, in its own order where it has one."""
    frame = tables[name]
    ordered = frame.sort_values("order") if "order" in frame else frame
    return [{str(column): value for column, value in row.items()} for row in ordered.to_dict("records")]
