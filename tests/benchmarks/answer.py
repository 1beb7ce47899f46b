"""What the stub server answers, as bytes: made once where the question comes often, cut to fit otherwise."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import Any

from ftrack_orm.schema.stock import stock_schema
from tests.benchmarks.canned import page, rows_answer, task, task_number, type_of

__all__ = ["answer"]

_ACTION = re.compile(rb'"action": ?"(\w+)"')
_TYPES = re.compile(rb'"entity_type": ?"(\w+)"')
_KEYS = re.compile(rb'"entity_key": ?\["([^"]+)"\]')
_PAGE = re.compile(
    r"(?:from )?(?:Task|TypedContext|Context)\b(?P<rest>.*?)(?: offset (?P<offset>\d+))?(?: limit (?P<limit>\d+))?$"
)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_CREATED = (
    b'{"action":"create","data":{"__entity_type__":"Task","id":"%s","bid":7200.0,"context_type":"task",'
    b'"description":"made by the benchmark","name":"new","object_type_id":"11c137c0-ee7e-4f9c-91c5-8c77cec22b2c",'
    b'"priority_id":"9661b320-3a0c-11e2-81c1-0800200c9a66","sort":0.0}}'
)
_UPDATED = (
    b'{"action":"update","data":{"__entity_type__":"Task","id":"%s","bid":7200.0,'
    b'"context_type":"task","description":"changed by the benchmark"}}'
)


def answer(tasks: int, body: bytes) -> bytes:
    """Return the answer of a workspace with so many tasks to one request."""
    found = _ACTION.search(body)
    match found[1] if found else b"":
        case b"query_server_information":
            return _information()
        case b"query_schemas":
            return _schemas()
        case b"query":
            return _queried(tasks, json.loads(body)[0]["expression"])
        case b"create" | b"update":
            return _written(body)
        case action:
            raise ValueError(f"the stub has no answer to {action!r}")


@lru_cache(maxsize=1)
def _schemas() -> bytes:
    return json.dumps([stock_schema().to_json()]).encode()


@lru_cache(maxsize=1)
def _information() -> bytes:
    hashed = hashlib.md5(json.dumps(stock_schema().to_json(), sort_keys=True).encode()).hexdigest()
    information = {"version": "24.7.0", "schema_hash": hashed, "is_timezone_support_enabled": True}
    return json.dumps([information | {"storage_scenario": None}]).encode()


def _queried(tasks: int, expression: str) -> bytes:
    """Give a page of tasks, the tasks whose ids the query names, or nothing where it is about something else."""
    found = _PAGE.search(expression)
    if found is None:
        return rows_answer([])
    ids = _ID.findall(found["rest"])
    if ids:
        return rows_answer([_chosen(id, expression) for id in ids])
    return page(tasks, int(found["offset"] or 0), int(found["limit"] or 500))


def _chosen(id: str, expression: str) -> dict[str, Any]:
    """Return an entity with the attributes that the query selects; what a canned task lacks is empty."""
    entity_type = type_of(id)
    values = task(task_number(id)) if entity_type == "Task" else {}
    names = expression.removeprefix("select ").partition(" from ")[0].split(", ")
    return {name: values.get(name) for name in names} | {"__entity_type__": entity_type, "id": id}


def _written(body: bytes) -> bytes:
    """Give one result for each operation; a batch on tasks alone is not decoded, so that it costs next to nothing."""
    if set(_TYPES.findall(body)) == {b"Task"}:
        shape = _CREATED if b'"create"' in body[:4000] else _UPDATED
        return b"[%s]" % b",".join([shape % key for key in _KEYS.findall(body)])
    return json.dumps([_echo(operation) for operation in json.loads(body)]).encode()


def _echo(operation: dict[str, Any]) -> dict[str, Any]:
    names = ("parent_id", "key") if operation["entity_type"] == "Metadata" else ("id",)
    key = dict(zip(names, operation["entity_key"], strict=True))
    data = {name: value for name, value in operation["entity_data"].items() if not isinstance(value, (dict, list))}
    return {"action": operation["action"], "data": data | key}
