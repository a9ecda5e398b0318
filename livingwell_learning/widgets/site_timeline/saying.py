"""Say in words how many events there are, which are shown, and what is not recorded; the module says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...data import sentences
from ...words import listed, t

if TYPE_CHECKING:
    from .events import Event, Place


def summary(events: list[Event], rows: list[Place], alone: str | None, themes: dict[str, str]) -> str:
    """Say how many events there are and what is not recorded; those of all places as a whole are counted apart."""
    if not events:
        return not_recorded(events, rows, alone, themes)
    places, whole = [row for row in rows if not row.whole], [row for row in rows if row.whole]
    here = _of(events, places)
    where = places[0].name if alone else t("timeline.places", count=len(places))
    parts = [t("timeline.here", events=t("timeline.events", count=len(here)), where=where)]
    if apart := len(events) - len(here):
        parts.append(t("timeline.apart", count=apart, whole=whole[0].name))
    text = t("timeline.all", count=len(events), parts=listed(parts), span=span_of(events))
    return sentences(text, not_recorded(events, rows, alone, themes))


def status(
    events: list[Event], shown: list[Event], rows: list[Place], alone: str | None, themes: dict[str, str]
) -> str:
    """Say how many events the filters leave, where none matches and, apart from that, what is not recorded at all."""
    text = t("timeline.shown", count=len(shown), all=len(events))
    unmatched = [row.name for row in rows if _of(events, [row]) and not _of(shown, [row])]
    if not shown:
        none = t("timeline.no_match")
    else:
        none = t("timeline.no_match_in", places=listed(unmatched)) if unmatched else ""
    return sentences(text, none, not_recorded(events, rows, alone, themes))


def not_recorded(events: list[Event], rows: list[Place], alone: str | None, themes: dict[str, str]) -> str:
    """Say which rows have no event at all; where one place stands alone, which of some themes it has none of."""
    empty = [row.name for row in rows if not row.whole and not _of(events, [row])]
    if empty:
        return t("timeline.not_recorded", names=listed(empty))
    here = [row for row in rows if row.id == alone]
    used = {event.theme for event in _of(events, here)}
    missing = [label for theme, label in themes.items() if theme not in used]
    return t("timeline.not_recorded_in", place=here[0].name, names=listed(missing)) if here and missing else ""


def picture_words(events: list[Event], shown: list[Event], rows: list[Place]) -> str:
    """Say in a sentence what the picture shows; the module says it anew when the filters change."""
    said = []
    for row in rows:
        count, all_of_it = len(_of(shown, [row])), len(_of(events, [row]))
        number = str(count) if count else t("picture.no_match" if all_of_it else "common.not_recorded")
        said.append(t("timeline.picture_row", name=row.name, said=number))
    start = t("timeline.picture_of", span=span_of(events)) if events else t("timeline.picture")
    return t("timeline.picture_end", start=start, rows=", ".join(said))


def span_of(events: list[Event]) -> str:
    """Return the first and the last year in words."""
    first, last = events[0].date.year, max(event.date.end.year for event in events)
    return str(first) if first == last else t("date.range", first=first, last=last)


def _of(events: list[Event], rows: list[Place]) -> list[Event]:
    ids = {row.id for row in rows}
    return [event for event in events if ids.intersection(event.places)]
