"""A made-up data package for the tests of the library: eight works of a garden club, some of them barely known."""

from __future__ import annotations

import json

import pandas as pd

from livingwell_learning import load

COLUMNS = [
    "id", "order", "title", "subtitle", "kind", "authors", "publisher", "date", "what", "in_report", "unknown",
    "read_at", "sources",
]  # fmt: skip
WORKS = [
    ("yearbook", 1, "The yearbook",
     "", "yearly", "The gardener", "The club", "2019-05", "What grew.", "true", "", "a", "a c"),
    ("seeds", 2, "Älteste Samen", "A <b>list</b>", "leaflet", "", "The club",
     "", "Seeds & how to keep them.", "true", "Who wrote it.", "", "b"),
    ("rain", 3, "Is it raining?", "", "leaflet", "Ann O\u2019Hara", "The weather house",
     "2012-04-03", "Rain in a café.", "false", "", "b", "b"),
    ("letter", 4, "A letter", "", "note", "", "The club", "2014?", "Kept in a drawer.", "true", "", "c", "c"),
    ("bees", 5, "Bees", "", "yearly", "", "The club", "", "How bees find a garden.", "false", "When.", "", "a b c"),
    ("moss", 6, "moss", "", "leaflet", "", "The club", "1999", "Soft and green.", "false", "", "a b", "a"),
    ("hedge", 7, "Hedges", "", "leaflet", "Ann O\u2019Hara", "The club",
     "2012", "A hedge in the rain.", "false", "", "b", "b"),
    ("zoo", 8, "“Zoo” of pots", "", "yearly", "", "The club", "2020-01-01", "Pots.", "false", "", "a", "a"),
]  # fmt: skip
IN_BOOK = [work[0] for work in WORKS]
IN_TIME = ["moss", "hedge", "rain", "letter", "yearbook", "zoo", "seeds", "bees"]
BY_TITLE = ["letter", "seeds", "bees", "hedge", "rain", "moss", "yearbook", "zoo"]
REFERENCES = """
@online{a, title = {{Diary of a gardener}}, author = {{The gardener}}, year = {2019}, url = {https://a.example/diary?x=1&y=2}}
@online{b, title = {{Is it raining?}}, author = {{The weather house}}, url = {https://b.example/}}
@misc{c, title = {{A letter}}, note = {Kept in a drawer}}
"""
KINDS = [
    {"value": "leaflet", "label": "Leaflet"},
    {"value": "yearly", "label": "Book of a year"},
    {"value": "film", "label": "Film"},
]


def made_up(folder, works=WORKS, without=(), **changes):
    """Write the package into a folder and load it; an argument replaces a column's description."""
    frame = pd.DataFrame(works, columns=COLUMNS).drop(columns=list(without))
    frame.iloc[::-1].to_csv(folder / "publications.csv", index=False)
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    described = {
        "order": {"type": "integer"},
        "kind": {"title": "Sort of work", "categories": KINDS},
        "in_report": {"type": "boolean", "title": "Named by the club"},
        "read_at": {"listOf": "references.bib"},
        "sources": {"listOf": "references.bib"},
        **changes,
    }
    fields = [{"name": name, "type": "string", **described.get(name, {})} for name in frame]
    resources = [{"name": "publications", "path": "publications.csv", "schema": {"fields": fields}}]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return load(folder)
