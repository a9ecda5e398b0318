"""A made-up original wording of a report, written as the command writes the real one, for books that tests build."""

from __future__ import annotations

import csv
import json

STATEMENTS = [
    (pair, side, order, f"Zealously {side} way {order} in {pair}")
    for pair in ("oak-ash", "rain-sun", "hill-sea", "moss-fern", "stone-clay", "night-day")
    for side in ("mechanistic", "relational")
    for order in (1, 2, 3)
]
BLOCKS = [
    {"kind": "paragraph", "text": "Quondam words begin, with <b> & an ampersand."},
    {"kind": "heading", "text": "A heading inside"},
    {"kind": "list", "items": ["First quondam item", "Second quondam item"]},
    {"kind": "quotation", "text": "“We said so.”", "speaker": "A voice"},
    {"kind": "note", "text": "A note at the foot."},
    {"kind": "label", "text": "Read it here"},
]
POEM = {
    "title": "Made-up verse",
    "author": "K",
    "stanzas": [["A vorpal line", "runs on & on"], ["and <then>", "it stops"]],
}


def write(folder, *, sections=(("start", "START"),), blocks=BLOCKS, statements=STATEMENTS, poem=POEM):
    """Write ``original/`` into the folder of a book and return it."""
    place = folder / "original"
    place.mkdir(exist_ok=True)
    words = {
        "format": 1,
        "source": {"name": "report.txt", "sha256": "0" * 64, "lines": 9, "non_blank": 7},
        "sections": [{"id": id, "heading": heading, "blocks": list(blocks)} for id, heading in sections],
    }
    (place / "original.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    (place / "poem.json").write_text(json.dumps(poem, ensure_ascii=False), encoding="utf-8")
    quotations = [("start", "A voice", "“We said so.”")]
    for name, header, rows in (
        ("statements.csv", ("pair", "side", "order", "text"), statements),
        ("quotations.csv", ("section", "speaker", "text"), quotations),
    ):
        with (place / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return place
