"""Places side by side: the same facts in the same rows, and timelines on one scale or from a shared step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import traitlets

from ...data import did_you_mean, read_values, sentences
from ...words import listed, t
from ..base import LearningWidget
from ..site_timeline.events import read_events, read_places, read_tones
from ..site_timeline.picture import Axis
from ..when import many, marked
from .aligning import Alignment, align, distances
from .room import UNIT, room
from .rows import (
    Row,
    Strip,
    bands_of,
    read_about,
    read_facts,
    read_steps,
    read_taken,
    strip,
    those_with_something_first,
    years_of,
)

if TYPE_CHECKING:
    from ...data import DataPackage

CALENDAR = "calendar"


class PlaceComparison(LearningWidget, folder=__file__):
    """Rows of facts with a cell for each place; never a rank, a total or a score.

    Parameters
    ----------
    tables
        A data package with the tables ``sites``, ``place_facts``, ``milestones`` and ``events`` and with references.
    pages
        Address of the folder that the column ``page`` of ``sites`` counts from, as seen from this page, such as
        ``"../"``. No links to pages if not given.
    timeline
        Page that shows the events in full, such as ``"places/timeline"``; needs ``pages``.
    **traits
        Starting values of ``places`` and ``align``, and ``heading_level``: the level of the headings of the four
        parts, while rows have the next one.

    Examples
    --------
    >>> from livingwell_learning import PlaceComparison, load
    >>> comparison = PlaceComparison(load(), places=["orchard", "meadow"])  # doctest: +SKIP
    >>> comparison.align = "opened"  # doctest: +SKIP
    """

    headings = 2
    module_words = (
        "common.not_recorded", "comparison.all_shown", "comparison.by_calendar", "comparison.coming",
        "comparison.from_step", "comparison.not_drawn", "comparison.not_loaded", "comparison.nothing",
        "comparison.one_shown", "comparison.picture_end", "comparison.picture_row", "comparison.picture_step",
        "comparison.scale_step", "comparison.side_by_side", "comparison.whole_not_drawn",
    )  # fmt: skip

    places = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the places to show, from the table ``sites``; all if empty, as at first. They keep the table's order."""

    align = traitlets.Unicode(CALENDAR).tag(sync=True)
    """What the timelines share: ``"calendar"``, as at first, or a step from the table ``milestones``."""

    def __init__(
        self, tables: DataPackage, *, pages: str | None = None, timeline: str | None = None, **traits: Any
    ) -> None:
        if timeline is not None and pages is None:
            raise ValueError(f"timeline is {timeline!r}, but pages is not given. Say where pages are: pages='../'.")
        self._pages, self._timeline = pages, timeline
        self._all = read_places(tables)
        self._events = read_events(tables)
        self._tones = read_tones(tables)
        # Events and facts share their strands; the facts' labels are made for readers.
        self._strands = {**read_values(tables, "events", "strand"), **read_values(tables, "place_facts", "strand")}
        self._about, self._facts = read_about(tables), read_facts(tables)
        self._steps, self._taken = read_steps(tables, self._events), read_taken(tables, self._events)
        super().__init__(**traits)

    @traitlets.validate("places")
    def _known_places(self, proposal: dict[str, Any]) -> list[str]:
        for value in proposal["value"]:
            if value not in self._about:
                message = f"places holds {value!r}, which is no place in the table sites."
                guess = did_you_mean(value, self._about)
                raise traitlets.TraitError(sentences(message, guess, f"Use some of {', '.join(self._about)}."))
        return list(proposal["value"])

    @traitlets.validate("align")
    def _known_step(self, proposal: dict[str, Any]) -> str:
        known = [CALENDAR, *(row.id for row in self._steps)]
        value = str(proposal["value"])
        if value not in known:
            message = f"align is {value!r}, which is no step in the table milestones."
            guess = did_you_mean(value, known)
            raise traitlets.TraitError(sentences(message, guess, f"Use one of {', '.join(known)}."))
        return value

    def rows(self) -> dict[str, list[str] | None]:
        """Return what is compared: the places, and their facts, steps and events."""
        return dict.fromkeys(("sites", "place_facts", "milestones", "events"))

    def context(self) -> dict[str, Any]:
        """Return every row with all places, and the picture by calendar years and from each step."""
        axis = Axis.over(event.date.year for event in self._events)
        strips = [strip(place, self._events, self._tones, axis) for place in self._all]
        chosen = self.places or list(self._about)
        on_show = [*chosen, *(place.id for place in self._all if place.whole)]
        bands = {place.id: bands_of(place, self._events, self._tones) for place in self._all}
        facts, bare_facts = those_with_something_first(self._facts, chosen)
        steps, bare_steps = those_with_something_first(self._steps, chosen)
        bare = [*bare_facts, *bare_steps]
        aligned = {step: align(taken, bands) for step, taken in self._taken.items()}
        return {
            "sites": [place for place in self._all if not place.whole],
            "whole": [place for place in self._all if place.whole],
            "chosen": chosen,
            "calendar": CALENDAR,
            "about": self._about,
            "facts": facts,
            "steps": steps,
            "all_facts": self._facts,
            "all_steps": self._steps,
            "bare_rows": bare,
            "first_bare": lambda rows: next((row.id for row in rows if row.id in bare), ""),
            "events": {place.id: [event for event in self._events if place.id in event.places] for place in self._all},
            "distances": lambda event, place: packed_words(distances(event, self._taken, place)),
            "packed_words": packed_words,
            "strips": strips,
            "labels": self._strands,
            "tones": self._tones,
            # No mark leads anywhere here, and names are what weighs.
            "unnamed": lambda mark: replace(mark, event=""),
            "axis": axis,
            "aligned": aligned,
            "moved": moved(aligned),
            "steps_of": lambda place, event: " ".join(
                s for s, each in aligned.items() if each.taken.get(place) == event
            ),
            "said_of": lambda place: packed_words(
                {s: each.said[place] for s, each in aligned.items() if place in each.said}
            ),
            "picture": picture_words(strips, years_of([event.date for event in self._events])),
            "room": lambda row: many(partial(room, places=on_show)(row) / UNIT),
            "short": Row("short", t("comparison.short"), {place: [said] for place, said in self._about.items()}),
            "status": status_words([place.name for place in self._all if place.id in chosen]),
            "pages": self._pages,
            "timeline": f"{self._pages}{self._timeline}.html" if self._timeline else None,
            "marked": marked,
        }


