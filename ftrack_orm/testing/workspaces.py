"""The sandboxes of a test run: each is started once, and goes back to its start for each test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.mapping import Registry
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session import Session

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Planting", "Workspaces"]

Planting: TypeAlias = str | Callable[[Session], None]
"""What a sandbox starts with: the name of a seed, or a function that fills an empty one."""


class Workspaces:
    """Sandboxes in this process, by what they start with and the package of entity classes."""

    def __init__(self) -> None:
        self._sandboxes: dict[tuple[Planting, str], Sandbox] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sandbox(self, planting: Planting, models: ModuleType) -> Sandbox:
        """Return the sandbox as it was when it was started.

        Raises:
            ConfigurationError: The seed cannot be right.
        """
        known = self._sandboxes.get((planting, models.__name__))
        if known is None:
            known = self._sandboxes[planting, models.__name__] = self._started(planting, models)
        known.restore()
        return known

    def close(self) -> None:
        """Stop all of them."""
        self._sandboxes.clear()
        self._closing.close()

    def _started(self, planting: Planting, models: ModuleType) -> Sandbox:
        if not isinstance(planting, str) and not callable(planting):
            raise ConfigurationError(
                f"ftrack_seed gives the name of a seed, or a function that takes a session, not {planting!r}"
            )
        seed = planting if isinstance(planting, str) else "empty"
        schema = None if models.__name__ == "ftrack_stock" else Registry.of_package(models.__name__).schema
        with ExitStack() as opening:
            sandbox = opening.enter_context(Sandbox(schema, seed, serve=False))
            if callable(planting):
                with Session(transport=sandbox.transport(), models=models) as session:
                    planting(session)
                    session.commit()
            sandbox.hold()
            self._closing.push(opening.pop_all())
        return sandbox
