"""What the parts of `Session` stand on."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.models import entity_class, registry_of

__all__ = ["SessionPart"]


class SessionPart:
    """The state of a session, which each of its parts works on."""

    _gateway: Gateway
    _models: ModuleType | None
    _pending: Siblings
    """What new entities load from."""

    def _registry(self, entity: type[Entity] | None = None) -> Registry:
        return registry_of(entity, self._models)

    def _class(self, entity: type[Entity] | str) -> type[Any]:
        registry = self._registry()
        if isinstance(entity, str) and entity not in registry:
            self._gateway.server_schema.require(registry, entity)
        return entity_class(entity, self._models)
