"""A made-up data package for the tests of the timeline: four places, one of them empty, and their programme."""

from __future__ import annotations

import json

import pandas as pd

from livingwell_learning import load

SITES = [
    ("orchard", "Orchard", "grower"),
    ("garden", "Gärten & Höfe", "grower"),
    ("meadow", "Meadow", "grower"),
    ("heath", "Heath", "grower"),
    ("club", "The whole club", "programme"),
]
EVENTS = [
    # id, date, title, theme, strand, places, note, conflict, sources
    ("first-tree", "1975", "The first tree", "seed", "own-work", "orchard", "", "", "a"),
    ("café", "2012-04-03", "A café opens", "sun", "own-work", "garden", "A <b>note</b>.", "A says 3, B says 4.", "a b"),
    ("drought", "2012?", "A drought", "water", "round-about", "orchard garden", "", "", "b"),
    ("gate", "2013-05", "A gate is mended", "sun", "own-work", "meadow", "", "", "c"),
    ("prize", "2014-02-11?", "A prize", "sun", "shared", "club", "", "", "a"),
    ("law", "2014-06-01", "A law on hedges", "water", "round-about", "club", "", "", "c"),
    ("fair", "2015/2016", "A fair that lasts", "sun", "own-work", "meadow garden", "", "", "a b c"),
    ("pond", "2016-01-20", "A pond is dug", "water", "own-work", "garden", "", "", "b"),
    ("frost", "2017", "A late frost", "seed", "round-about", "orchard", "", "", "b"),
    *((f"visit-{n}", f"2018-0{n}-05", f"Visit {n}", "sun", "round-about", "meadow", "", "", "a") for n in range(1, 8)),
]
REFERENCES = """
@online{a, title = {{Diary of a gardener}}, author = {{The gardener}}, year = {2019}, url = {https://a.example/diary?x=1&y=2}}
@online{b, title = {{Is it raining?}}, author = {{The weather house}}, url = {https://b.example/}}
@misc{c, title = {{A letter}}, note = {Kept in a drawer}}
"""
STRANDS = [{"value": "own-work", "label": "Our Own Work"}, {"value": "shared", "label": "Shared by all"}, "round-about"]


def made_up(folder, **changes):
    """Write the package into a folder and load it; an argument replaces a column's description."""
    columns = ["id", "date", "title", "theme", "strand", "places", "note", "conflict", "sources"]
    events = pd.DataFrame(EVENTS, columns=columns)
    events["what"] = "What happened: " + events["title"].str.lower() + "."
    events.iloc[::-1].to_csv(folder / "events.csv", index=False)
    sites = pd.DataFrame(SITES, columns=["id", "name", "kind"])
    sites.iloc[::-1].sort_values("kind", key=lambda kind: kind != "programme").to_csv(folder / "sites.csv", index=False)
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    described = {
        "theme": {"title": "Subject", "constraints": {"enum": ["seed", "water", "sun", "wind"]}},
        "strand": {"title": "Kind of work", "categories": STRANDS},
        "places": {"title": "Gardens", "listOf": "sites.id"},
        "sources": {"listOf": "references.bib"},
        **changes,
    }
    fields = [{"name": name, "type": "string", **described.get(name, {})} for name in [*columns, "what"]]
    resources = [
        {"name": "events", "path": "events.csv", "schema": {"fields": fields}},
        {
            "name": "sites",
            "path": "sites.csv",
            "wholeKind": "programme",
            "schema": {"fields": [{"name": n, "type": "string"} for n in sites]},
        },
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return load(folder)
