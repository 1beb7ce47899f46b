"""Invitations: nothing leaves this machine; they are kept to be looked at, and told in the log."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.operations.entity_creation import require_entity
from ftrack_orm.sandbox.operations.single_action import Single, text_of
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.transport.operation import JSON

__all__ = ["Invitation", "Outbox", "invitation_operations"]

_log = logging.getLogger("ftrack_orm.sandbox")
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Invitation:
    """A mail that a real server would have sent."""

    kind: Literal["user", "review session"]
    email: str
    entity_id: str
    """Of the User or the ReviewSessionInvitee."""
    sent_at: datetime


class Outbox:
    """The invitations of a sandbox, the last ten thousand of them in their order."""

    def __init__(self) -> None:
        self._sent: deque[Invitation] = deque(maxlen=_MOST_KEPT)
        self._lock = threading.Lock()

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """What was sent so far."""
        with self._lock:
            return tuple(self._sent)

    def clear(self) -> None:
        """Forget what was sent."""
        with self._lock:
            self._sent.clear()

    def send(self, invitation: Invitation) -> None:
        """Keep an invitation and tell of it."""
        with self._lock:
            self._sent.append(invitation)
        _log.info("invitation to a %s would go to %r", invitation.kind, invitation.email)


def invitation_operations(outbox: Outbox) -> dict[str, Single]:
    """Return the operations by their names."""
    return {
        "send_user_invite": partial(_invite_user, outbox),
        "send_review_session_invite": partial(_invite_to_review, outbox),
    }


def _invite_user(outbox: Outbox, message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    _require_writer(message)
    user = require_entity(message, "User", text_of(operation, "user_id"))
    return _invite(outbox, message, "user", user["id"], user.get("email"))


def _invite_to_review(outbox: Outbox, message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    _require_writer(message)
    invitee = require_entity(message, "ReviewSessionInvitee", text_of(operation, "review_session_invitee_id"))
    sent = _invite(outbox, message, "review session", invitee["id"], invitee.get("email"))
    table = message.store.tables.family("ReviewSessionInvitee").table
    if "last_sent_at" in table.c:
        moment = now_text()
        message.connection.execute(table.update().where(table.c["id"] == invitee["id"]).values(last_sent_at=moment))
        invitee["last_sent_at"] = moment
    return sent


def _invite(
    outbox: Outbox, message: Message, kind: Literal["user", "review session"], entity_id: str, email: str | None
) -> dict[str, JSON]:
    if not email:
        raise Refusal("ValidationError", f"the invited {kind} {entity_id} has no email address")
    invitation = Invitation(kind, email, entity_id, datetime.now(UTC))
    message.afterwards.append(partial(outbox.send, invitation))
    return {"sent": True}


def _require_writer(message: Message) -> None:
    if message.rights is not None:
        message.rights.require(message)
