"""A made-up report of the same layout as a real one, and the tables that a book about it would have."""

from __future__ import annotations

import csv
import json
import textwrap

OUTLINE = [
    # id, heading, starts, form, author
    ("thanks", "Thanks", "", "prose", ""),
    ("about", "About the Orchard Keepers", "", "prose", ""),
    ("what-we-saw", "What we saw", "Inside this booklet", "prose", ""),
    ("two-things", "Two things we saw", "Two things we saw among", "prose", ""),
    ("letters", "Read our notes", "Read our notes to", "prose", ""),
    ("trees-first", "Trees come first", "", "prose", ""),
    ("kinds", "Marks of walled gardens, marks of open orchards", "", "pairs", ""),
    ("walled", "Walled", "In a walled garden", "prose", ""),
    ("open", "Open", "In an open orchard", "prose", ""),
    ("soil", "Soil", "", "prose", ""),
    ("water", "Water", "", "prose", ""),
    ("what-grew", "What grew", "Once the keepers met", "prose", ""),
    ("seasons", "A longer view of the seasons", "Our seasons showed", "prose", ""),
    ("song", "Windfall, My Friend", "", "poem", "Q"),
    ("hosts", "Who keeps this going", "Orchard Keepers is looked after", "prose", ""),
]
PAIRS = [("wall-path", "Wall", "Path"), ("rule-taste", "Rule", "Taste and trial")]
COUNTS = {("wall-path", "walled"): 2, ("rule-taste", "walled"): 3, ("wall-path", "open"): 1, ("rule-taste", "open"): 2}
NOTE = "See for example: https://example.org/long-lived-apple-trees In Kent: three boards (1999), two (2004)."

# Each entry is a paragraph, a list (a tuple of items) or the lines of a poem (a list).
REPORT = [
    "Orchrad Keepers", "ANNUAL BOOKLET", "1987",
    "THANKS", "We thank **everybody** who dug, pruned and picked with us in those years.", "Drawings by Pat Moss",
    "About the Orchard Keepers",
    "Orchard Keepers was a club for people who look after <u>old trees</u> in five valleys.",
    "Digging deep Pruning well",
    "INSIDE THIS BOOKLET", "WHO SHOULD READ IT? A note on words", "PART #1", "Trees come first", "THE END AND A SONG",
    "WHAT WE SAW", "Here we tell what five winters of careful looking taught the keepers.",
    "TWO THINGS WE SAW AMONG THE TREES:",
    ("Old trees are **alive and** giving", "Old trees ask for a wholly different kind of neighbour"),
    "READ OUR NOTES TO:", "Kim, Lee | Picker and singer, Upper Valley", "Ray Day | Head of Ladders, Lower Valley",
    "TREES COME FIRST", "We started from the trees, because a tree outlives every plan that is made for it.¹",
    '"It was a **wonderful** winter, and my hands ... they know more now than before".', "KEEPER IN A VALLEY",
    "You can read more about ladders here", "Songs of the Valley:", "Tales of frost, mould, luck and cider",
    "Written down at the fire, these tales keep the lives of 'pickers' as they were told.",
    NOTE,
    "Marks of **walled** gardens", "Marks of open orchards",
    "WALL", ("Mind my own bed", "Keep the gate shut against the neighbours and their goats"),
    "RULE", ("Prune by the book", "· Trust only the old almanac", "Count every apple"),
    "PATH", ("Leave a way through for whoever comes by",),
    "TASTE AND TRIAL", ("Bite before you judge", "Try a graft on the tree that nobody wanted - twice"),
    "In a walled garden, each keeper digs alone and hopes that the weather keeps to the plan.",
    "WALLED", "OPEN",
    "Our keepers noticed how lonely that was, and they began to leave the gate ajar.",
    "WALLED", "OPEN",
    "In an open orchard, keepers talk over the hedge - about frost, about goats - and lend each other ladders.",
    "SOIL", "Soil is what we stand on, and what we owe to those who come after us.",
    "WATER", "Water goes where it likes; we learn to ask it kindly and co-operate with short- and long-rooted trees.",
    "Once the keepers met, three things began to grow that no single garden had ever grown before:",
    "SOIL", "Sharing a heap of leaf mould that grew higher every autumn and warmed the frames in spring",
    "WATER", "Digging one long ditch together that carried the winter rain away from all of the roots",
    "OUR SEASONS SHOWED THAT AN ORCHARD CAN CHANGE ITS WAYS:",
    "A LONGER VIEW OF THE SEASONS", "A season is short. An orchard thinks in lifetimes, and so might we.",
    "We leave the end to 'Q', a picker from the Upper Valley:",
    "WINDFALL, MY FRIEND",
    ["You fell While no one Saw you"],
    ["You lay Beneath The Mayor's ladder"],
    ["Bruised Yet sweet -We share you"],
    ["Now", "We eat Your sunny side."],
    ["The wasps Have come Before us. And still there is Enough of you For everyone"],
    ["Windfall", "My friend", "Good evening"],
    "Orchard Keepers is looked after by the **Valley Club.**",
    "If you would like to plant a tree with us next winter, you can read about it on the board **here.**",
]  # fmt: skip
STANZAS = (
    ("You fell", "While no one", "Saw you"),
    ("You lay", "Beneath", "The Mayor's ladder"),
    ("Bruised", "Yet sweet -", "We share you"),
    ("Now", "We eat", "Your sunny side."),
    ("The wasps", "Have come", "Before us."),
    ("And still there is", "Enough of you", "For everyone"),
    ("Windfall", "My friend", "Good evening"),
)


def printed(report=REPORT, width=0, gaps=lambda at: "\n\n", bullet="- "):
    """Print a report: wrapped at a width unless it is 0, with a gap of blank lines after each entry."""

    def wrap(text, first="", rest=""):
        if not width:
            return first + text
        return textwrap.fill(text, max(width, 1), initial_indent=first, subsequent_indent=rest, break_long_words=False)

    out = []
    for at, entry in enumerate(report):
        if isinstance(entry, tuple):
            out.append("\n".join(wrap(item, bullet, "  ") for item in entry))
        else:
            out.append("\n".join(map(wrap, entry if isinstance(entry, list) else [entry])))
        out.append(gaps(at))
    return "".join(out)


def write_tables(root):
    """Write the data package of a book about this report."""
    data = root / "data"
    data.mkdir(parents=True, exist_ok=True)
    tables = {
        "outline": (
            ["id", "order", "heading", "starts", "form", "author"],
            [[row[0], at, *row[1:]] for at, row in enumerate(OUTLINE, start=1)],
        ),
        "pairs": (["id", "order", "walled", "open"], [[pair[0], at, *pair[1:]] for at, pair in enumerate(PAIRS)]),
        "statements": (["pair", "side"], [where for where, count in COUNTS.items() for _ in range(count)]),
    }
    for name, (header, rows) in tables.items():
        with (data / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    (data / "datapackage.json").write_text(json.dumps({"name": "orchard", "resources": resources}))
    return root
