"""Entities, metadata, custom attributes and lists: each intent against what the server holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.soak.audit.finding import Finding
from tests.soak.intents import Expected
from tests.soak.wire import Wire
from tests.soak.workspace import Workspace

__all__ = ["audit_entities"]

_Rows = Mapping[str, Mapping[str, Any]]


def audit_entities(wire: Wire, workspace: Workspace, state: Expected) -> Iterator[Finding]:
    """Yield what is lost, twice, half there or another."""
    named = 'name like "soak %" or name like "ensured %"'
    tasks = wire.query(
        f"select id, name, bid, description, parent_id, metadata, custom_attributes from Task where {named}"
    )
    versions = wire.query(
        f"select id, version, comment, asset_id from AssetVersion where asset_id {_among(workspace.own('asset'))}"
    )
    there = {row["id"]: row for row in [*tasks, *versions]}
    touched = state.touched
    yield from _made(there, state, touched)
    yield from _unasked(there, state)
    yield from _batches(there, state)
    yield from _ensured(tasks, state)
    yield from _mappings(wire, workspace, there, state, touched)
    yield from _lists(wire, workspace, state, touched)
    yield from _numbers(versions)


def _made(there: _Rows, state: Expected, touched: set[str]) -> Iterator[Finding]:
    for id, made in state.entities.items():
        row = there.get(id)
        if id in touched:
            continue
        if row is None:
            yield Finding("lost", f"{made.entity_type} {id}, of {made.by}, is not there")
            continue
        for name, value in made.values.items():
            if row.get(name) != value:
                yield Finding("lost", f"{made.entity_type} {id}: {name} is {row.get(name)!r}, was set to {value!r}")


def _unasked(there: _Rows, state: Expected) -> Iterator[Finding]:
    """What nobody made, or what was deleted, may not be there."""
    possible = {effect[2] for intent in state.uncertain for effect in intent.effects if effect[0] == "create"}
    names = Counter(row.get("name") for row in there.values())
    for id, row in there.items():
        name = str(row.get("name", ""))
        if id in state.deleted and id not in possible:
            yield Finding("lost", f"the deletion of {row['__entity_type__']} {id} by {state.deleted[id]}")
        elif id not in state.entities and id not in possible and not name.startswith("ensured "):
            often = " under a name that is there already" if names[row.get("name")] > 1 else ""
            yield Finding("twice", f"{row['__entity_type__']} {id} {name!r} is there{often}, and nobody made it")


def _batches(there: _Rows, state: Expected) -> Iterator[Finding]:
    for intent in state.uncertain:
        created = [effect[2] for effect in intent.effects if effect[0] == "create"]
        found = [id for id in created if id in there]
        if found and len(found) < len(created):
            yield Finding("half a batch", f"of {intent} there are {found}, and not the others of {created}")


def _ensured(tasks: list[dict[str, Any]], state: Expected) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in tasks:
        if row["name"].startswith("ensured "):
            found.setdefault((row["parent_id"], row["name"]), []).append(row)
    for key, bid in state.ensured.items():
        rows = found.pop(key, [])
        if not rows or rows[0]["bid"] != bid:
            yield Finding("lost", f"{key[1]!r} was ensured with bid {bid:g}, there is {[row['bid'] for row in rows]}")
        if len(rows) > 1:
            yield Finding("twice", f"{key[1]!r} was ensured, and is there {len(rows)} times")


def _mappings(wire: Wire, workspace: Workspace, there: _Rows, state: Expected, touched: set[str]) -> Iterator[Finding]:
    shared = wire.query(f"select key, value from Metadata where parent_id is {workspace.shared}")
    rows = {**there, workspace.shared: {"metadata": shared, "custom_attributes": []}}
    for id, row in rows.items():
        if id in touched or id not in state.metadata:
            continue
        for name, wanted in (("metadata", state.metadata[id]), ("custom_attributes", state.custom.get(id, {}))):
            held = {entry["key"]: entry["value"] for entry in row[name]}
            lost = {key: value for key, value in wanted.items() if held.get(key) != value}
            if lost:
                yield Finding("lost", f"{name} {lost} of {id}: there is {held}")
            if name == "metadata" and (more := held.keys() - wanted.keys()):
                yield Finding("lost", f"the removal of metadata {sorted(more)} of {id}")


def _lists(wire: Wire, workspace: Workspace, state: Expected, touched: set[str]) -> Iterator[Finding]:
    links = wire.query(f"select list_id, entity_id from ListObject where list_id {_among(workspace.own('list'))}")
    held = Counter((link["list_id"], link["entity_id"]) for link in links)
    wanted = {(list_id, id) for list_id, members in state.items.items() for id in members}
    judged = {pair for pair in {*held, *wanted} if not {*pair} & touched}
    for pair in judged:
        if pair in wanted and pair not in held:
            yield Finding("lost", f"task {pair[1]} is not in list {pair[0]}")
        elif pair not in wanted:
            yield Finding("lost", f"the removal of task {pair[1]} from list {pair[0]}")
        elif held[pair] > 1:
            yield Finding("twice", f"task {pair[1]} is {held[pair]} times in list {pair[0]}")


def _numbers(versions: list[dict[str, Any]]) -> Iterator[Finding]:
    """Versions of an asset are numbered from 1 on, without a gap, since none was deleted."""
    by_asset: dict[str, list[int]] = {}
    for row in versions:
        by_asset.setdefault(row["asset_id"], []).append(row["version"])
    for asset, numbers in by_asset.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield Finding("twice", f"the versions of asset {asset} are numbered {sorted(numbers)}")


def _among(ids: list[str]) -> str:
    listed = ", ".join(f'"{id}"' for id in ids)
    return f"in ({listed})"
