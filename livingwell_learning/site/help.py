"""Crisis help for the head and foot of every page, from the table of support lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def lines_by_nation(lines: pd.DataFrame) -> list[dict[str, Any]]:
    """Group support lines by the nation that they serve.

    Parameters
    ----------
    lines
        The table ``support_lines``: one row a line, with ``nation``, ``order`` and ``checked``.

    Returns
    -------
    list of dict
        ``nation`` and its ``lines`` in the order of the table; nations in the order they first appear.
        Each line carries ``checked_words``, the day it was last checked.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in lines.sort_values("order").to_dict("records"):
        checked = row["checked"]
        row["checked_iso"] = checked.isoformat()
        row["checked_words"] = f"{checked.day} {checked:%B %Y}"
        groups.setdefault(row["nation"], []).append(row)
    return [{"nation": nation, "lines": rows} for nation, rows in groups.items()]
