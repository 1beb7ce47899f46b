"""`get_widget_url`: the address of a page about an entity, which opens without a key for a few minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.files.signed_token import Signer
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.transport.operation import JSON

__all__ = ["WIDGET", "widget_url"]

WIDGET = "widget"
"""What the tokens are made for."""
_NAMES = {"info": True, "tasks": True, "tasks_browser": False}
"""The widgets, and whether they need an entity."""
_SECONDS = 6 * 60.0


def widget_url(signer: Signer, message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Answer with the URL of a widget.

    Raises:
        Refusal: There is no such widget or entity.
    """
    name = operation.get("name")
    if not isinstance(name, str) or name not in _NAMES:
        known = ", ".join(_NAMES)
        raise Refusal("ValidationError", f"get_widget_url: 'name' must be one of {known}, not {str(name)[:100]!r}")
    claims: dict[str, Any] = {"name": name, "user_id": message.user_id}
    claims["theme"] = "light" if operation.get("theme") == "light" else "dark"
    entity_type = operation.get("entity_type")
    if entity_type is not None:
        claims |= {"entity_type": entity_type, "key": _existing_key(message, entity_type, operation.get("entity_key"))}
    elif _NAMES[name]:
        raise Refusal("ValidationError", f"get_widget_url: the widget {name!r} needs an 'entity_type' and 'entity_key'")
    return {"widget_url": f"{message.server_url}/widget?token={signer.sign(WIDGET, claims, seconds=_SECONDS)}"}


def _existing_key(message: Message, entity_type: JSON, given: JSON) -> list[str]:
    key = given if isinstance(given, list) else [given]
    if isinstance(entity_type, str) and entity_type in message.store.schema:
        family = message.store.tables.family(entity_type)
        if len(key) == len(family.key) and all(isinstance(part, str) for part in key):
            found = message.lookup.rows(family, [tuple(key)])
            if found and found[tuple(key)][family.type_column] in message.store.tables.concrete(entity_type):
                return key
    told = str(entity_type)[:100]
    raise Refusal("ValidationError", f"get_widget_url: there is no such entity: {told!r}", "entity_not_found")
