"""Say in plain words what a schema asks of a table and of each of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..data import REFERENCES, foreign_keys, foreign_target, humanise, read_column

if TYPE_CHECKING:
    from ..data import DataPackage

KINDS = {
    "string": "Text",
    "integer": "Whole number",
    "number": "Number, with a full stop before decimals",
    "boolean": "Yes or no",
    "date": "Day, such as 2023-05-31",
    "year": "Year, such as 2023",
    "yearmonth": "Month of a year, such as 2023-05",
    "any": "Text or number",
}
EDTF = (
    "Date as exact as it is known: 2023, 2023-05 or 2023-05-31, with ? at the end if it was inferred, ~ if it is "
    "about right, or two dates with / between them (EDTF)"
)
LIMITS = {
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
}


def table_words(resource: dict[str, Any], package: dict[str, Any]) -> dict[str, Any]:
    """Return name, title, description, licences and rules of a table; licences of the package where it has none."""
    rules = []
    if {"checkedField", "checkWithinField"} <= resource.keys():
        checked, within = resource["checkedField"], resource["checkWithinField"]
        person = resource.get("confirmedField")
        rules.append(
            f"Each row says in {checked} when pages about it were last read, in {person} when a person last confirmed "
            f"it, and in {within} for how many days that counts. After that the book cannot be built until a person "
            "has confirmed the row."
            if person
            else f"Each row says in {checked} when it was last checked, and in {within} for how many days that counts. "
            "After that the book cannot be built until somebody has checked the row again."
        )
    return {
        "name": resource["name"],
        "title": resource.get("title", humanise(resource["name"])),
        "description": resource.get("description", ""),
        "licences": [
            (item.get("title") or item.get("name") or item.get("path", ""), item.get("path", ""))
            for item in resource.get("licenses") or package.get("licenses") or []
        ],
        "rules": rules,
    }


def column_words(
    resource: dict[str, Any], field: dict[str, Any], tables: DataPackage, titles: dict[str, str]
) -> dict[str, Any]:
    """Return what a column is called, what it holds, how it is written and which values it may have.

    Parameters
    ----------
    resource
        What the descriptor says of the table.
    field
        What its schema says of the column.
    tables
        The data package, for labels of values and for an example of a value in a fixed form.
    titles
        The title of each table by its name.

    Returns
    -------
    dict
        ``name``, ``title``, ``description``, ``rules`` (sentences in words), ``pattern`` and ``example`` (empty
        where values have no fixed form) and ``values`` (pairs of value and label, the label empty where the
        schema gives none).
    """
    name, constraints = field["name"], field.get("constraints", {})
    column = read_column(tables, resource["name"], name)
    example = ""
    if constraints.get("pattern"):
        example = next((str(value) for value in tables.table(resource["name"]).values[name] if str(value)), "")
    return {
        "name": name,
        "title": column.title,
        "description": field.get("description", ""),
        "rules": f"{kind_words(field, resource, titles)}; {'; '.join(rule_words(constraints))}.",
        "pattern": constraints.get("pattern", ""),
        "example": example,
        "values": [(value, label if field.get("categories") else "") for value, label in column.labels.items()],
    }


def kind_words(field: dict[str, Any], resource: dict[str, Any], titles: dict[str, str]) -> str:
    """Return the type of a column in words, or what its keys point to."""
    if target := str(field.get("listOf", "")):
        table, _, column = target.rpartition(".")
        what = target if target == REFERENCES else f"the table {titles.get(table, table)}, column {column},"
        return f"Keys of {what} with spaces between them"
    for key in foreign_keys(resource):
        names = [key["fields"]] if isinstance(key.get("fields"), str) else key.get("fields", [])
        aim = foreign_target(key, resource["name"])
        if aim and field["name"] in names:
            return f"Key of a row of the table {titles.get(aim[0], aim[0])}"
    if field.get("format") == "edtf":
        return EDTF
    if field.get("type") == "boolean" and field.get("trueValues") and field.get("falseValues"):
        return f"Yes or no, written {field['trueValues'][0]} or {field['falseValues'][0]}"
    return KINDS.get(field.get("type", "string"), "Text")


def rule_words(constraints: dict[str, Any]) -> list[str]:
    """Return what the constraints ask for, each in a few words.

    Examples
    --------
    >>> rule_words({"required": True, "minimum": 1, "maximum": 5})
    ['never empty', 'from 1 to 5']
    """
    words = ["never empty" if constraints.get("required") else "may be empty"]
    if constraints.get("unique"):
        words.append("no value twice")
    if {"minimum", "maximum"} <= constraints.keys():
        words.append(f"from {constraints['minimum']} to {constraints['maximum']}")
    else:
        words += [LIMITS[name].format(constraints[name]) for name in ("minimum", "maximum") if name in constraints]
    words += [LIMITS[name].format(constraints[name]) for name in list(LIMITS)[2:] if name in constraints]
    if constraints.get("enum"):
        words.append("one of the values below")
    return words
