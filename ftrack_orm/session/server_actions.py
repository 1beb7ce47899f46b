"""The part of `Session` that asks the server for other things than entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ftrack_orm.deferral import deferred
from ftrack_orm.mapping import Entity
from ftrack_orm.session.session_part import SessionPart
from ftrack_orm.transport import JSON

if TYPE_CHECKING:
    from ftrack_orm.schema import Schema
    from ftrack_orm.schema.entity_type import EntityType
    from ftrack_orm.session.loading.conversion import Strategy, decode, encode
    from ftrack_orm.session.reading.search import Found, Searched, search
    from ftrack_orm.session.workflow.server_action import (
        AnyOperation,
        answer_value,
        call,
        call_for_each,
        information_of,
        key_on_server,
        server_information,
    )
    from ftrack_orm.session.writing.planning import reference
else:
    decode = deferred("ftrack_orm.session.loading.conversion.decode")
    encode = deferred("ftrack_orm.session.loading.conversion.encode")
    reference = deferred("ftrack_orm.session.writing.planning.reference")
    search = deferred("ftrack_orm.session.reading.search.search")
    answer_value = deferred("ftrack_orm.session.workflow.server_action.answer_value")
    call = deferred("ftrack_orm.session.workflow.server_action.call")
    call_for_each = deferred("ftrack_orm.session.workflow.server_action.call_for_each")
    information_of = deferred("ftrack_orm.session.workflow.server_action.information_of")
    key_on_server = deferred("ftrack_orm.session.workflow.server_action.key_on_server")
    server_information = deferred("ftrack_orm.session.workflow.server_action.server_information")

__all__ = ["ServerActions"]

E = TypeVar("E", bound=Entity)


class ServerActions(SessionPart):
    """Raw calls, server information, encoding, and what the server does on request."""

    @property
    def server_information(self) -> dict[str, JSON]:
        """What the server tells of itself: version, schema hash, settings. Asked for once and kept."""
        return dict(server_information(self._gateway))

    def query_server_information(self, values: Sequence[str] | None = None) -> dict[str, JSON]:
        """Ask the server what it tells of itself, all of it or these values: `values=["version", "schema_hash"]`."""
        from ftrack_orm.transport import QueryServerInformation

        (answer,) = self._gateway.send([QueryServerInformation(None if values is None else tuple(values))])
        told = information_of(answer)
        if self._gateway.drift is not None:
            self._gateway.drift.told(told)
        return told

    def call(self, operations: Iterable[AnyOperation]) -> list[JSON]:
        """Send operations as one request, one transaction, and return the results as they are on the wire.

        An operation is a typed one (`ftrack_orm.transport.Update`) or a dictionary with an `action`; entities in it
        are encoded. What is loaded here is not touched: `decode` and `refresh` bring results in.

        Raises:
            ServerError: The server refused one, and with it all.
            SessionError: Something is no operation.
        """
        return call(self._gateway, operations)

    def search(
        self, text: str, /, *within: Searched[E], context: Entity | None = None, object_types: Iterable[Entity] = ()
    ) -> Found[E]:
        """Find entities by words in their texts: `session.search("bunny", Shot, AssetBuild, context=project)`.

        All words must occur, in any case, in the name, the description and the like, or in the names of what it is
        below. Entities come type by type; a select instead of a class narrows further and says what to load.

        Raises:
            QueryCheckError: The schema does not allow a select.
            SessionError: Nothing was said to search for, or in.
        """
        return search(self._gateway, self._models, text, within, context, object_types)

    def encode(self, value: object, strategy: Strategy = "set_only") -> str:
        """Return a value with entities in it as JSON text.

        Args:
            value: Anything that can be sent.
            strategy: Which attributes of entities: "all" (missing ones are loaded, in one request for each 500 of a
                type), "set_only" (those that are here), "modified_only" (those with pending changes),
                "persisted_only" (those here, as the server has them).
        """
        return encode(self._gateway, value, strategy)

    def decode(self, text: str | bytes) -> Any:
        """Return what a JSON text holds: entities merged into this session, moments as `datetime`."""
        return decode(self._gateway, text, self._registry())

    def entity_reference(self, entity: Entity) -> dict[str, JSON]:
        """Return what stands for an entity on the wire: its type and primary key."""
        return reference(entity)

    @property
    def schema(self) -> Schema:
        """The schema of the workspace that the entity classes were generated from."""
        return self._registry().schema

    def model(self, entity_type: str) -> type[Any]:
        """Return the class of an entity type: `session.model("Milestone")`.

        One that the generated package does not have is made from the workspace's own schema, which is asked for once.

        Raises:
            UnknownEntityTypeError: The workspace has none of this name either.
        """
        return self._class(entity_type)

    def get_schema(self, entity: type[Entity] | str) -> EntityType:
        """Return the schema of one entity type.

        Raises:
            UnknownEntityTypeError: There is none of this name.
        """
        return self.schema[entity if isinstance(entity, str) else entity.__entity_type__]

    def primary_key_attributes(self, entity: type[Entity] | str) -> tuple[str, ...]:
        """Return the names of the attributes that make up the primary key."""
        key: tuple[str, ...] = self._class(entity).__mapper__.primary_key
        return key

    def identifying_key(self, entity: Entity) -> str:
        """Return a text that stands for an entity alone: its type and key, joined by commas."""
        return ",".join((entity.__entity_type__, *entity.__ftrack_key__))

    def reset_remote(self, reset_type: str, entity: Entity | None = None) -> Any:
        """Let the server reset something and return what it says, as `{"api_key": ...}` for a user's API key."""
        operation: dict[str, JSON] = {"action": "reset_remote", "reset_type": reset_type}
        if entity is not None:
            operation |= {"entity_type": entity.__entity_type__, "entity_key": key_on_server(entity)[0]}
        return answer_value(self.call([operation])[0], "data")

    def get_widget_url(self, name: str, entity: Entity | None = None, theme: str | None = None) -> str:
        """Return an address of a widget (info, tasks, tasks_browser) that works without a login for 6 minutes."""
        operation: dict[str, JSON] = {"action": "get_widget_url", "name": name, "theme": theme}
        if entity is not None:
            operation |= {"entity_type": entity.__entity_type__, "entity_key": list(key_on_server(entity))}
        return str(answer_value(self.call([operation])[0], "widget_url"))

    def send_user_invite(self, user: Entity) -> None:
        """Let the server send a user an invitation by mail."""
        self.send_user_invites([user])

    def send_user_invites(self, users: Sequence[Entity]) -> None:
        """Let the server send several users an invitation by mail, in one request."""
        call_for_each(self._gateway, "send_user_invite", "user_id", users)

    def send_review_session_invite(self, invitee: Entity) -> None:
        """Let the server invite somebody to a review session by mail."""
        self.send_review_session_invites([invitee])

    def send_review_session_invites(self, invitees: Sequence[Entity]) -> None:
        """Let the server invite several to a review session by mail, in one request."""
        call_for_each(self._gateway, "send_review_session_invite", "review_session_invitee_id", invitees)

    def delayed_job(self, job_type: str, **options: object) -> Any:
        """Let the server start a job, as "SYNC_USERS_LDAP", and return its Job."""
        (answer,) = self.call([{"action": "delayed_job", "job_type": job_type, **options}])
        data = answer_value(answer, "data")
        return self._gateway.merge([data], self._registry())[0]
