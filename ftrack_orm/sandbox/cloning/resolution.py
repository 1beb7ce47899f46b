"""Make each mention of an entity in an answer its full copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["resolved"]


def resolved(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rows; one that only refers to an entity whose copy stands elsewhere gets what that holds.

    >>> reference = {"__entity_type__": "A", "id": "1"}
    >>> resolved([reference, {"b": reference | {"name": "x"}}])[0]["name"]
    'x'
    """
    found = [row for row in rows if isinstance(row, dict)]
    copies: dict[tuple[str, str], dict[str, Any]] = {}
    pending: list[Any] = list(found)
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            if isinstance(value.get("id"), str) and "__entity_type__" in value:
                copies.setdefault((str(value["__entity_type__"]), value["id"]), {}).update(value)
            pending += value.values()
    return [{**row, **copies.get((str(row.get("__entity_type__")), str(row.get("id"))), {})} for row in found]
