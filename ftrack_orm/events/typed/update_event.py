"""What `ftrack.update` tells: which entities changed, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ftrack_orm.errors import EventError
from ftrack_orm.events.event import Event

__all__ = ["UPDATE", "Ancestor", "UpdateEvent", "UpdatedEntity", "UpdatingUser", "ValueChange"]

UPDATE = "ftrack.update"
"""The topic."""


class _Told(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, coerce_numbers_to_str=True
    )


class ValueChange(_Told):
    """What an attribute was and what it is; as on the wire, where moments are ISO text."""

    old: Any = None
    new: Any = None


class Ancestor(_Told):
    """One entity on the way from a changed one up to its project, the changed one included."""

    entity_id: str = Field(alias="entityId")
    word: str | None = Field(default=None, alias="entityType")
    """The server's own word for the type: `task` (of shots too), `show`, `assetversion`."""
    entity_type: str | None = None
    """The name in the schema."""
    parent_id: str | None = Field(default=None, alias="parentId")


def _changes(told: object) -> dict[str, Any]:
    """Leave out what is no change."""
    items = told.items() if isinstance(told, Mapping) else ()
    return {name: change for name, change in items if isinstance(name, str) and isinstance(change, Mapping)}


def _ancestors(told: object) -> list[Any]:
    listed = told if isinstance(told, list) else []
    return [each for each in listed if isinstance(each, Mapping) and each.get("entityId") is not None]


def _texts(told: object) -> list[str]:
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


class UpdatedEntity(_Told):
    """What happened to one entity."""

    entity_id: str = Field(alias="entityId")
    word: str | None = Field(default=None, alias="entityType")
    """The server's own word for the type: `task` (of shots too), `show`, `assetversion`."""
    entity_type: str | None = None
    """The name in the schema; None where the server tells its own word alone."""
    action: str = "update"
    """`add`, `update` or `remove`."""
    keys: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()
    changes: Annotated[dict[str, ValueChange], BeforeValidator(_changes)] = Field(default_factory=dict)
    """By the server's words for attributes, as `statusid`, and by their names, where it tells these too."""
    object_type_id: str | None = Field(default=None, alias="objectTypeId")
    parent_id: str | None = Field(default=None, alias="parentId")
    parents: Annotated[tuple[Ancestor, ...], BeforeValidator(_ancestors)] = ()


class UpdatingUser(_Told):
    """Who made the changes."""

    id: str | None = Field(default=None, alias="userid")
    name: str | None = None


class UpdateEvent(_Told):
    """All that one event tells."""

    entities: tuple[UpdatedEntity, ...] = ()
    user: UpdatingUser = UpdatingUser()
    client_token: str | None = Field(default=None, alias="clientToken")
    push_token: str | None = Field(default=None, alias="pushToken")

    @classmethod
    def read(cls, event: Event) -> UpdateEvent:
        """Read an event; an entity that makes no sense is left out.

        Raises:
            EventError: It is no `ftrack.update`, or tells nothing.
        """
        if event.topic != UPDATE or not isinstance(event.data, Mapping):
            raise EventError(f"event {event.id} ({event.topic}) is no {UPDATE}")
        told = event.data
        listed = told.get("entities")
        common = {name: told.get(name) for name in ("clientToken", "pushToken") if isinstance(told.get(name), str)}
        user = told.get("user")
        return cls(
            entities=tuple(
                entity for each in (listed if isinstance(listed, list) else ()) if (entity := _entity(each)) is not None
            ),
            user=UpdatingUser.model_validate(user) if _is_user(user) else UpdatingUser(),
            **common,
        )


def _entity(told: Any) -> UpdatedEntity | None:
    try:
        return UpdatedEntity.model_validate(told)
    except ValidationError:
        return None


def _is_user(told: Any) -> bool:
    return isinstance(told, Mapping) and all(isinstance(told.get(name), str | None) for name in ("userid", "name"))
