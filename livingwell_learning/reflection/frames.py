"""A round as tables for pandas: how far apart people stand, and, for the one who collects, each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .agreement import agreement, consensus, leik, spread
from .questions import NOT_SURE
from .tallies import ENDS_FROM

if TYPE_CHECKING:
    import pandas as pd

    from .rounds import Round


def spread_frame(group: Round) -> pd.DataFrame:
    """Return how far apart people stand, a row a side, widest first; obeys the floors.

    Returns
    -------
    pandas.DataFrame
        ``pair``, ``when``, ``part``, ``side``, ``people`` (who chose a step), ``spread`` (average distance of two
        people, in steps) and, from 12 people on, ``agreement`` (van der Eijk), ``consensus`` (Tastle and Wierman)
        and ``leik``, each to one decimal; below 12, missing.
    """
    import pandas as pd

    rows = []
    for tally in group.tallies():
        for side, counts in tally.sides.items():
            steps = counts[:-1]
            if tally.people < group.floor or sum(steps) < group.floor:
                continue
            row = {"pair": tally.pair, "when": tally.when, "part": tally.part, "side": side, "people": sum(steps)}
            row["spread"] = spread(steps)
            for name, measure in (("agreement", agreement), ("consensus", consensus), ("leik", leik)):
                row[name] = round(measure(steps), 1) if sum(steps) >= ENDS_FROM else None
            rows.append(row)
    columns = ["pair", "when", "part", "side", "people", "spread", "agreement", "consensus", "leik"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("spread", ascending=False, kind="stable")
    return frame.reset_index(drop=True)


def answers_frame(group: Round) -> pd.DataFrame:
    """Return every person's every answer. There is NO FLOOR here: for the one who collects alone.

    Returns
    -------
    pandas.DataFrame
        ``person`` (counted from 1 in the order in which they came), ``part``, ``pair``, ``when``, ``side``,
        ``answer`` (``"step"``, ``"not-sure"`` or ``"blank"``) and ``step`` (a nullable whole number, missing
        unless a step was chosen), so that an average counts numbers alone.

    Raises
    ------
    LookupError
        When the round was read from its file, which holds no person's row.
    """
    import pandas as pd

    if group.is_kept:
        raise LookupError("This round was read from its file, which holds counts and no person's answers.")
    rows = []
    for number, person in enumerate(group.people, start=1):
        for pair, when, side in group.questions.slots():
            answer = person.answers.get(pair, {}).get(when, {}).get(side)
            kind = "blank" if answer is None else NOT_SURE if answer == NOT_SURE else "step"
            rows.append((number, person.part, pair, when, side, kind, answer if kind == "step" else None))
    frame = pd.DataFrame(rows, columns=["person", "part", "pair", "when", "side", "answer", "step"])
    return frame.astype({"step": "Int64"})