def moved(aligned: dict[str, Alignment]) -> dict[tuple[str, str], str]:
    """Return where the mark of an event in the row of a place stands for each step: ``step x y width;…``."""
    found: dict[tuple[str, str], list[str]] = {}
    for step, alignment in aligned.items():
        for place, bands in alignment.bands.items():
            for mark in (mark for _, marks in bands for mark in marks):
                entry = f"{step} {mark.x:g} {mark.y}" + (f" {mark.width:g}" if mark.width else "")
                found.setdefault((place, mark.event), []).append(entry)
    return {key: ";".join(entries) for key, entries in found.items()}


def packed_words(said: dict[str, str]) -> str:
    """Return what is said for each step in one attribute: ``step words|step words``."""
    return "|".join(f"{step} {words}" for step, words in said.items())


def picture_words(strips: list[Strip], span: str) -> str:
    """Say in a sentence what the picture shows; the module says it anew for the places that are chosen."""
    rows = [
        t("comparison.picture_row", name=strip.place.name, said=strip.years or t("common.not_recorded"))
        for strip in strips
    ]
    start = t("comparison.picture_years", span=span) if span else t("comparison.picture")
    return t("comparison.picture_end", start=start, rows=", ".join(rows))


def status_words(names: list[str]) -> str:
    """Say which places stand side by side at first."""
    return sentences(t("comparison.side_by_side", names=listed(names)), t("comparison.by_calendar"))
