"""Events of one place or of all, year by year, with a picture above the list and the sources behind each event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from ...data import anchor, did_you_mean, label_sources, read_column, read_values, sentences
from ...words import listed
from ..base import LearningWidget
from ..finding import holds
from ..when import many, marked
from .events import apart, by_year, grouped, read_events, read_places, read_tones, said, set_back
from .grid import Columns, lay_out
from .saying import picture_words, status, summary
from .telling import read_steps, read_told

if TYPE_CHECKING:
    from ...data import DataPackage
    from .events import Event, Place

FACETS = {"places": "places", "themes": "theme", "strands": "strand"}
"""Each trait that filters, and its column."""


MANY = 60
"""So many events in the background of all places wait on a page of their own, where a site can keep them apart."""
COUNTED = 3
"""The tone whose events are a number in the picture, for they are many and not what it is about."""


class SiteTimeline(LearningWidget, folder=__file__):
    """A list of events to read, search and filter; events of all places as a whole never count for one.

    Parameters
    ----------
    tables
        A data package with the tables ``events`` and ``sites`` and with references.
    place
        Id of the one place to show: its own events openly, all others folded behind their counts. Every place if not
        given.
    pages
        Address of the folder that the column ``page`` of ``sites`` counts from, as seen from this page, such as
        ``"../"``. No links to pages if not given.
    timeline
        Page that shows the events of all places, to which those of one place lead, such as ``"places/timeline"``;
        needs ``pages``. What counts for no one place then stands there alone, behind a link that counts it.
    sources
        Page that lists all sources, such as ``"evidence/sources"``; needs ``pages``. Each event then names its sources
        in a word or two and leads there, which makes a page of many events much lighter. If not given, titles and
        addresses stand with each event.
    told
        Name of a table that tells the story in a few steps, which the picture follows. None if not given.
    **traits
        Starting values of ``places``, ``themes``, ``strands``, ``query``, ``order``, ``years`` and ``selected``,
        and ``heading_level``: the level of the headings that name the years, while events have the next one.

    Examples
    --------
    >>> from livingwell_learning import SiteTimeline, load
    >>> timeline = SiteTimeline(load(), place="orchard", order="newest")  # doctest: +SKIP
    >>> timeline.themes = ["power"]  # doctest: +SKIP
    """

    headings = 2
    module_words = (
        "common.not_recorded", "picture.no_match", "timeline.cell", "timeline.no_match", "timeline.no_match_in",
        "timeline.not_loaded", "timeline.not_recorded",
        "timeline.not_recorded_in", "timeline.picture_end", "timeline.picture_row",
        "timeline.show", "timeline.shown", "timeline.step",
    )  # fmt: skip

    places = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the places to show, from the table ``sites``; all of the figure if empty. Empty at first."""

    themes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Themes to show, as in the column ``theme`` of ``events``; all if empty. Empty at first."""

    strands = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Strands to show, as in the column ``strand`` of ``events``; all if empty. Empty at first."""

    query = traitlets.Unicode().tag(sync=True)
    """Words to look for; an event is shown if it holds every one, accents aside. Empty at first."""

    order = traitlets.Enum(("oldest", "newest"), "oldest").tag(sync=True)
    """What stands first: ``"oldest"``, as at first, or ``"newest"``."""

    years = traitlets.List(traitlets.Int()).tag(sync=True)
    """First and last year of the picture, as ``[2018, 2022]``; all of its years if empty, as at first."""

    selected = traitlets.Unicode().tag(sync=True)
    """Id of the event that is marked and scrolled to; filters that hide it are cleared. Empty for none, as at first."""

    def __init__(
        self,
        tables: DataPackage,
        *,
        place: str | None = None,
        pages: str | None = None,
        timeline: str | None = None,
        sources: str | None = None,
        told: str | None = None,
        **traits: Any,
    ) -> None:
        for name, page in {"timeline": timeline, "sources": sources}.items():
            if page is not None and pages is None:
                raise ValueError(f"{name} is {page!r}, but pages is not given. Say where pages are: pages='../'.")
        self._pages, self._elsewhere = pages, f"{pages}{timeline}.html" if timeline else ""
        self._listed = f"{pages}{sources}.html" if sources else ""
        self._labels = label_sources(tables.cite(*tables.source_keys)) if sources else {}
        self._rows, self._events = read_places(tables), read_events(tables)
        self._told = read_told(tables, told, self._events) if told is not None else []
        self._steps, self._all_rows = read_steps(tables), self._rows
        self._names = {row.id: row.name for row in self._rows}
        self._alone, self._there = place, None
        if place is not None:
            self._rows = keep_place(self._rows, place)
            if timeline and self._rows[-1].whole:
                self._there = apart(tables, self._events, self._rows.pop(), self._elsewhere)
            shown = {row.id for row in self._rows}
            self._events = [event for event in self._events if shown.intersection(event.places)]
        self._titles = {trait: read_column(tables, "events", name).title for trait, name in FACETS.items()}
        self._themes, self._strands = (read_values(tables, "events", name) for name in ("theme", "strand"))
        self._tones = read_tones(tables)
        whole = next((row for row in self._rows if row.whole), None)
        self._counted = {strand for strand in self._strands if self._tones[strand] == COUNTED}
        told_of = {event.id for step in self._told for event in step.events}
        self._behind, self._behind_said = set_back(tables, self._events, self._counted, told_of)
        if place is not None or len(self._behind) < MANY:
            self._behind = []
        self._columns = Columns.over(event.date.year for event in self._events)
        self._groups = grouped(tables, self._events, whole, place, self._tones)
        super().__init__(**traits)

    @traitlets.validate("places")
    def _known_places(self, proposal: dict[str, Any]) -> list[str]:
        return known("places", proposal["value"], [row.id for row in self._rows])

    @traitlets.validate("themes")
    def _known_themes(self, proposal: dict[str, Any]) -> list[str]:
        return known("themes", proposal["value"], list(self._themes))

    @traitlets.validate("strands")
    def _known_strands(self, proposal: dict[str, Any]) -> list[str]:
        return known("strands", proposal["value"], list(self._strands))

    @traitlets.validate("years")
    def _known_years(self, proposal: dict[str, Any]) -> list[int]:
        value = list(proposal["value"])
        if value and (len(value) != 2 or value[0] > value[1]):
            raise traitlets.TraitError(f"years is {value!r}. Give the first and the last year, or [] for all of them.")
        return value

    @traitlets.validate("selected")
    def _known_event(self, proposal: dict[str, Any]) -> str:
        ids = [event.id for event in self._events]
        value = proposal["value"]
        if value and value not in ids:
            guess = did_you_mean(value, ids)
            message = f"selected is {value!r}, which is no event of this timeline."
            raise traitlets.TraitError(sentences(message, guess, "Use an id from the table events, or '' for none."))
        return str(value)

    def context(self) -> dict[str, Any]:
        """Return the picture and the whole list with all sources, and which events are asked for."""
        first, last = self.years or (self._columns.first, self._columns.all[-1][1])
        shown = self._passing()
        rows = [row for row in self._rows if not self.places or row.id in self.places]
        themes = {theme: label for theme, label in self._themes.items() if not self.themes or theme in self.themes}
        all_of_it = len(shown) == len(self._events)
        behind = self._behind if all_of_it else []
        return {
            "groups": [(group.words, by_year(group.events, self.order)) for group in self._groups],
            "shown": {event.id for event in shown},
            "rows": lay_out(self._events, self._rows, self._columns, self._counted, self._steps),
            "all_rows": self._all_rows,
            "columns": self._columns,
            "seen": {span for span in self._columns.all if span[1] >= first and span[0] <= last},
            "steps": self._steps,
            "counted": self._counted,
            "counted_name": listed(self._strands[strand] for strand in self._strands if strand in self._counted),
            "told": self._told,
            "pages": self._pages,
            "waits": {event.id for event in behind},
            "behind": {year: said(*self._behind_said, len(found)) for year, found in by_year(behind, self.order)},
            "behind_name": self._behind_said[0],
            "elsewhere": self._elsewhere,
            "there": self._there,
            "listed_at": self._listed,
            "source_labels": self._labels,
            "anchor": anchor,
            "chosen": {row.id for row in rows},
            "alone": self._alone,
            "whole": {row.id for row in self._rows if row.whole},
            "labels": self._strands,
            "tones": self._tones,
            "theme_labels": self._themes,
            "facets": self._facets(),
            "summary": summary(self._events, self._rows, self._alone, self._themes),
            "status": "" if all_of_it else status(self._events, shown, rows, self._alone, themes),
            "picture": picture_words(self._events, shown, rows),
            "marked": marked,
            "many": many,
        }

    def rows(self) -> dict[str, list[str] | None]:
        """Return every event of the list."""
        return {"events": [event.id for event in self._events] if self._alone else None}

    def _passing(self, left: str = "") -> list[Event]:
        asked = {trait: set(getattr(self, trait)) for trait in FACETS if trait != left and getattr(self, trait)}
        return [
            event
            for event in self._events
            if all(wanted.intersection(values_of(event, trait)) for trait, wanted in asked.items())
            and holds(self._texts(event), self.query)
        ]

    def _texts(self, event: Event) -> list[str]:
        names = [self._names[place] for place in event.places]
        labels = [self._strands[event.strand], self._themes[event.theme]]
        return [event.date.words, event.title, event.what, event.note, event.conflict, *labels, *names]

    def _facets(self) -> list[tuple[str, str, list[tuple[str, str, int]], list[str]]]:
        """Return trait, title, options and chosen values of each filter; an option has value, label and number."""
        labels = {"places": {row.id: row.name for row in self._rows}, "themes": self._themes, "strands": self._strands}
        found = []
        for trait, options in labels.items():
            if trait == "places" and len(options) == 1:
                continue
            used = [value for event in self._passing(left=trait) for value in values_of(event, trait)]
            rows = [(value, label, used.count(value)) for value, label in options.items()]
            found.append((trait, self._titles[trait], rows, getattr(self, trait)))
        return found


def values_of(event: Event, trait: str) -> tuple[str, ...]:
    """Return what an event holds of a facet."""
    value = getattr(event, FACETS[trait])
    return value if isinstance(value, tuple) else (value,)


def keep_place(rows: list[Place], place: str) -> list[Place]:
    """Return the row of one place, and that of all places as a whole."""
    ids = [row.id for row in rows if not row.whole]
    if place not in ids:
        guess = did_you_mean(str(place), ids)
        message = f"place is {place!r}, which is no place in the table sites."
        raise ValueError(sentences(message, guess, f"Use one of {', '.join(ids)}."))
    return [row for row in rows if row.whole or row.id == place]


def known(trait: str, values: list[str], allowed: list[str]) -> list[str]:
    """Return the values if all are allowed; else say which one is not, and what is."""
    for value in values:
        if value not in allowed:
            message = f"{trait} holds {value!r}, which this timeline does not have."
            raise traitlets.TraitError(
                sentences(message, did_you_mean(value, allowed), f"Use some of {', '.join(allowed)}.")
            )
    return values
