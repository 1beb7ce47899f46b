"""The store: files, threads, schemas of other workspaces."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.engine.engine import Workspace, create, film, query, update


def test_a_file_keeps_what_it_holds(tmp_path: Path) -> None:
    path = str(tmp_path / "film.db")
    first = Workspace(Store(stock_schema(), path))
    first.do(create("Project", name="kept"))
    first.store.close()
    again = Store(stock_schema(), path)
    with again.begin(writes=False) as connection:
        table = again.tables.family("Project").table
        assert [row.name for row in connection.execute(table.select())] == ["kept"]
    again.close()


def test_a_url_opens_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "film.db"
    store = Store(stock_schema(), f"sqlite:///{path}")
    store.insert("Project", [{"name": "kept"}])
    store.close()
    assert path.exists()


def test_a_url_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="neither a path nor a SQLAlchemy URL"):
        Store(stock_schema(), "nonsense://x")


def test_tables_of_an_older_schema_get_the_new_columns(tmp_path: Path) -> None:
    raw = stock_schema().to_json()
    older = json.loads(json.dumps(raw))
    project = next(item for item in older if item["id"] == "Project")
    del project["properties"]["color"]
    path = str(tmp_path / "film.db")
    first = Store(Schema.from_json(older), path)
    first.insert("Project", [{"name": "kept"}])
    first.close()
    later = Workspace(Store(Schema.from_json(raw), path))
    assert later.rows("select color from Project")[0]["color"] is None
    later.store.close()


@pytest.mark.parametrize("in_file", [False, True])
def test_threads_read_and_write_at_once(tmp_path: Path, in_file: bool) -> None:
    w = Workspace(Store(stock_schema(), str(tmp_path / "film.db") if in_file else None))
    project = w.insert("Project", name="demo")

    def work(number: int) -> int:
        for step in range(5):
            w.do(create("Folder", name=f"f{number}-{step}", parent_id=project), query("Folder"))
            w.do(query("select parent.name from Folder limit 3"))
        return number

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(6))) == list(range(6))
    assert len(w.rows("Folder")) == 30
    w.store.close()


def test_readers_of_a_file_do_not_see_what_is_not_committed(tmp_path: Path) -> None:
    w = Workspace(Store(stock_schema(), str(tmp_path / "film.db")))
    with w.store.begin() as connection:
        connection.execute(
            w.store.tables.family("Scope").table.insert(), [{"id": "s", "name": "vfx", "_type": "Scope"}]
        )
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(w.rows, "Scope").result() == []
    assert len(w.rows("Scope")) == 1
    w.store.close()


def test_insert_takes_datetimes_links_and_collections() -> None:
    w = film()
    (task,) = w.rows("select id from Task where name is comp")
    shot = w.rows("select id from Shot where name is sh010")[0]["id"]
    keys = w.store.insert(
        "Component",
        [{"name": "main", "version_id": None}, {"__entity_type__": "Component", "name": "other"}],
    )
    assert len({key[0] for key in keys}) == 2
    scope = w.insert("Scope", name="vfx")
    w.insert(
        "Task",
        name="paint",
        parent={"__entity_type__": "Shot", "id": shot},
        scopes=[{"__entity_type__": "Scope", "id": scope}],
    )
    assert w.names("Task where scopes.name is vfx and parent.children.id is " + task["id"]) == ["paint"]
    w.store.close()


def test_a_schema_with_hostile_names_works() -> None:
    raw = stock_schema().to_json()
    task = next(item for item in raw if item["id"] == "Task")
    strange = 'Plate "Ä"\n2'
    hostile = json.loads(json.dumps(task)) | {"id": strange}
    hostile["alias_for"] = {"id": "Task", "classifiers": {"object_typeid": "plate"}}
    hostile["properties"]["we\"ird'; drop"] = {"type": "string"}
    w = Workspace(Store(Schema.from_json([*raw, hostile])))
    w.insert("ObjectType", id="plate", name=strange)
    project = w.insert("Project", name="demo")
    w.do(create(strange, name="a", parent_id=project, **{"we\"ird'; drop": "kept"}))
    (row,) = w.rows("Context where name is a")
    assert row["__entity_type__"] == strange
    w.do(update(strange, row["id"], **{"we\"ird'; drop": "changed"}))
    w.store.close()


def test_an_old_schema_without_bases_works() -> None:
    raw = json.loads(json.dumps(stock_schema().to_json()))
    for item in raw:
        item.pop("$mixin", None)
    w = Workspace(Store(Schema.from_json(raw)))
    project = w.insert("Project", name="demo")
    w.do(create("Task", name="a", parent_id=project))
    assert w.rows("select parent.name from Context where name is a")[0]["parent"]["name"] == "demo"
    w.store.close()


def test_a_tiny_schema_works() -> None:
    raw = [
        {"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}, "primary_key": ["id"]}
    ]
    store = Store(Schema.from_json(raw))
    store.insert("Status", [{"name": "Approved"}])
    store.close()
