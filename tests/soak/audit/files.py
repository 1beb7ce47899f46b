"""Files: every component has its file, with its bytes, and every file its component."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftrack_orm.media.built_in import SERVER_LOCATION_ID
from tests.soak.audit.finding import Finding
from tests.soak.intents import Expected
from tests.soak.wire import Wire
from tests.soak.workspace import Workspace

__all__ = ["audit_files"]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the server says of components, and where they are."""

    components: dict[tuple[str, str], list[dict[str, Any]]]
    members: dict[str, dict[str, str]]
    places: dict[str, dict[str, str]]


def audit_files(wire: Wire, workspace: Workspace, state: Expected, store: Path) -> Iterator[Finding]:
    """Yield what is without the other; `store` is the folder of the disk and of the server's files."""
    held = _held(wire, workspace)
    digests: set[str] = set()
    for key, (kind, wanted, intent) in state.files.items():
        rows = held.components.get(key, [])
        if len(rows) != 1:
            yield Finding("twice" if rows else "lost", f"component {key[1]!r} of {intent} is there {len(rows)} times")
        for row in rows:
            yield from _content(wire, workspace, held, store, row["id"], kind, wanted, key[1])
    for key, rows in held.components.items():
        possible = state.possible_files.get(key)
        if key not in state.files and possible is None:
            yield Finding(
                "entity without file", f"component {rows[0]['id']} {key[1]!r} is there, and nobody published it"
            )
    for places in (places for places in held.places.values() if SERVER_LOCATION_ID in places):
        digest = wire.digest(places[SERVER_LOCATION_ID])
        digests |= set() if digest is None else {digest}
    yield from _orphans(workspace, held, store, digests)


def _held(wire: Wire, workspace: Workspace) -> _Held:
    components: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in wire.query('select id, name, version_id from Component where name like "soak %"'):
        components.setdefault((row["version_id"], row["name"]), []).append(row)
    members: dict[str, dict[str, str]] = {}
    for row in wire.query('select id, name, container_id from Component where container.name like "soak %"'):
        members.setdefault(row["container_id"], {})[row["name"]] = row["id"]
    places: dict[str, dict[str, str]] = {}
    where = f'location_id in ("{workspace.disk}", "{SERVER_LOCATION_ID}")'
    for row in wire.query(
        f"select component_id, location_id, resource_identifier from ComponentLocation where {where}"
    ):
        places.setdefault(row["component_id"], {})[row["location_id"]] = row["resource_identifier"]
    return _Held(components, members, places)


def _content(
    wire: Wire, workspace: Workspace, held: _Held, store: Path, id: str, kind: str, wanted: dict[str, str], name: str
) -> Iterator[Finding]:
    members = held.members.get(id, {}) if "" not in wanted else {"": id}
    if members.keys() != wanted.keys():
        yield Finding("lost", f"component {name!r} has the members {sorted(members)}, not {sorted(wanted)}")
    location = workspace.disk if kind == "disk" else SERVER_LOCATION_ID
    for member, component in members.items():
        identifier = held.places.get(component, {}).get(location)
        if identifier is None:
            digest = None
        elif kind == "server":
            digest = wire.digest(component)
        else:
            digest = _digest(store / "disk" / identifier)
        if digest != wanted.get(member):
            said = "no file" if digest is None else "another file"
            yield Finding(
                "entity without file",
                f"component {component} ({name!r} {member}) has {said} in {kind}, not {wanted.get(member)}",
            )


def _orphans(workspace: Workspace, held: _Held, store: Path, digests: set[str]) -> Iterator[Finding]:
    registered = {places[workspace.disk] for places in held.places.values() if workspace.disk in places}
    disk = store / "disk"
    for path in disk.rglob("*"):
        if path.is_file() and str(path.relative_to(disk)) not in registered:
            yield Finding("file without entity", f"{path.relative_to(disk)} on the disk belongs to no component")
    for path in (store / "server").rglob("*"):
        if path.is_file() and path.name not in digests:
            where = path.relative_to(store / "server")
            yield Finding("file without entity", f"{where} in the server's store belongs to no component")


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
