"""What the server tells about itself."""

from __future__ import annotations

import json
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.transport.operation import JSON

__all__ = ["SERVER_VERSION", "server_information"]

SERVER_VERSION = "4.13.8"
"""The version that clients are told: one whose features the sandbox has."""


def server_information(message: Message, values: Any = None) -> dict[str, JSON]:
    """Return all that the server tells, or the asked values of it.

    Raises:
        Refusal: `values` is no list of names.
    """
    information: dict[str, JSON] = {
        "version": SERVER_VERSION,
        "schema_hash": message.store.schema.hash,
        "is_timezone_support_enabled": True,
        "storage_scenario": _storage_scenario(message),
        "product": {"name": "ftrack-orm sandbox"},
        "company": {"name": "Sandbox"},
    }
    if values is None:
        return information
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Refusal("ValueError", "query_server_information: 'values' must be a list of names")
    return {name: information[name] for name in values if name in information}


def _storage_scenario(message: Message) -> JSON:
    if "Setting" not in message.store.schema:
        return None
    family = message.store.tables.family("Setting")
    key = tuple({"name": "storage_scenario", "group": "STORAGE"}[name] for name in family.key)
    found = message.lookup.rows(family, [key])
    return _scenario(found[key]["value"]) if found else None


def _scenario(value: str | None) -> JSON:
    """Return the setting as clients read it: an object with its name under `scenario`, or null."""
    try:
        stated = json.loads(value or "null")
    except ValueError:
        stated = value
    if isinstance(stated, str):
        return {"scenario": stated}
    return stated if isinstance(stated, dict) else None
