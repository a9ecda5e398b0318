"""Read one cell as the type that its column has: the only place that decides what a text in a table means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .dates import DateError, parse_date
from .files import control_name
from .problems import CONTROL

TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")
SCHEMES = ("http", "https", "mailto", "tel", "sms")
LARGEST = 2**63 - 1
SUSPECT = re.compile(r"^[\s=+@#-]|\s$|^Err:|script\s*:|data\s*:|[^\x09\x0a\x20-\x7e]", re.IGNORECASE)
"""What most cells do not hold: only cells that do are looked at more closely."""
SPREADSHEET = re.compile(r"#(REF|NAME|VALUE|NUM|NULL|DIV/0|SPILL|CALC|FIELD|BLOCKED|CONNECT)[!?]|#N/A|#+|Err:\d+")
FORMULA = re.compile(r"[=@]|[+-]\s*[A-Za-z(]")
SCRIPT = re.compile(r"[\s\"'(<]*((javascript|vbscript)\s*:\s*\S|data:[\w.+/-]*[;,]\S)", re.IGNORECASE)
ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(\S+)", re.ASCII)
GARBLED = re.compile(
    r"(?<![A-Z\u00c0-\u00de])[\u00c2\u00c3\u00c5\u00ce-\u00d1\u00e2\u00f0][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]"
)


class CellError(ValueError):
    """A cell that cannot be read; knows the rule it breaks and the remedy."""

    def __init__(self, rule: str, remedy: str) -> None:
        self.rule, self.remedy = rule, remedy
        super().__init__(f"{rule}. {remedy}")


def read_cell(text: str, field: Mapping[str, Any], exact: bool = False) -> object:
    """Return the value of one cell.

    Parameters
    ----------
    text
        The cell as it stands in the file.
    field
        What the schema says of its column.
    exact
        Whether the text is compared with others, as keys are, so that a space around it would matter.

    Returns
    -------
    object
        An ``int``, ``float``, ``bool`` or ``datetime.date`` where the column has such a type, ``None`` where such a
        cell is empty, a tuple for a list of keys, and otherwise the text.

    Raises
    ------
    CellError
        When the text is not what the column may hold, or is what no text of a table may be: characters that nobody
        sees, garbled letters, an error or a formula of a spreadsheet, blanks only.

    Examples
    --------
    >>> read_cell("12", {"type": "integer"}), read_cell("", {"type": "integer"}), read_cell("a b", {"listOf": "x.id"})
    (12, None, ('a', 'b'))
    >>> read_cell("#REF!", {"type": "string"})
    Traceback (most recent call last):
    livingwell_learning.data.cells.CellError: is an error of a spreadsheet. Write what the cell should hold.
    """
    if SUSPECT.search(text):
        _refuse_junk(text, field)
    if field.get("listOf"):
        return tuple(text.split())
    read = READERS.get(str(field.get("type", "string")))
    reads_format = FORMATS.get(str(field.get("format", "")))
    if not text:
        return None if read and read is not _yearmonth else ""
    if (read or reads_format or exact) and text != text.strip():
        raise CellError("has a space before or after it", "Take the space out.")
    if read:
        return read(text, field)
    return reads_format(text) if reads_format else text


def _refuse_junk(text: str, field: Mapping[str, Any]) -> None:
    """Raise an error for what no text of a table may be."""
    bare = text.strip(" \t\n\u00a0\u200b\u2060")
    if text and not bare:
        raise CellError("The cell holds only blanks", "Write what belongs there, or leave it quite empty.")
    if found := CONTROL.search(text):
        raise CellError(f"holds {control_name(found[0])}", "Delete it, and write what was lost with it.")
    if SPREADSHEET.fullmatch(bare):
        raise CellError("is an error of a spreadsheet", "Write what the cell should hold.")
    if SCRIPT.match(text):
        raise CellError("is an address that would run a program", "Write an address that starts with https://.")
    if FORMULA.match(text) and field.get("type", "string") in ("string", "any"):
        rule = "starts as a formula does, and a spreadsheet would calculate it"
        raise CellError(rule, f"Begin the cell with something else than '{text[0]}'.")
    if GARBLED.search(text):
        from ftfy import fix_encoding
        from ftfy.badness import is_bad

        if is_bad(text) and (fixed := fix_encoding(text)) != text:
            raise CellError("is garbled: UTF-8 was opened as another encoding", f"Write: {fixed}")


def _integer(text: str, _: Mapping[str, Any]) -> int:
    if not re.fullmatch(r"[+-]?\d{1,19}", text, re.ASCII) or abs(int(text)) > LARGEST:
        raise CellError("is not a whole number", "Write digits only, for example 12.")
    return int(text)


def _number(text: str, _: Mapping[str, Any]) -> float:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", text, re.ASCII) or abs(float(text)) > 1e300:
        raise CellError("is not a number", "Write digits with a full stop for the decimals, for example 12.5.")
    return float(text)


def _boolean(text: str, field: Mapping[str, Any]) -> bool:
    true, false = (
        [str(value) for value in given] if isinstance(given := field.get(name), list) and given else usual
        for name, usual in (("trueValues", TRUE), ("falseValues", FALSE))
    )
    if text in true or text in false:
        return text in true
    yes, no = true[0], false[0]
    capitals = text.casefold() in {value.casefold() for value in (*true, *false)}
    allow = f" A spreadsheet writes capitals: trueValues and falseValues in datapackage.json can allow {text}, too."
    raise CellError(f"is neither {yes} nor {no}", f"Write {yes} or {no}.{allow if capitals else ''}")


def _date(text: str, _: Mapping[str, Any]) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError("is not a day in the calendar", "Write it as 2023-05-31.")


def _year(text: str, _: Mapping[str, Any]) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or text == "0000":
        raise CellError("is not a year", "Write four digits, for example 2023.")
    return int(text)


def _yearmonth(text: str, _: Mapping[str, Any]) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) or text.startswith("0000"):
        raise CellError("is not a month of a year", "Write it as 2023-05.")
    return text


def _edtf(text: str) -> str:
    try:
        return parse_date(text).text
    except DateError as error:
        raise CellError(error.rule, error.remedy) from None


def _address(text: str) -> str:
    """Return an address as it stands, if a page may lead to it."""
    found = ADDRESS.fullmatch(text)
    web = found is not None and found[1].lower() in ("http", "https")
    if found is None or (web and not re.match(r"//[^/?#]+", found[2])):
        raise CellError("is not a whole address", "Write it as https://example.org/page, without spaces.")
    if found[1].lower() not in SCHEMES:
        raise CellError(f"has an address of the kind {found[1]}:", f"Start it with one of: {', '.join(SCHEMES)}.")
    return text


READERS: dict[str, Callable[[str, Mapping[str, Any]], object]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "year": _year,
    "yearmonth": _yearmonth,
}
FORMATS: dict[str, Callable[[str], str]] = {"edtf": _edtf, "uri": _address}
