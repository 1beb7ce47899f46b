"""Write notes and replies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ftrack_orm.mapping import Entity
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.writing.committing import add

__all__ = ["write_note", "write_reply"]


def write_note(
    gateway: Gateway,
    loader: Siblings,
    entity: Any,
    content: str,
    author: Entity | None,
    recipients: Iterable[Entity],
    labels: Iterable[Entity],
) -> Any:
    """Make a note on an entity, with its recipients (users or groups) and labels, and add it all."""
    registry = type(entity).__mapper__.registry
    note = registry.mapper("Note").entity_class(content=content, **_by(author))
    entity.notes.append(note)
    recipient = registry.mapper("Recipient").entity_class
    label_link = registry.mapper("NoteLabelLink").entity_class
    made = [note, *(recipient(note_id=note.id, resource_id=resource.__ftrack_key__[0]) for resource in recipients)]
    made += [label_link(note_id=note.id, label_id=label.__ftrack_key__[0]) for label in labels]
    for new in made:
        add(gateway, new, loader)
    return note


def write_reply(gateway: Gateway, loader: Siblings, note: Any, content: str, author: Entity | None) -> Any:
    """Make a reply to a note and add it."""
    reply = type(note).__mapper__.registry.mapper("Note").entity_class(content=content, in_reply_to=note, **_by(author))
    add(gateway, reply, loader)
    return reply


def _by(author: Entity | None) -> dict[str, Any]:
    return {} if author is None else {"author": author}
