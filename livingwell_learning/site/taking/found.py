"""Find the figures on a page, and read from each what it brings for readers to take along."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any

CHART = re.compile(r'<figure class="lw-figure" id="(?P<id>[\w-]+)">.*?</figure>', re.DOTALL)
WIDGET = re.compile(
    r'<div class="lw-widget" id="(?P<id>[\w-]+)" data-lw-widget="(?P<name>\w+)"(?P<more>[^>]*)>'
    r"(?P<figure>.*?)<script type=\"application/json\" data-lw-state>(?P<state>.*?)</script>\s*</div>",
    re.DOTALL,
)
OFFER = re.compile(r'<ul class="lw-figure-take".*?</ul>\n?', re.DOTALL)
TAKEN = re.compile(r'<a download="[\w-]+\.(\w+)" href="data:[\w/+;=.-]+;base64,([A-Za-z0-9+/=]+)"')
HELD = re.compile(r'<script type="application/json" data-lw-(\w+)>(.*?)</script>\n?', re.DOTALL)
TITLE = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
SLOT = "<!--lw-take-->"
"""Stands in a widget where what can be taken along is offered; else that comes after the widget."""


@dataclass(frozen=True)
class Shown:
    """A figure as it stands on a page.

    Parameters
    ----------
    id
        Its id on the page, and the name of its page and of its files.
    html
        What readers see of it, without what is there to be taken along.
    widget
        Name of its widget; empty for a chart.
    title
        The finding of a chart, as markup; empty for a widget.
    files
        What a chart brings, by the ending of the file's name.
    rows
        Which rows of which tables a widget shows: their ids by the name of the table, or ``None`` for all.
    private
        Whether a widget holds what readers say of themselves: then nothing of it is taken along but its address.
    """

    id: str
    html: str
    widget: str = ""
    title: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    rows: dict[str, list[str] | None] = field(default_factory=dict)
    private: bool = False


def chart(found: re.Match[str]) -> Shown:
    """Read a chart."""
    html = found[0]
    files = {ending: b64decode(content) for ending, content in TAKEN.findall(html)}
    files |= {f"{name}.json": text.encode() for name, text in HELD.findall(html) if name == "vega"}
    title = TITLE.search(html)
    return Shown(found["id"], HELD.sub("", OFFER.sub("", html)), title=title[1] if title else "", files=files)


def widget(found: re.Match[str]) -> Shown:
    """Read a widget; what its module starts from is no part of what is seen."""
    figure = found["figure"]
    held: dict[str, Any] = {name: json.loads(text) for name, text in HELD.findall(figure) if name == "rows"}
    return Shown(
        found["id"],
        f'<div class="lw-widget" id="{found["id"]}">{HELD.sub("", figure)}</div>',
        widget=found["name"],
        rows=held.get("rows", {}),
        private="data-lw-private" in found["more"],
    )
