"""Make one file of the parts of an upload before its batch begins: that takes long, and other writers need not wait."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import select

from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.files.file_table import PARTS
from ftrack_orm.sandbox.files.incoming import Incoming, TooLargeError
from ftrack_orm.transport.operation import JSON

__all__ = ["JoinedParts", "PartJoining"]


@dataclass(frozen=True, slots=True)
class JoinedParts:
    """The parts of an upload as one finished file, and the MD5 of each in hexadecimal, by its number."""

    file: Incoming
    e_tags: Mapping[int, str]


class PartJoining:
    """Joins the parts that an operation is about, and keeps them until the operation takes them."""

    def __init__(self, files: ComponentFiles) -> None:
        self._files = files
        self._joined: dict[int, JoinedParts] = {}

    def prepare(self, operation: Mapping[str, JSON], closing: ExitStack) -> None:
        """Join what arrived of an upload; `closing` drops it if the operation did not take it."""
        upload_id = operation.get("upload_id")
        numbers = self._arrived(upload_id) if isinstance(upload_id, str) else []
        if not isinstance(upload_id, str) or not numbers:
            return
        try:
            file, digests = self._files.contents.join_parts(upload_id, numbers, self._files.upload_limit)
        except (OSError, TooLargeError):
            return  # another request completed or dropped it meanwhile; the operation will find out
        self._joined[id(operation)] = JoinedParts(file, dict(zip(numbers, digests, strict=True)))
        closing.callback(file.close)
        closing.callback(self._joined.pop, id(operation), None)

    def take(self, operation: Mapping[str, JSON]) -> JoinedParts | None:
        """Return what was joined for an operation; None where there was nothing to join."""
        return self._joined.pop(id(operation), None)

    def _arrived(self, upload_id: str) -> list[int]:
        statement = select(PARTS.c.number).where(PARTS.c.upload_id == upload_id).order_by(PARTS.c.number)
        with self._files.store.begin(writes=False) as connection:
            return list(connection.execute(statement).scalars())
