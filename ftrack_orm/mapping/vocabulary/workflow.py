"""Which statuses and types a project schema allows, as the snapshot of a generated package has it: nothing is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ftrack_orm.mapping.registry import Registry
from ftrack_orm.mapping.vocabulary.words import Words

if TYPE_CHECKING:
    from ftrack_orm.mapping.entity import Entity
    from ftrack_orm.schema.vocabulary import ProjectSchema

__all__ = ["Workflow"]

S = TypeVar("S")
T = TypeVar("T")


class Workflow(Generic[S, T]):
    """What words for project schemas tell: `ProjectSchemas.VFX.statuses(Task)`.

    It is what was so when the package was generated; `session.project_schema(project)` asks the workspace.
    """

    __slots__ = ()

    def statuses(self, of: type[Entity] | str, type: T | Entity | str | None = None) -> tuple[S, ...]:
        """Return the statuses that entities of a type may have, in order; of tasks with this type, where it has others.

        None where the project schema says nothing of such entities.
        """
        stated = _stated(self)
        key = getattr(type, "__ftrack_key__", (type,))[0]
        name = _entity_type(of)
        override = stated.overrides.get(str(key)) if name == "Task" and key is not None else None
        found: tuple[S, ...] = _words(self, "Status", stated.statuses.get(name, ()) if override is None else override)
        return found

    def types(self, of: type[Entity] | str) -> tuple[T, ...]:
        """Return the types that entities of a type may have, in order."""
        found: tuple[T, ...] = _words(self, "Type", _stated(self).types.get(_entity_type(of), ()))
        return found


def _stated(word: Any) -> ProjectSchema:
    vocabulary = Registry.of_module(type(word).__module__).vocabulary
    return next(one for one in vocabulary.project_schemas if one.id == word.id)


def _entity_type(of: type[Entity] | str) -> str:
    return of if isinstance(of, str) else of.__entity_type__


def _words(word: Any, entity_type: str, ids: tuple[str, ...]) -> tuple[Any, ...]:
    """Return the words of these ids; they stand in the module of the word."""
    for kind in vars(sys.modules[type(word).__module__]).values():
        if isinstance(kind, type) and issubclass(kind, Words) and vars(kind).get("__entity_type__") == entity_type:
            return tuple(found for found in map(kind.of, ids) if found is not None)
    return ()
