"""Made-up pairs for the tests of the explorer: six of them, 36 statements, an accent and an odd name."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from livingwell_learning.original import Original, Statement
from livingwell_learning.reflection import Scale

NAMES = [
    ("oak-ash", "Oak", "Ash"),
    ("rain-sun", "Rain", "Sun"),
    ("hill-sea", "Hill <b>", "Sea & shore"),
    ("moss-fern", "Moss", "Fern"),
    ("stone-clay", "Stone", "Clay"),
    ("night-day", "Night", "Day and dusk"),
]
TEXTS = {
    ("oak-ash", "relational", 2): "Meet at the café, and Listen",
    ("rain-sun", "mechanistic", 1): "Listening is planned",
    ("rain-sun", "relational", 3): "People’s gardens are shared",  # noqa: RUF001
}


class Tables(SimpleNamespace):
    """Two tables with their description, as the data package gives them."""

    def __contains__(self, name):
        return name in ("pairs", "statements")

    def description(self, name):
        return next(resource for resource in self.descriptor["resources"] if resource["name"] == name)


SIDES = ("mechanistic", "relational")
QUESTION = "{name}: how much of this do you see in your system now?"
SCALE = Scale({side: side for side in SIDES})


def rated(first=None, second=None):
    """Return the rating of two answers."""
    return SCALE.rate({"mechanistic": first, "relational": second})


def described(sides=SIDES, **pairs):
    """Return what a descriptor says of the made-up tables."""
    side = {"name": "side", "categories": [{"value": side, "label": side} for side in sides]}
    return {"resources": [{"name": "pairs", **pairs}, {"name": "statements", "schema": {"fields": [side]}}]}


def made_up():
    """Return tables as the data package gives them, out of order on purpose."""
    pairs = [
        {
            "id": id, "order": order, "mechanistic": one, "relational": other,
            "mechanistic_gist": f"{one} stands apart.", "relational_gist": f"{other} joins in, quietly.",
            "note": "A note on stone." if id == "stone-clay" else float("nan"), "sources": "made-up",
        }
        for order, (id, one, other) in enumerate(NAMES, start=1)
    ]  # fmt: skip
    statements = [
        {
            "id": f"{id}-{side}-{order}",
            "pair": id, "side": side, "order": order,
            "text": TEXTS.get((id, side, order), f"{side.title()} way {order} of {id.replace('-', ' ')}"),
            "sources": "made-up",
        }
        for id, *_ in NAMES
        for side in ("mechanistic", "relational")
        for order in (1, 2, 3)
    ]  # fmt: skip
    return Tables(
        pairs=pd.DataFrame(pairs[::-1]),
        statements=pd.DataFrame(statements[::-1]),
        descriptor=described(question=QUESTION),
    )


def own_words():
    """Return the wording that the made-up statements retell, out of order on purpose."""
    statements = [
        Statement(id, side, order, "Heed <what> others say" if (id, side, order) == ("oak-ash", "relational", 2) else
                  f"Verily, {side} wording {order} of {id.replace('-', ' ')}")
        for id, *_ in NAMES
        for side in ("mechanistic", "relational")
        for order in (1, 2, 3)
    ]  # fmt: skip
    return Original((), tuple(statements[::-1]))
