"""Operations that are executed one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.operation_reading import Numbered
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.transport.operation import JSON

__all__ = ["Action", "Single", "each", "text_of"]

Action: TypeAlias = Callable[[Message, Sequence[Numbered]], list[JSON]]
"""Executes operations that follow each other in a batch; returns one result for each, or raises a Refusal."""

Single: TypeAlias = Callable[[Message, Mapping[str, JSON]], JSON]
"""Executes one operation."""


def each(function: Single) -> Action:
    """Return the action that calls a function for each operation by itself."""

    def run(message: Message, numbered: Sequence[Numbered]) -> list[JSON]:
        results = []
        for item in numbered:
            try:
                results.append(function(message, item.operation))
            except Refusal as refusal:
                raise refusal.at(item.position) from refusal.__cause__
        return results

    return run


def text_of(operation: Mapping[str, JSON], name: str) -> str:
    """Return a text that an operation must hold.

    Raises:
        Refusal: It holds none of that name.
    """
    value = operation.get(name)
    if isinstance(value, str) and value:
        return value
    raise Refusal("ValidationError", f"{operation.get('action')}: {name!r} must be a text")
