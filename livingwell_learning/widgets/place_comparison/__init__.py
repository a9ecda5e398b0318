"""Places side by side: the same facts in the same rows, and timelines on one scale or from a shared step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from ...data import did_you_mean, read_values, sentences
from ...markup import render
from ..earlier import TOKENS, LearningWidget
from ..site_timeline.events import read_events, read_places
from ..site_timeline.picture import Axis
from .months import code
from .room import room
from .rows import Row, read_about, read_facts, read_steps, strip, tone, years_of

if TYPE_CHECKING:
    from ...data import DataPackage
    from .rows import Strip

HERE = Path(__file__).parent
CALENDAR = "calendar"


class PlaceComparison(LearningWidget):
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
    heading_level
        Level of the headings of the four parts; rows have the next one.
    **traits
        Starting values of ``places`` and ``align``.

    Examples
    --------
    >>> from livingwell_learning import PlaceComparison, load
    >>> comparison = PlaceComparison(load(), places=["orchard", "meadow"])  # doctest: +SKIP
    >>> comparison.align = "opened"  # doctest: +SKIP
    """

    # The metaclass of traits has a parameter called name, so the base cannot take it as a class keyword.
    name = "place_comparison"
    _esm = HERE / f"{name}.mjs"
    _css = TOKENS.read_text(encoding="utf-8") + (HERE / f"{name}.css").read_text(encoding="utf-8")

    places = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the places to show, from the table ``sites``; all if empty, as at first. They keep the table's order."""

    align = traitlets.Unicode(CALENDAR).tag(sync=True)
    """What the timelines share: ``"calendar"``, as at first, or a step from the table ``milestones``."""

    def __init__(
        self,
        tables: DataPackage,
        *,
        pages: str | None = None,
        timeline: str | None = None,
        heading_level: int = 2,
        **traits: Any,
    ) -> None:
        if heading_level not in range(2, 6):
            raise ValueError(f"heading_level is {heading_level!r}. Use a number from 2 to 5: rows need one more.")
        if timeline is not None and pages is None:
            raise ValueError(f"timeline is {timeline!r}, but pages is not given. Say where pages are: pages='../'.")
        self._level, self._pages, self._timeline = heading_level, pages, timeline
        self._all = read_places(tables)
        self._events = read_events(tables)
        # Events and facts share their strands; the facts' labels are made for readers.
        self._strands = {**read_values(tables, "events", "strand"), **read_values(tables, "place_facts", "strand")}
        self._about, self._facts = read_about(tables), read_facts(tables)
        self._steps = read_steps(tables, self._events)
        super().__init__(**traits)

    @traitlets.validate("places")
    def _known_places(self, proposal: dict[str, Any]) -> list[str]:
        for value in proposal["value"]:
            if value not in self._about:
                message = f"places holds {value!r}, which is no place in the table sites."
                guess = did_you_mean(value, self._about)
                raise traitlets.TraitError(sentences(message, guess, f"Use some of {', '.join(self._about)}."))
        return proposal["value"]

    @traitlets.validate("align")
    def _known_step(self, proposal: dict[str, Any]) -> str:
        known = [CALENDAR, *(row.id for row in self._steps)]
        value = proposal["value"]
        if value not in known:
            message = f"align is {value!r}, which is no step in the table milestones."
            guess = did_you_mean(value, known)
            raise traitlets.TraitError(sentences(message, guess, f"Use one of {', '.join(known)}."))
        return value

    def figure(self) -> str:
        """Return every row with all places, as HTML that can be read without a script."""
        strands = list(self._strands)
        axis = Axis.over(event.date.year for event in self._events)
        strips = [strip(place, self._events, strands, axis) for place in self._all]
        chosen = self.places or list(self._about)
        short = Row("short", "In short", {place: [said] for place, said in self._about.items()})
        on_show = [*chosen, *(place.id for place in self._all if place.whole)]
        return render(
            "widgets/place_comparison/place_comparison.html",
            places=[place for place in self._all if not place.whole],
            whole=[place for place in self._all if place.whole],
            chosen=chosen,
            align=self.align,
            about=self._about,
            facts=self._facts,
            steps=self._steps,
            events={place.id: [event for event in self._events if place.id in event.places] for place in self._all},
            strips=strips,
            strands=self._strands,
            tones={strand: tone(strand, strands) for strand in strands},
            axis=axis,
            code=code,
            picture=picture_words(strips, years_of([event.date for event in self._events])),
            room=partial(room, places=on_show),
            short=short,
            status=status_words([place.name for place in self._all if place.id in chosen]),
            pages=self._pages,
            timeline=f"{self._pages}{self._timeline}.html" if self._timeline else None,
            level=self._level,
        )


def picture_words(strips: list[Strip], span: str) -> str:
    """Say in a sentence what the picture shows; the module says it anew for the places that are chosen."""
    said = ", ".join(f"{strip.place.name} {strip.years or 'not recorded'}" for strip in strips)
    years = f", {span}" if span else ""
    return f"Timelines on one scale of years{years}: {said}. The lists of events below have everything."


def status_words(names: list[str]) -> str:
    """Say which places stand side by side at first."""
    return f"Side by side: {', '.join(names)}. Timelines by calendar year."
