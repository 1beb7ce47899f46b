"""Copy schema, vocabulary and one project of a workspace into a new sandbox database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.cloning.content import PROJECT_CONTENT, WORKSPACE, Hanging
from ftrack_orm.sandbox.cloning.source import Source, quoted
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.computed_names import is_computed_value
from ftrack_orm.sandbox.storage.relation_catalogue import Through
from ftrack_orm.sandbox.storage.seeding import insert_rows
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.transport import Transport

__all__ = ["Progress", "clone"]

Progress: TypeAlias = Callable[[str, int], None]
"""Is told the type of the entities that were copied last, and how many there are of all types so far."""

_IDS_AT_ONCE = 200


def clone(
    transport: Transport, output: str | Path, project: str | None = None, *, progress: Progress | None = None
) -> int:
    """Copy a workspace into a new SQLite file and return the number of entities; the source is only read.

    `project` is the name of the project, to be left out where there is only one. The file appears when it is complete;
    it keeps the schema, so that a sandbox on it needs no other. Files of components are not copied.

    Raises:
        ConfigurationError: The file is there already, the project is not, or the source holds what its schema forbids.
        TransportError: The source does not answer, or refuses.
    """
    path = Path(output).expanduser()
    if path.exists():
        raise ConfigurationError(f"{path} exists already: name another output, or remove it")
    if not path.parent.is_dir():
        raise ConfigurationError(f"there is no folder {path.parent} to write {path.name} to")
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    source = Source(transport)
    schema = source.schema()
    try:
        count = _fill(Store(schema, str(partial)), source, project, progress)
        os.replace(partial, path)
    except Refusal as refused:
        raise ConfigurationError(f"the source holds what its schema forbids: {refused.content}") from refused
    finally:
        partial.unlink(missing_ok=True)
    return count


def _fill(store: Store, source: Source, project: str | None, progress: Progress | None) -> int:
    try:
        with store.begin() as connection:
            count = _Copying(source, store, connection, progress).run(project)
        store.keep_schema()
        store.optimize()
    finally:
        store.close()
    return count


class _Copying:
    """One copy, within one transaction of the target."""

    def __init__(self, source: Source, store: Store, connection: Connection, progress: Progress | None) -> None:
        self._source = source
        self._store = store
        self._connection = connection
        self._progress = progress
        self._ids: dict[str, dict[str, None]] = {}
        self._pictures: dict[str, None] = {}
        self._count = 0

    def run(self, project: str | None) -> int:
        for family in WORKSPACE:
            self._copy(family, "")
        chosen = self._project(project)
        self._copy("Project", f"id is {quoted(chosen)}")
        for kind in self._store.tables.family("Context").types:
            if "TypedContext" in self._store.schema.lineage(kind):
                self._copy_type(kind, f"project_id is {quoted(chosen)}")
        for hanging in PROJECT_CONTENT:
            self._follow(hanging)
        missing = self._pictures.keys() - self._ids.get("Component", {}).keys()
        self._copy_ids("Component", "id", missing)
        return self._count

    def _project(self, name: str | None) -> str:
        if "Project" not in self._store.schema:
            raise ConfigurationError("the schema of the source has no projects")
        criterion = "" if name is None else f"name is {quoted(name)}"
        found = list(self._source.rows(self._store.tables, "Project", ["id", "name"], criterion))
        if len(found) != 1:
            names = ", ".join(sorted(str(row["name"]) for row in found)[:10]) or "none"
            wanted = "one project" if name is None else f"a project {name!r}"
            raise ConfigurationError(f"the source does not have exactly {wanted}, but {names}: name one by --project")
        return str(found[0]["id"])

    def _follow(self, hanging: Hanging) -> None:
        """Copy what hangs on what was copied; what is in itself of the same family level by level."""
        if hanging.family not in self._store.schema:
            return
        owners = dict.fromkeys(id for owner in hanging.owners for id in self._ids.get(owner, {}))
        while owners:
            known = set(self._ids.get(hanging.family, {}))
            self._copy_ids(hanging.family, hanging.key, owners)
            new = self._ids.get(hanging.family, {}).keys() - known
            owners = dict.fromkeys(sorted(new)) if hanging.owners == (hanging.family,) else {}

    def _copy_ids(self, family: str, key: str, ids: Iterable[str]) -> None:
        for chunk in chunks(sorted(ids), _IDS_AT_ONCE):
            self._copy(family, f"{key} in ({', '.join(map(quoted, chunk))})")

    def _copy(self, family: str, criterion: str) -> None:
        if family not in self._store.schema:
            return
        root = self._store.tables.family(family)
        for kind in root.types if family == root.root else (family,):
            self._copy_type(kind, criterion)

    def _copy_type(self, kind: str, criterion: str) -> None:
        key = criterion.partition(" ")[0]
        if kind not in self._store.schema or (key and key not in self._store.schema[kind]):
            return
        names, family = self._names(kind), self._store.tables.family(kind)
        known = self._ids.setdefault(family.root, {})
        rows = []
        for row in self._source.rows(self._store.tables, kind, names, criterion):
            id = row.get("id")
            if isinstance(id, str):
                if id in known:
                    continue
                known[id] = None
            rows.append(self._fitting(kind, row, names))
        if rows:
            insert_rows(self._store, self._connection, kind, rows)
            self._count += len(rows)
            if self._progress is not None:
                self._progress(kind, self._count)

    def _names(self, kind: str) -> list[str]:
        """Return what is selected: values with a column, links without a key, and pairs that no entity shows."""
        relations, stated = self._store.relations, self._store.schema[kind]
        names = [
            name
            for name, attribute in stated.attributes.items()
            if attribute.kind == "scalar" and not is_computed_value(attribute) and not attribute.computed
        ]
        for name, attribute in stated.attributes.items():
            if attribute.kind == "link" and attribute.foreign_key is None and not attribute.computed:
                names.append(name)
            elif attribute.kind == "collection":
                relation = relations.relation(kind, name)
                if isinstance(relation, Through) and relation.pair_type is None:
                    names.append(name)
        return sorted(names)

    def _fitting(self, kind: str, row: dict[str, Any], names: list[str]) -> dict[str, Any]:
        """Return what a row brings, without pairs to what is not copied; note its pictures, to copy them later."""
        stated, brought = self._store.schema[kind], {}
        for name in names:
            value, attribute = row.get(name), stated[name]
            if attribute.kind == "collection":
                known = self._ids.get(self._store.tables.family(str(attribute.target)).root, {})
                value = [item for item in value or () if item.get("id") in known]
            brought[name] = value
        for name in ("thumbnail_id", "component_id"):
            picture = brought.get(name)
            if isinstance(picture, str):
                self._pictures[picture] = None
        return brought
