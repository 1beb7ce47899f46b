"""`compute_rollups`: sums over all that is below contexts. Clients only pass it through; its answer is our reading."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.operations.entity_creation import require_entity
from ftrack_orm.sandbox.reading.hierarchy import below
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.transport.operation import JSON

__all__ = ["compute_rollups"]

_MOST = 500


def compute_rollups(message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Answer with the bid and the logged time in seconds, and the number of tasks, below each context of `entity_key`.

    Raises:
        Refusal: `entity_key` is no context's id, nor a list of them.
    """
    given = operation.get("entity_key")
    ids = given if isinstance(given, list) else [given]
    if not 1 <= len(ids) <= _MOST:
        raise Refusal("ValidationError", f"compute_rollups: 'entity_key' must hold 1 to {_MOST} ids of contexts")
    contexts = [str(require_entity(message, "Context", key)["id"]) for key in ids]
    reached = below(message.connection, message.store.tables, contexts, inclusive=True)
    rollups: list[JSON] = [{"id": key, **_sums(message, reached[key])} for key in dict.fromkeys(contexts)]
    return {"action": "compute_rollups", "data": rollups}


def _sums(message: Message, contexts: list[str]) -> dict[str, JSON]:
    sums: dict[str, float] = {"bid": 0.0, "time_logged": 0.0, "task_count": 0}
    tables, schema = message.store.tables, message.store.schema
    own = tables.family("Context").table
    for chunk in chunks(contexts):
        if "bid" in own.c:
            total = select(func.sum(own.c["bid"])).where(own.c["id"].in_(chunk))
            sums["bid"] += message.connection.execute(total).scalar() or 0.0
        if "Task" in schema:
            kind = own.c[tables.family("Task").type_column]
            count = select(func.count()).where(own.c["id"].in_(chunk), kind == "Task")
            sums["task_count"] += message.connection.execute(count).scalar() or 0
        if "Timelog" in schema:
            logs = tables.family("Timelog").table
            logged = select(func.sum(logs.c["duration"])).where(logs.c["context_id"].in_(chunk))
            sums["time_logged"] += message.connection.execute(logged).scalar() or 0.0
    return dict(sums)
