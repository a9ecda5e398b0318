"""Turn a table that was read into a frame, each column with the type that its schema names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from .reading import Table

DTYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean", "date": "object"}


def frame_of(table: Table) -> pd.DataFrame:
    """Return a table as a frame.

    Parameters
    ----------
    table
        The table as it was read.

    Returns
    -------
    pandas.DataFrame
        Whole numbers, numbers and booleans may be ``NA``, days are ``datetime.date`` or ``None``, lists are
        tuples, and all else is text, empty where the cell is.
    """
    import pandas as pd

    fields = {field["name"]: field for field in table.fields}
    columns = {}
    for name, values in table.values.items():
        field = fields.get(name, {})
        dtype = "object" if field.get("listOf") else DTYPES.get(str(field.get("type", "string")), "str")
        columns[name] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)
