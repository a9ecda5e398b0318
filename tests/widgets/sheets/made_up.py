"""Made-up tables for the tests of sheets: an orchard with two forces, two levels, and a street of three places."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

OUTLINE = [{"id": "soil", "heading": "On soil", "page": "orchard/soil"}]


class Tables(SimpleNamespace):
    """Frames by name, as a data package gives them."""

    def __getitem__(self, name):
        return getattr(self, name)

    def cite(self, *keys):
        return [SimpleNamespace(title=key, words=f"{key}.", url="", language="") for key in dict.fromkeys(keys)]


def frame(*rows):
    return pd.DataFrame([{"order": at, "sources": ["almanac"], **row} for at, row in enumerate(rows, start=1)])


def made_up():
    categories = [{"value": "near", "label": "Close by"}, {"value": "far", "label": "Further off"}]
    described = [
        {"name": "forces", "questions": {"id": "orchard-forces", "edition": "7"}, "levels_note": "Two are named."},
        {"name": "tensions", "unknown": "The almanac prints none."},
        {"name": "conditions", "title": "Tree lore", "ask": "Who tends it?", "marks": {"here": "Somebody tends"}},
        {"name": "help_places", "title": "Where water is", "questions": {"id": "orchard-street", "edition": "7"},
         "schema": {"fields": [{"name": "kind", "categories": categories}]}},
        {"name": "hoped_outcomes", "title": "Fruit", "heading": "Which fruit matters?", "schema": {"fields": []}},
        {"name": "vision", "title": "An orchard for all"},
    ]  # fmt: skip
    return Tables(
        descriptor={"resources": described},
        forces=frame(
            {"id": "rain", "name": "Rain", "meaning": "What falls.", "possibility": "Green."},
            {"id": "wind", "name": "Wind <b>", "meaning": "What blows.", "possibility": "Seeds travel."},
        ),
        force_levels=frame({"id": "roots", "name": "At the roots"}, {"id": "crown", "name": "In the crown"}),
        tensions=frame(
            {"id": "known", "force": "wind", "text": "Wind bends and wind strengthens."},
            {"id": "all", "force": float("nan"), "text": "Rain and wind come together."},
        ),
        force_questions=frame({"id": "q", "force": "rain", "text": "Who drinks first?"}),
        conditions=frame(
            {"id": "soil", "name": "Soil", "text": "It feeds.", "section": "soil"},
            {"id": "light", "name": "Light", "text": "It warms.", "section": "soil"},
        ),
        help_places=frame(
            {"id": "well", "name": "The well", "kind": "near", "drawing": "well", "text": "Deep.", "section": "soil"},
            {"id": "pond", "name": "The pond", "kind": "near", "drawing": "pond", "text": "Still.", "section": "soil"},
            {"id": "river", "name": "The river", "kind": "far", "drawing": "river", "text": "Wide.", "section": "soil"},
        ),
        hoped_outcomes=frame({"id": "plums", "name": "Plums", "whose": "people"}),
        vision=frame({"id": "v", "text": "Everybody may pick."}),
        outline=pd.DataFrame(OUTLINE),
    )
