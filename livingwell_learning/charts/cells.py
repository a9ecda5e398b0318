"""Tables as people read them: whole numbers whole, days without an hour, and nothing where nothing is known."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..words import day, number, t

if TYPE_CHECKING:
    import pandas as pd


LARGEST = 2**53
"""Up to here every whole number has a float of its own."""


def plain(table: pd.DataFrame) -> pd.DataFrame:
    r"""Return a table whose whole numbers are whole, also in a column with a gap.

    Examples
    --------
    >>> import pandas as pd
    >>> plain(pd.DataFrame({"n": [1234567.0, None]})).to_csv(index=False)
    'n\n1234567\n""\n'
    """
    whole = [
        at
        for at, dtype in enumerate(table.dtypes)
        if dtype.kind == "f" and (known := table.iloc[:, at].dropna()).between(-LARGEST, LARGEST).all()
        and (known % 1 == 0).all()
    ]  # fmt: skip
    shown = table.copy()
    for at in whole:
        shown.isetitem(at, table.iloc[:, at].astype("Int64"))  # type: ignore[arg-type] # the stubs forget series
    return shown


def as_cells(table: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Return the headings of a table and the words of its cells, row by row."""
    shown = plain(table)
    missing = shown.isna().to_numpy()
    rows = zip(shown.itertuples(index=False, name=None), missing, strict=True)
    return [str(name) for name in shown.columns], [
        ["" if empty else _words(value) for value, empty in zip(row, gaps, strict=True)] for row, gaps in rows
    ]


def _words(value: Any) -> str:
    if isinstance(value, datetime) and value.time().isoformat() != "00:00:00":
        return f"{day(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    return str(value)


def kilobytes(size: int) -> str:
    """Return the size of a file in words.

    Examples
    --------
    >>> kilobytes(12345)
    '12 kB'
    """
    return t("figure.size", size=number(max(1, round(size / 1000))))
