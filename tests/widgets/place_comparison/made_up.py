"""A made-up data package for the tests of the comparison: the gardens of the timeline, with facts and shared steps."""

from __future__ import annotations

import json

import pandas as pd

from livingwell_learning import load
from tests.widgets.site_timeline import made_up as timeline

KINDS = {"soil": "What the soil is like", "crop": "What grows", "trouble": "What eats it"}
STEPS = {"planted": "The first planting", "opened": "The gate opened", "shared": "The harvest was shared"}
STRANDS = {"own-work": "Our Own Work", "shared": "Shared by all", "round-about": "Round about"}
ABOUT = {
    "orchard": "Apples & pears.",
    "garden": "Beds in rows.",
    "meadow": "Long grass.",
    "heath": "Heather.",
    "club": "All.",
}
FACTS = [
    # place, kind, order, text, when, strand, note, sources
    ("meadow", "soil", 2, "Clay lies deep.", "", "own-work", "", "a"),
    ("meadow", "soil", 1, "The river floods it.", "every spring", "round-about", "Not in <b>2012</b>.", "b c"),
    ("meadow", "soil", 3, "All gardens test their soil.", "2014", "shared", "", "a"),
    ("orchard", "soil", 1, "Loam on chalk.", "", "own-work", "", "a"),
    ("orchard", "crop", 1, "Apples <i>only</i>.", "since 1975", "own-work", "", "c"),
    ("club", "crop", 1, "The club keeps the seeds.", "", "shared", "", "a"),
]
MILESTONES = [
    # place, milestone, event, note, sources
    ("orchard", "planted", "first-tree", "Only the year is told.", "a"),
    ("garden", "planted", "drought", "", "b"),
    ("meadow", "planted", "gate", "", "c"),
    ("meadow", "opened", "visit-1", "", "a"),
    ("garden", "opened", "café", "", "a b"),
    ("garden", "shared", "fair", "", "a"),
    ("meadow", "shared", "fair", "", "a"),
]


def categories(values):
    return [{"value": value, "label": label} for value, label in values.items()]


def made_up(folder):
    """Write the package into a folder and load it."""
    timeline.made_up(folder)
    sites = pd.read_csv(folder / "sites.csv")
    sites["local_name"] = sites["id"].map({"meadow": "Long-Meadow", "garden": "Beete"}).fillna("")
    sites["summary"] = sites["id"].map(ABOUT)
    sites["page"] = "gardens/" + sites["id"]
    sites["sources"] = "a"
    sites.to_csv(folder / "sites.csv", index=False)
    facts = pd.DataFrame(FACTS, columns=["place", "kind", "order", "text", "when", "strand", "note", "sources"])
    facts.to_csv(folder / "place_facts.csv", index=False)
    steps = pd.DataFrame(MILESTONES, columns=["place", "milestone", "event", "note", "sources"])
    steps.to_csv(folder / "milestones.csv", index=False)
    described = {
        "milestone": {"categories": categories(STEPS)},
        "strand": {"categories": categories(STRANDS)},
        "order": {"type": "integer"},
        "sources": {"listOf": "references.bib"},
        "local_name": {"title": "Called"},
    }
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] == "events"]
    for name, frame in (("sites", sites), ("place_facts", facts), ("milestones", steps)):
        fields = [{"name": column, "type": "string", **described.get(column, {})} for column in frame]
        if name == "place_facts":
            fields[1]["categories"] = categories(KINDS)
        package["resources"].append(
            {"name": name, "path": f"{name}.csv", "wholeKind": "programme", "schema": {"fields": fields}}
        )
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return load(folder)
