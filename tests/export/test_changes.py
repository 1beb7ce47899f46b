"""Exports of what was changed since: by a timestamp where there is one, else by the events."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ExportError
from ftrack_orm.export import Manifest, export
from ftrack_orm.export.changes import stamped
from ftrack_orm.mapping import Registry
from ftrack_orm.query import parse
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Event, Task
from tests.export.test_export import read_parts

TASKS = "select id, name, bid from Task"


def ids(folder: Path, manifest: Manifest) -> list[object]:
    return sorted(row["id"] for row in read_parts(folder, manifest))


def test_changed_and_created_entities_are_found_by_their_events(workspace: Sandbox, tmp_path: Path) -> None:
    everything = export(TASKS, tmp_path / "all")
    with Session() as session:
        first, second = session.query(select(Task).load(Task.parent, Task.type).order_by(Task.id).limit(2)).all()
        first.bid = 7200.0
        second.bid = 3600.0
        new = Task(name="new", parent=first.parent, type=first.type)
        session.add(new)
        session.commit()
    changed = export(TASKS, tmp_path / "changed", since=everything)
    assert ids(tmp_path / "changed", changed) == sorted([first.id, second.id, new.id])
    narrowed = export(f"{TASKS} where bid is 7200", tmp_path / "narrowed", since=everything)
    assert ids(tmp_path / "narrowed", narrowed) == [first.id]


def test_nothing_changed_is_an_export_without_parts(workspace: Sandbox, tmp_path: Path) -> None:
    manifest = export(TASKS, tmp_path, since=datetime(2200, 1, 1))
    assert manifest.parts == ()
    assert manifest.finished is not None


def test_since_an_export_is_since_its_newest_event(workspace: Sandbox, tmp_path: Path) -> None:
    assert export(TASKS, tmp_path / "first").newest is None
    with Session() as session:
        task = session.query(select(Task)).all()[0]
        task.bid = 7200.0
        session.commit()
        newest = session.query(select(Event.created_at).order_by(Event.id.desc()).limit(1)).one()
    second = export(TASKS, tmp_path / "second")
    assert second.newest == newest
    assert second.next_since == newest - timedelta(minutes=1)


def test_events_themselves_are_cut_at_their_moment(workspace: Sandbox, tmp_path: Path) -> None:
    with Session() as session:
        task = session.query(select(Task)).all()[0]
        task.bid = 7200.0
        session.commit()
        last = session.query(select(Event.created_at).order_by(Event.id.desc()).limit(1)).one()
    later = export("select id, action from Event", tmp_path / "later", since=last + timedelta(seconds=1))
    assert later.rows == 0
    assert export("select id, action from Event", tmp_path / "now", since=last).rows > 0


def test_a_timestamp_of_its_own_comes_first() -> None:
    schema = Registry.of_package("ftrack_stock").schema
    query = stamped(schema, parse('ReviewSessionObjectAnnotation where id is "x"').query, datetime(2026, 1, 2))
    assert str(query) == ('ReviewSessionObjectAnnotation where id is "x" and updated_at >= "2026-01-02T00:00:00"')
    assert stamped(schema, parse("Task").query, datetime(2026, 1, 2)) is None


def test_what_cannot_be_told_is_refused(workspace: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing tells which entities of Metadata"):
        export("select key, value from Metadata", tmp_path / "x", since=datetime(2026, 1, 1))
    with pytest.raises(ExportError, match="without order, limit"):
        export("select name from Task limit 3", tmp_path / "x", since=datetime(2026, 1, 1))
