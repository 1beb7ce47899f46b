"""`reset_remote`: make a user's API key anew."""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.operations.entity_creation import require_entity
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.api_keys import reset_key
from ftrack_orm.transport.operation import JSON

__all__ = ["reset_remote"]


def reset_remote(message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Revoke the keys of a user and answer with the new one.

    Raises:
        Refusal: Something else than `api_key` of a User is to be reset.
    """
    reset_type = operation.get("reset_type")
    if reset_type != "api_key":
        raise Refusal("ValueError", f"reset_remote: cannot reset {str(reset_type)[:100]!r}, only 'api_key'")
    if operation.get("entity_type") != "User":
        raise Refusal("ValueError", "reset_remote: an 'api_key' is reset of an entity_type 'User' by its entity_key")
    key = operation.get("entity_key")
    if isinstance(key, list) and len(key) == 1:
        key = key[0]
    user = require_entity(message, "User", key)
    return {"action": "reset_remote", "data": {"api_key": reset_key(message, user["id"])}}
