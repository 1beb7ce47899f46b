"""`permissions`: the security roles of a user. Clients only pass this operation through; its answer is our reading."""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.operations.entity_creation import require_entity
from ftrack_orm.sandbox.rights.role import held_roles
from ftrack_orm.transport.operation import JSON

__all__ = ["permissions"]


def permissions(message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Answer with what a user may do: the one of `user_id`, or who asks.

    Raises:
        Refusal: There is no such user.
    """
    user_id = operation.get("user_id")
    if user_id is None:
        user_id = message.user_id
    else:
        require_entity(message, "User", user_id)
    roles = held_roles(message.connection, message.store.tables, user_id)
    shown: list[JSON] = [
        {"level": role.level.name.lower(), "project_ids": None if role.projects is None else sorted(role.projects)}
        for role in roles
    ]
    return {"action": "permissions", "data": {"user_id": user_id, "roles": shown}}
