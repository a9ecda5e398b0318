"""Events of one place or of all, year by year, with a picture above the list and the sources behind each event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from ...data import did_you_mean, read_column, read_values, sentences
from ...markup import render
from ..earlier import TOKENS, LearningWidget
from .events import by_year, read_events, read_places
from .picture import Axis, draw

if TYPE_CHECKING:
    from ...data import DataPackage
    from .events import Event, Place

HERE = Path(__file__).parent


class SiteTimeline(LearningWidget):
    """A list of events to read, search and filter; events of the whole programme never count for a place.

    Parameters
    ----------
    tables
        A data package with the tables ``events`` and ``sites`` and with references.
    place
        Id of the one place to show, with the events of the whole programme apart; every place if not given.
    heading_level
        Level of the headings that name the years; events have the next one.
    **traits
        Starting values of ``places``, ``themes``, ``strands``, ``query``, ``order`` and ``selected``.

    Examples
    --------
    >>> from livingwell_learning import SiteTimeline, load
    >>> timeline = SiteTimeline(load(), place="orchard", order="newest")  # doctest: +SKIP
    >>> timeline.themes = ["power"]  # doctest: +SKIP
    """

    # The metaclass of traits has a parameter called name, so the base cannot take it as a class keyword.
    name = "site_timeline"
    _esm = HERE / f"{name}.mjs"
    _css = TOKENS.read_text(encoding="utf-8") + (HERE / f"{name}.css").read_text(encoding="utf-8")

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

    selected = traitlets.Unicode().tag(sync=True)
    """Id of the event that is marked and scrolled to; filters that hide it are cleared. Empty for none, as at first."""

    def __init__(self, tables: DataPackage, *, place: str | None = None, heading_level: int = 3, **traits: Any) -> None:
        if heading_level not in range(2, 6):
            raise ValueError(
                f"heading_level is {heading_level!r}. Use a number from 2 to 5, because events need one more."
            )
        self._level = heading_level
        self._rows, self._events = read_places(tables), read_events(tables)
        if place is not None:
            self._rows = keep_place(self._rows, place)
            shown = {row.id for row in self._rows}
            self._events = [event for event in self._events if shown.intersection(event.places)]
        self._names = {row.id: row.name for row in read_places(tables)}
        self._alone = place
        self._titles = {name: read_column(tables, "events", name).title for name in ("places", "theme", "strand")}
        self._themes, self._strands = (read_values(tables, "events", name) for name in ("theme", "strand"))
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

    @traitlets.validate("selected")
    def _known_event(self, proposal: dict[str, Any]) -> str:
        ids = [event.id for event in self._events]
        value = proposal["value"]
        if value and value not in ids:
            guess = did_you_mean(value, ids)
            message = f"selected is {value!r}, which is no event of this timeline."
            raise traitlets.TraitError(sentences(message, guess, "Use an id from the table events, or '' for none."))
        return value

    def figure(self) -> str:
        """Return the picture and the whole list with all sources, as HTML that can be read without a script."""
        axis = Axis.over(event.date.year for event in self._events)
        rows = draw(self._events, self._rows, list(self._strands), axis)
        return render(
            "widgets/site_timeline/site_timeline.html",
            years=by_year(self._events, self.order),
            rows=rows,
            axis=axis,
            alone=self._alone,
            whole={row.id for row in self._rows if row.whole},
            names=self._names,
            strands=self._strands,
            themes=self._themes,
            facets=self._facets(),
            order=self.order,
            summary=summary(self._events, self._rows, self._alone, self._themes),
            picture=picture_words(self._events, self._rows),
            level=self._level,
        )

    def _facets(self) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
        """Return trait, title and options of each filter; an option has its value, label and number of events."""
        events = self._events
        places = [(row.id, row.name, sum(row.id in e.places for e in events)) for row in self._rows]
        themes = [(key, label, sum(key == e.theme for e in events)) for key, label in self._themes.items()]
        strands = [(key, label, sum(key == e.strand for e in events)) for key, label in self._strands.items()]
        return [
            ("places", self._titles["places"], places),
            ("themes", self._titles["theme"], themes),
            ("strands", self._titles["strand"], strands),
        ]


def keep_place(rows: list[Place], place: str) -> list[Place]:
    """Return the row of one place and that of the whole programme."""
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


def summary(events: list[Event], rows: list[Place], alone: str | None, themes: dict[str, str]) -> str:
    """Say how many events there are and what is not recorded; those of the whole programme are counted apart."""
    places = [row for row in rows if not row.whole]
    here = [event for event in events if any(row.id in event.places for row in places)]
    apart = len(events) - len(here)
    where = places[0].name if alone else plural(len(places), "place")
    parts = [f"{plural(len(here), 'event')} in {where}"] + ([f"{apart} of the whole programme"] if apart else [])
    span = f", {span_of(events)}" if events else ""
    text = f"All {plural(len(events), 'event')}: {' and '.join(parts)}{span}." if events else ""
    used = {event.theme for event in here}
    empty = [row.name for row in places if not any(row.id in event.places for event in here)]
    none = f"Not recorded: {', '.join(empty)}." if empty else ""
    if alone and here and (missing := [label for theme, label in themes.items() if theme not in used]):
        none = f"Not recorded in {where}: {', '.join(missing)}."
    return sentences(text, none)


def picture_words(events: list[Event], rows: list[Place]) -> str:
    """Say in a sentence what the picture shows; the module renews what stands between colon and full stop."""
    counts = [(row.name, sum(row.id in event.places for event in events)) for row in rows]
    said = ", ".join(f"{name} {count or 'not recorded'}" for name, count in counts)
    span = f" {span_of(events)}" if events else ""
    return f"Timeline{span}, one mark for each event: {said}. The list below has everything."


def span_of(events: list[Event]) -> str:
    """Return the first and the last year in words."""
    first, last = events[0].date.year, max(event.date.end.year for event in events)
    return str(first) if first == last else f"{first} to {last}"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
