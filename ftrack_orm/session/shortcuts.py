"""The part of `Session` for what is done every day: make, ensure, delete, write notes, keep time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ftrack_orm.deferral import deferred
from ftrack_orm.mapping import Entity
from ftrack_orm.session.session_part import SessionPart

if TYPE_CHECKING:
    from ftrack_orm.session.loading.attribute_choice import Attributes
    from ftrack_orm.session.loading.lookup import checked_key
    from ftrack_orm.session.pending.creation import created
    from ftrack_orm.session.workflow.custom_links import CustomLinks, custom_links
    from ftrack_orm.session.workflow.note_writing import write_note, write_reply
    from ftrack_orm.session.workflow.project_statuses import ProjectStatuses, project_statuses
    from ftrack_orm.session.workflow.time_keeping import start_timer, stop_timer
    from ftrack_orm.session.writing.committing import add, delete
    from ftrack_orm.session.writing.ensuring import ensure
else:
    add = deferred("ftrack_orm.session.writing.committing.add")
    delete = deferred("ftrack_orm.session.writing.committing.delete")
    created = deferred("ftrack_orm.session.pending.creation.created")
    custom_links = deferred("ftrack_orm.session.workflow.custom_links.custom_links")
    ensure = deferred("ftrack_orm.session.writing.ensuring.ensure")
    checked_key = deferred("ftrack_orm.session.loading.lookup.checked_key")
    write_note = deferred("ftrack_orm.session.workflow.note_writing.write_note")
    write_reply = deferred("ftrack_orm.session.workflow.note_writing.write_reply")
    project_statuses = deferred("ftrack_orm.session.workflow.project_statuses.project_statuses")
    start_timer = deferred("ftrack_orm.session.workflow.time_keeping.start_timer")
    stop_timer = deferred("ftrack_orm.session.workflow.time_keeping.stop_timer")

__all__ = ["Shortcuts"]

E = TypeVar("E", bound=Entity)


class Shortcuts(SessionPart):
    """What can be said shorter than by hand."""

    @overload
    def create(self, entity: type[E], values: Mapping[str, object] | None = None, /, **given: object) -> E: ...
    @overload
    def create(self, entity: str, values: Mapping[str, object] | None = None, /, **given: object) -> Any: ...
    def create(self, entity: type[Entity] | str, values: Mapping[str, object] | None = None, /, **given: object) -> Any:
        """Make a new entity and add it: `session.create(Task, name="comp", parent=shot)`.

        A dictionary may hold the wire's names too, as text for those that Python does not allow.

        Raises:
            UnknownAttributeError: The entity type has no such attribute.
        """
        made = created(self._class(entity), values or {}, given)
        add(self._gateway, made, self._pending)
        return made

    @overload
    def delete(self, entity: Entity, /) -> None: ...
    @overload
    def delete(self, entity: type[Entity] | str, /, *key: str) -> None: ...
    def delete(self, entity: Entity | type[Entity] | str, /, *key: str) -> None:
        """Delete an entity with the next commit, or the one of a type and key; nothing is asked before.

        The server deletes what hangs on it too.

        Raises:
            SessionError: The session does not hold it.
        """
        delete(self._gateway, entity if isinstance(entity, Entity) else self._of_key(entity, key))

    def ensure(self, entity: E, *, by: Attributes | Sequence[Attributes]) -> E:
        """Return the entity on the server that is identified by these attributes; create it where there is none.

        `session.ensure(Task(name="comp", parent=shot, bid=3600), by=(Task.name, Task.parent))`: other values that
        differ are updated. One query and at most one operation, sent at once; what else is pending stays so.

        Raises:
            CommitError: The server refused it; it is pending now.
            MultipleResultsError: Several entities are identified by these values.
            SessionError: It, or what it links to, is not as it must be.
        """
        return self.ensure_all([entity], by=by)[0]

    def ensure_all(self, entities: Sequence[E], *, by: Attributes | Sequence[Attributes]) -> list[E]:
        """Ensure several entities of one type: a query for each 500, then one request with what differs."""
        names = by if isinstance(by, Sequence) and not isinstance(by, str) else (by,)
        return ensure(self._gateway, self._pending, entities, names)

    def project_schema(self, project: Entity) -> ProjectStatuses:
        """Return what a project allows: `session.project_schema(project).statuses(Task)`, `.types(Task)`.

        Raises:
            SessionError: It is neither a Project nor a ProjectSchema.
        """
        return project_statuses(self._gateway, project)

    def custom_attribute_links(self, entity: Entity, key: str, target: type[E]) -> CustomLinks[E]:
        """Return the entities that one leads to by a custom attribute: `(shot, "director", User)`.

        They are read when they are first needed; `add`, `remove` and `replace` are sent with the next commit.

        Raises:
            UnknownKeyError: No custom attribute of this key that holds entities applies.
            SessionError: The session does not hold the entity.
        """
        return custom_links(self._gateway, self._pending, [entity], key, target)[0]

    def custom_attribute_links_of(self, entities: Iterable[Entity], key: str, target: type[E]) -> list[CustomLinks[E]]:
        """Return what several entities lead to by a custom attribute: two requests for each 500.

        Raises:
            UnknownKeyError: No custom attribute of this key that holds entities applies to one of them.
            SessionError: The session does not hold one.
        """
        return custom_links(self._gateway, self._pending, list(entities), key, target)

    def create_note(
        self,
        entity: Entity,
        content: str,
        *,
        author: Entity | None = None,
        recipients: Iterable[Entity] = (),
        labels: Iterable[Entity] = (),
    ) -> Any:
        """Write a note on an entity, with the next commit; without an author it is the API user's."""
        return write_note(self._gateway, self._pending, entity, content, author, recipients, labels)

    def create_reply(self, note: Entity, content: str, *, author: Entity | None = None) -> Any:
        """Reply to a note, with the next commit."""
        return write_reply(self._gateway, self._pending, note, content, author)

    def start_timer(
        self,
        user: Entity,
        context: Entity | None = None,
        *,
        name: str | None = None,
        comment: str = "",
        force: bool = False,
    ) -> Any:
        """Start a user's timer at once and return it; `force` stops and logs the one that is running.

        Raises:
            SessionError: A timer is running already.
        """
        return start_timer(self._gateway, self._pending, user, context, name, comment, force=force)

    def stop_timer(self, user: Entity) -> Any:
        """Stop a user's timer at once and return the time log that is made of it.

        Raises:
            NoResultError: None is running.
        """
        return stop_timer(self._gateway, self._pending, user)

    def _of_key(self, entity: type[Entity] | str, key: tuple[str, ...]) -> Entity:
        """Return what stands for an entity that may not have been loaded."""
        mapper = self._class(entity).__mapper__
        checked = checked_key(mapper, key)
        held = self._gateway.identities.get(mapper, checked)
        if held is None:
            row = {"__entity_type__": mapper.entity_type, **dict(zip(mapper.wire_key, key, strict=True))}
            (held,) = self._gateway.merge([row], mapper.registry)
        return held
