"""Dots on lines with their words beside or above them: charts that stay readable on a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .drawing import ACCENT, INK, LINE, MUTED, SURFACE

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

Draw = Callable[[int], "alt.LayerChart"]

TEXT, HEADING, LEADING = 14, 15, 18
NARROW_LETTERS, WIDE_LETTERS = " .,:;'|!()[]fijlrtI", "mwMW%@—"
ROOM = 12
BESIDE = 0.32
STYLES: dict[str, dict[str, Any]] = {
    "heading": {"align": "left", "fontSize": HEADING, "fontWeight": 600, "color": INK},
    "label": {"align": "left", "fontSize": TEXT, "color": MUTED},
    "before": {"align": "right", "fontSize": TEXT, "fontWeight": 600, "color": INK},
    "after": {"align": "left", "fontSize": TEXT, "fontWeight": 600, "color": INK},
}


def dots(
    rows: pd.DataFrame,
    *,
    label: str,
    value: str,
    shown: str,
    group: str | None = None,
    hollow: str | None = None,
) -> Draw:
    """Draw one dot a row, on a line from zero, each with its own words and figure.

    Parameters
    ----------
    rows
        What to draw, in order from top to bottom.
    label
        Column of the words above each dot, or beside it where all of them are short.
    value
        Column of numbers in one unit, also below zero.
    shown
        Column of the figure as it is to be read beside the dot.
    group
        Column of headings; each stands above the rows that follow one another under it.
    hollow
        Column of booleans: true draws a ring, for a figure that is not exact.

    Returns
    -------
    Callable
        Takes a width in CSS pixels and returns the Altair chart for it. Give it to :func:`figure`.

    Raises
    ------
    ValueError
        When a row has no number; the message names the row by its words.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"place": ["Here", "There"], "days": [14, 25], "words": ["14 days", "25 days"]})
    >>> dots(rows, label="place", value="days", shown="words")(300).width
    300
    """
    _numbers(rows, label, [value])
    rings = rows[hollow] if hollow else [False] * len(rows)
    ends = [
        (End(float(number), str(words), bool(ring)),)
        for number, words, ring in zip(rows[value], rows[shown], rings, strict=True)
    ]
    return _draw(_lines(rows, label, group, ends))


def changes(
    rows: pd.DataFrame, *, label: str, start: str, end: str, names: tuple[str, str], group: str | None = None
) -> Draw:
    """Draw where each row started, as a ring, and where it ended, as a dot, with a line between them.

    Parameters
    ----------
    rows
        What to draw, in order from top to bottom.
    label
        Column of the words above each line, or beside it where all of them are short.
    start, end
        Columns of numbers in one unit.
    names
        What the ring and the dot stand for, said in a key above the chart.
    group
        Column of headings; each stands above the rows that follow one another under it.

    Returns
    -------
    Callable
        Takes a width in CSS pixels and returns the Altair chart for it. Give it to :func:`figure`.

    Raises
    ------
    ValueError
        When a row lacks a number; the message names the row by its words.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"what": ["Has a friend"], "before": [66], "after": [81]})
    >>> changes(rows, label="what", start="before", end="after", names=("before", "after"))(300).width
    300
    """
    _numbers(rows, label, [start, end])
    ends = [
        (End(float(first), f"{first:g}", hollow=True), End(float(last), f"{last:g}", hollow=False))
        for first, last in zip(rows[start].astype(float), rows[end].astype(float), strict=True)
    ]
    return _draw(_lines(rows, label, group, ends), names)


@dataclass(frozen=True)
class End:
    """A dot: where it stands, what is read beside it, and whether it is a ring."""

    value: float
    words: str
    hollow: bool


@dataclass(frozen=True)
class Line:
    """One row of a chart: its heading if it starts a group, its words, its dots, and the group that it is in."""

    heading: str
    label: str
    ends: tuple[End, ...]
    group: str = ""


def _numbers(rows: pd.DataFrame, label: str, columns: Sequence[str]) -> None:
    for column in columns:
        if lacking := [str(words) for words in rows.loc[rows[column].isna(), label]]:
            raise ValueError(
                f"No number in {column!r} for: {'; '.join(lacking)}. Give one, or leave the row out of the chart."
            )


def _lines(rows: pd.DataFrame, label: str, group: str | None, ends: Sequence[tuple[End, ...]]) -> list[Line]:
    headings = [str(name) for name in rows[group]] if group else [""] * len(rows)
    before = ["", *headings]
    return [
        Line(heading if heading != previous else "", str(words), dots, heading)
        for heading, previous, words, dots in zip(headings, before, rows[label], ends, strict=False)
    ]


def _draw(lines: list[Line], names: tuple[str, str] | None = None) -> Draw:
    def chart(width: int) -> alt.LayerChart:
        import altair as alt
        from altair.utils.schemapi import debug_mode

        plan = Plan(width)
        plan.lay(lines, names)
        kinds = [kind for kind in STYLES if any(text["kind"] == kind for text in plan.texts)]
        # Altair checks each part as it is made and the whole when it is drawn; for parts that are ours once is enough.
        with debug_mode(False):
            layers = [_stems(plan.marks), _points(plan.marks), *(_texts(plan.texts, kind) for kind in kinds)]
            whole = alt.LayerChart(layer=layers)
            return whole.properties(width=width, height=round(plan.y), padding=0)

    return chart


class Plan:
    """Where each text and each dot stands, in pixels; filled from the top down."""

    def __init__(self, width: int) -> None:
        self.width, self.y = width, 0.0
        self.texts: list[dict[str, Any]] = []
        self.marks: list[dict[str, Any]] = []
        self.names: tuple[str, str] | None = None

    def lay(self, lines: list[Line], names: tuple[str, str] | None) -> None:
        """Place the key, if there is one, and every line."""
        widest = max(_width(line.label) for line in lines)
        beside = widest <= BESIDE * self.width
        scale = self._scale(lines, widest + ROOM if beside else 0)
        self.names = names
        if names:
            self._key(names)
        for line in lines:
            if line.heading:
                self.y += ROOM if self.y else 0
                self._write(line.heading, "heading")
                self.y += ROOM / 3
            if beside:
                self._text("label", 0, self.y + TEXT, line.label)
            else:
                self._write(line.label, "label")
            self._line(line, scale)
            self.y += 2 * TEXT + (2 if beside else ROOM)

    def _scale(self, lines: list[Line], left: float) -> Callable[[float], float]:
        ends = [end for line in lines for end in line.ends]
        low, high = min(0.0, *(end.value for end in ends)), max(0.0, *(end.value for end in ends))
        room = max(_width(end.words, "after") for end in ends) + 2 * ROOM
        both_sides = low < 0 or len(ends) > len(lines)
        start = left + (room if both_sides else ROOM / 2)
        return lambda value: start + (value - low) / ((high - low) or 1) * (self.width - room - start)

    def _line(self, line: Line, scale: Callable[[float], float]) -> None:
        y, values = self.y + TEXT, [end.value for end in line.ends]
        first = scale(values[0] if len(values) > 1 else 0)
        leftward = values.index(min(values)) if len(values) > 1 else 0 if values[0] < 0 else None
        for at, end in enumerate(line.ends):
            x = scale(end.value)
            said = ", ".join(filter(None, [line.group, line.label]))
            said = f"{said}: {f'{self.names[at]} ' if self.names else ''}{end.words}"
            self.marks.append({"x": x, "from": first, "y": y, "hollow": end.hollow, "said": said})
            side, shift = ("before", -ROOM) if at == leftward else ("after", ROOM)
            self._text(side, x + shift, y, end.words)

    def _key(self, names: tuple[str, str]) -> None:
        x = ROOM / 2
        for name, hollow in zip(names, (True, False), strict=True):
            if x > ROOM and x + ROOM + _width(name) > self.width:
                x, self.y = ROOM / 2, self.y + LEADING
            y = self.y + LEADING / 2
            self.marks.append({"x": x, "from": x, "y": y, "hollow": hollow, "said": ""})
            self._text("label", x + ROOM, y, name)
            x += _width(name) + 3 * ROOM
        self.y += LEADING + 1.5 * ROOM

    def _write(self, words: str, kind: str) -> None:
        for line in _wrapped(words, kind, self.width):
            self._text(kind, 0, self.y + LEADING / 2, line)
            self.y += LEADING

    def _text(self, kind: str, x: float, y: float, text: str) -> None:
        self.texts.append({"kind": kind, "x": x, "y": y, "text": text})


def _wrapped(words: str, kind: str, width: float) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, kind) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(words: str, kind: str = "label") -> float:
    """Guess how wide some words are in the widest of the usual system fonts."""
    bold = 1.12 if "fontWeight" in STYLES[kind] else 1.0
    return float(STYLES[kind]["fontSize"]) * bold * sum(map(_letter, words))


def _letter(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.42
    return 0.98 if letter in WIDE_LETTERS else 0.72 if letter.isupper() else 0.62


def _xy(field: str = "x") -> dict[str, Any]:
    import altair as alt

    # Channels by their classes: to find those for texts, Altair goes through its whole language each time.
    return {"x": alt.X(f"{field}:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}


def _stems(marks: list[dict[str, Any]]) -> alt.Chart:
    import altair as alt
    import pandas as pd

    rules: alt.Chart = alt.Chart(pd.DataFrame(marks)).mark_rule(color=LINE, strokeWidth=2, aria=False)
    return rules.encode(**_xy("from"), x2=alt.X2("x:Q"))


def _points(marks: list[dict[str, Any]]) -> alt.Chart:
    import altair as alt
    import pandas as pd

    fill = alt.FillValue(ACCENT, condition={"test": "datum.hollow", "value": SURFACE})
    dots: alt.Chart = alt.Chart(pd.DataFrame(marks)).mark_circle(size=110, opacity=1, stroke=ACCENT, strokeWidth=2)
    return dots.encode(**_xy(), fill=fill, description=alt.Description("said:N"))


def _texts(texts: list[dict[str, Any]], kind: str) -> alt.Chart:
    import altair as alt
    import pandas as pd

    rows = pd.DataFrame([text for text in texts if text["kind"] == kind])
    words: alt.Chart = alt.Chart(rows).mark_text(baseline="middle", aria=False, **STYLES[kind])
    return words.encode(**_xy(), text=alt.Text("text:N"))
