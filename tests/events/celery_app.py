"""The Celery application of the recipe in docs/events.md, as workers import it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from celery import Celery  # type: ignore[import-untyped]  # it has no types

from ftrack_orm.events import Event
from ftrack_orm.events.bridge import entity_ids, partition, per_entity

QUEUES = 2

app = Celery("studio", broker=os.environ.get("STUDIO_BROKER", "memory://"))
app.conf.broker_connection_retry_on_startup = True
app.conf.task_acks_late = True
app.conf.worker_prefetch_multiplier = 1


def work(payload: dict[str, Any]) -> None:
    """Note which event was worked on, by entity."""
    event = Event.from_wire(payload)
    with Path(os.environ["STUDIO_OUTPUT"], entity_ids(event)[0]).open("a") as file:
        file.write(f"{event.data['n']} {os.getpid()}\n")


on_event: Any = app.task(name="studio.on_event")(work)


def enqueue(event: Event) -> None:
    """Hand an event over: a task for each entity, in the queue that the entity belongs to."""
    for part in per_entity(event):
        key = next(iter(entity_ids(part)), part.topic)
        on_event.apply_async([part.to_wire()], queue=f"events.{partition(key, QUEUES)}")
