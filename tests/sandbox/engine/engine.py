"""A workspace without HTTP: a store with a small film in it, and requests as operations."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema.stock import stock_schema

__all__ = ["Workspace", "create", "delete", "film", "new_id", "query", "reference", "update"]


def new_id() -> str:
    return str(uuid.uuid4())


def reference(entity_type: str, key: str) -> dict[str, Any]:
    return {"__entity_type__": entity_type, "id": key}


def create(entity_type: str, key: str | None = None, /, **data: Any) -> dict[str, Any]:
    entity_key = {"entity_key": [key]} if key is not None else {}
    return {"action": "create", "entity_type": entity_type, **entity_key, "entity_data": data}


def update(entity_type: str, key: str | list[str], /, **data: Any) -> dict[str, Any]:
    return {"action": "update", "entity_type": entity_type, "entity_key": key, "entity_data": data}


def delete(entity_type: str, key: str | list[str]) -> dict[str, Any]:
    return {"action": "delete", "entity_type": entity_type, "entity_key": key}


def query(expression: str) -> dict[str, Any]:
    return {"action": "query", "expression": expression}


class Workspace:
    """A store, an executor, and the ids of what was put there by name."""

    def __init__(self, store: Store | None = None, user: str | None = None) -> None:
        self.store = store if store is not None else Store(stock_schema())
        self.executor = Executor(self.store, server_url="http://sandbox")
        self.user = user if user is not None else self.insert("User", username="ada", first_name="Ada")

    def insert(self, entity_type: str, /, **data: Any) -> str:
        return str(self.store.insert(entity_type, [data])[0][0])

    def do(self, *operations: Mapping[str, Any], strict: bool = False) -> list[Any]:
        return self.executor.execute(operations, user_id=self.user, strict=strict)

    def rows(self, expression: str, *, strict: bool = False) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.do(query(expression), strict=strict)[0]["data"]
        return found

    def names(self, expression: str) -> list[str]:
        """Return the sorted names of the entities of a query without projections."""
        return sorted(row["name"] for row in self.rows(f"select name from {expression}"))

    def refused(self, *operations: Any, strict: bool = False) -> Refusal:
        with pytest.raises(Refusal) as caught:
            self.do(*operations, strict=strict)
        return caught.value


def film(store: Store | None = None) -> Workspace:
    """Return a workspace: project demo, shots sh010 and sh020, four tasks below them.

    comp and light are below sh010; anim is below sh020 and has no dates; edit is right below the project.
    """
    w = Workspace(store)
    approved, started = (w.insert("Status", name=name, sort=i) for i, name in enumerate(("Approved", "In progress")))
    high, low = (w.insert("Priority", name=name, sort=i) for i, name in enumerate(("High", "Low")))
    w.insert("Type", name="Compositing")
    project = w.insert("Project", name="demo", full_name="The Demo")
    sh010 = w.insert("Shot", name="sh010", parent_id=project, description="First")
    sh020 = w.insert("Shot", name="sh020", parent_id=project)
    comp = w.insert("Task", name="comp", parent=sh010, status_id=approved, priority_id=high, bid=7200)
    w.insert("Task", name="Light", parent=sh010, status_id=started, priority_id=low, bid=3600, start_date="2024-05-01")
    anim = w.insert("Task", name="anim", parent=sh020, status_id=started, priority_id=low)
    w.insert("Task", name="édit 100%", parent=project, status_id=approved, start_date="2024-05-02T12:30:00")
    w.insert("Timelog", context_id=comp, user_id=w.user, duration=1800, comment="first pass")
    w.insert("Timelog", context_id=comp, user_id=w.user, duration=600)
    w.insert("Appointment", context_id=anim, resource_id=w.user, type="assignment")
    return w
