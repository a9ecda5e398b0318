"""Read from the descriptor what a report calls its own: the properties that say more than a schema does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..data import DataPackage


def described(tables: DataPackage, table: str) -> dict[str, Any]:
    """Return what the descriptor says of a table; nothing where there is none."""
    resources = getattr(tables, "descriptor", {}).get("resources", [])
    return next((resource for resource in resources if resource.get("name") == table), {})


def categories(tables: DataPackage, table: str, column: str) -> dict[str, dict[str, Any]]:
    """Return the values that the descriptor lists for a column, each with all that it says of it."""
    fields = described(tables, table).get("schema", {}).get("fields", [])
    field: dict[str, Any] = next((field for field in fields if field.get("name") == column), {})
    listed = field.get("categories") or field.get("constraints", {}).get("enum") or []
    return {str(item["value"]): item for item in _as_dicts(listed)}


def _as_dicts(listed: list[Any]) -> list[dict[str, Any]]:
    return [item if isinstance(item, dict) else {"value": item} for item in listed]
