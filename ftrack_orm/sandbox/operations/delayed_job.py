"""`delayed_job`: work that a server does later; here it is done at once, as there is no directory of users to ask."""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.operations.entity_creation import create_entity
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.sandbox.writing.write_answer import create_answer
from ftrack_orm.transport.operation import JSON

__all__ = ["delayed_job"]

_TYPES = {"SYNC_USERS_LDAP": "No directory is configured: nothing to synchronise."}
"""The jobs that can be asked for, and what they come to here."""


def delayed_job(message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Create a Job that is done and answer with it.

    Raises:
        Refusal: There is no such type of job.
    """
    job_type = operation.get("job_type")
    outcome = _TYPES.get(job_type) if isinstance(job_type, str) else None
    if outcome is None:
        known = ", ".join(_TYPES)
        raise Refusal("ValueError", f"delayed_job: 'job_type' must be one of {known}, not {str(job_type)[:100]!r}")
    data = f'{{"description": "{outcome}"}}'
    row = create_entity(message, "Job", status="done", data=data, finished_at=now_text())
    return {"action": "delayed_job", "data": create_answer(message, row)["data"]}
