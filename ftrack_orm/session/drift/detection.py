"""Notice that a workspace is not what its entity classes were generated from.

The hashes are compared when the server tells its own: with the server information, whoever asks for that. A session
that is to refuse must know before it uses anything, so the question goes along with its first request.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypeAlias

from ftrack_orm.errors import ConfigurationError, DriftError, DriftWarning, FtrackError
from ftrack_orm.mapping import Registry
from ftrack_orm.session.models import registry_of

if TYPE_CHECKING:
    from ftrack_orm.schema import SchemaChange
    from ftrack_orm.session.gateway import Gateway
    from ftrack_orm.transport import JSON, Operation

__all__ = ["Drift", "OnDrift"]

OnDrift: TypeAlias = Literal["warn", "raise", "ignore"]
"""What to do when the workspace's schema is not the one that the classes were generated from."""

_CHOICES = ("warn", "raise", "ignore")


class Drift:
    """Compares the schema that a session's classes were generated from with that of the server, once."""

    def __init__(self, gateway: Gateway, on_drift: OnDrift, models: ModuleType | None) -> None:
        if on_drift not in _CHOICES:
            raise ConfigurationError(f"on_drift is one of {', '.join(map(repr, _CHOICES))}, got {on_drift!r}")
        self._gateway = gateway
        self._on_drift = on_drift
        self._models = models
        self._is_open = on_drift != "ignore"
        self._refused: DriftError | None = None
        self._guards = on_drift == "raise"

    def guarded(self, operations: Sequence[Operation], send: Callable[[Sequence[Operation]], list[JSON]]) -> list[JSON]:
        """Send operations; the first of a session that refuses drift take the question for the schema's hash along.

        What changes something is not sent before the answer: it could not be taken back.

        Raises:
            DriftError: The workspace has another schema; nothing of the answer was used.
        """
        if self._refused is not None:
            raise DriftError(self._refused.package, self._refused.changes)
        if not self._guards or self._registry() is None:
            return send(operations)
        from ftrack_orm.transport import QueryServerInformation

        question = QueryServerInformation()
        if all(operation.reads_only for operation in operations):
            information, *answers = send([question, *operations])
            self._told(information)
            return answers
        (information,) = send([question])
        self._told(information)
        return send(operations)

    def told(self, information: JSON) -> None:
        """Take note of what the server tells of itself.

        Raises:
            DriftError: It has another schema, and the session was opened with `on_drift="raise"`.
        """
        stated = information.get("schema_hash") if isinstance(information, dict) else None
        if not self._is_open or not isinstance(stated, str):
            return
        registry = self._registry()
        if registry is None:
            return
        self._is_open = False
        if registry.schema_hash in (None, stated):
            return
        changes = self._changes(registry)
        if changes is None or changes:
            self._act(DriftError(registry.package, changes or ()))

    def _told(self, information: JSON) -> None:
        self._guards = False
        if self._gateway.information is None and isinstance(information, dict):
            self._gateway.information = dict(information)
        self.told(information)

    def _registry(self) -> Registry | None:
        """Return the registry of the classes in use; None where there are none, or nobody says which are meant."""
        if self._models is None and not Registry.all():
            return None
        try:
            return registry_of(None, self._models)
        except ConfigurationError:
            if self._on_drift == "raise":
                raise
            return None

    def _changes(self, registry: Registry) -> tuple[SchemaChange, ...] | None:
        """Return what differs; None where it cannot be asked for and a warning is all that is wanted."""
        from ftrack_orm.schema import compare_schemas

        try:
            return compare_schemas(registry.schema, self._gateway.server_schema.read())
        except FtrackError:
            if self._on_drift == "raise":
                raise
            return None

    def _act(self, error: DriftError) -> None:
        if self._on_drift == "raise":
            self._refused = error
            raise error
        warnings.warn(str(error), DriftWarning, stacklevel=_user_level())


def _user_level() -> int:
    """Return how far up the stack the first line stands that is none of this library, seen from the caller."""
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and _is_ours(frame.f_globals.get("__name__", "")):
        frame, level = frame.f_back, level + 1
    return level


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "ftrack_orm" or module in ("contextlib", "threading")
