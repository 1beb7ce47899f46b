"""From a workspace with words and custom attributes of its own to a package, and back to the workspace."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.cli.application import run
from ftrack_orm.errors import QueryError, ReadOnlyError, UnknownAttributeError, UnknownKeyError
from ftrack_orm.mapping import registry
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import Operation
from ftrack_stock import CustomAttributeConfiguration, CustomAttributeLinkConfiguration, CustomAttributeType

NAME = "studio_of_tests"

Sent = list[Operation]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as opened:
        _configure(opened)
        yield opened


@pytest.fixture(scope="module")
def studio(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of the sandbox, as the command writes it."""
    folder = tmp_path_factory.mktemp("generated")
    arguments = ["generate", "--url", sandbox.url, "--api-user", sandbox.api_user, "--api-key", sandbox.api_key]
    assert run([*arguments, "--output", str(folder / NAME)]) == 0
    assert run([*arguments, "--output", str(folder / NAME), "--check"]) == 0
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(NAME)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
            del sys.modules[name]
        registry._registries.pop(NAME, None)


@pytest.fixture
def session(sandbox: Sandbox, studio: Any) -> Iterator[Session]:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=studio) as opened:
        yield opened


def _configure(sandbox: Sandbox) -> None:
    """Make custom attributes of each kind; `fps` is two, one of projects and one of shots."""
    choices = json.dumps([{"menu": "Day", "value": "day"}, {"menu": "Night", "value": "night"}])
    enumeration = json.dumps({"multiSelect": False, "data": choices})
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        shots = session.query("select object_type_id from Shot limit 1").one().object_type_id
        kinds = {one.name: one for one in session.query(select(CustomAttributeType))}

        def make(key: str, kind: str, default: Any, config: str = "{}", **values: Any) -> None:
            given = {"entity_type": "task", "object_type_id": shots, "is_hierarchical": False} | values
            session.add(
                CustomAttributeConfiguration(
                    key=key, label=key, type=kinds[kind], default=default, config=config, core=False, **given
                )
            )

        make("fps", "number", 24.0)
        make("fps", "number", 25, '{"isdecimal": false}', entity_type="show", object_type_id=None)
        make("due", "date", "")
        make("light", "enumerator", ["day"], enumeration)
        make("3d note", "text", "")
        make("ready", "boolean", False, entity_type="show", object_type_id=None, is_hierarchical=True)
        make("length", "expression", "{self.fps}")
        session.add(
            CustomAttributeLinkConfiguration(
                key="director", label="Director", entity_type="task", entity_type_to="user", config="{}"
            )
        )
        session.commit()


def test_a_word_is_assigned_without_a_request_and_committed(session: Session, studio: Any) -> None:
    task = session.query(select(studio.Task).limit(1)).one()
    before = session._gateway.requests
    task.status = studio.Statuses.ON_HOLD
    assert task.status == studio.Statuses.ON_HOLD
    assert task.status_id == studio.Statuses.ON_HOLD.id
    assert session._gateway.requests == before
    session.commit()
    stored = session.query(select(studio.Task.status.name).where(studio.Task.id == task.id)).one()
    assert stored == "On Hold"


def test_a_new_entity_takes_words_and_custom_attributes_along(session: Session, studio: Any) -> None:
    shot = session.query(select(studio.Shot).limit(1)).one()
    task = studio.Task(
        name="words", parent=shot, project=shot.project, status=studio.Statuses.NORMAL, type=studio.Types.FX
    )
    assert (task.status.name, task.type.name) == ("Normal", "FX")
    session.add(task)
    assert task.type in session._gateway.identities
    session.commit()
    found = session.query(select(studio.Task).where(studio.Task.name == "words")).one()
    assert studio.Types.of(found.type) is studio.Types.FX


def test_ensure_takes_words(session: Session, studio: Any) -> None:
    shot = session.query(select(studio.Shot).limit(1)).one()
    given = studio.Task(name="ensured", parent=shot, project=shot.project, status=studio.Statuses.PENDING)
    task = session.ensure(given, by=(studio.Task.name, studio.Task.parent))
    assert task.status == studio.Statuses.PENDING


def test_queries_compare_links_with_words(session: Session, studio: Any) -> None:
    task, statuses = studio.Task, studio.Statuses
    wanted = [statuses.NOT_STARTED, statuses.IN_PROGRESS]
    assert str(task.status == statuses.NORMAL) == f'status.id is "{statuses.NORMAL.id}"'
    found = session.query(select(task).where(task.status.in_(wanted))).all()
    assert found
    assert {studio.Statuses.of(one.status) for one in found} <= set(wanted)
    with pytest.raises(QueryError, match=r"leads to a Status, it is never <Types\.FX 'FX'>"):
        _ = task.status == studio.Types.FX
    with pytest.raises(QueryError, match="compare the link itself"):
        _ = task.status.name == statuses.NORMAL


def test_a_word_of_another_kind_is_refused(session: Session, studio: Any) -> None:
    task = session.query(select(studio.Task).limit(1)).one()
    with pytest.raises(ValueError, match=r"expected a Status, got <Types\.FX 'FX'>"):
        task.status = studio.Types.FX


def test_statuses_of_a_project_schema_are_known_offline(session: Session, studio: Any) -> None:
    project = session.query(select(studio.Project).limit(1)).one()
    word = studio.ProjectSchemas.of(project.project_schema)
    asked = session.project_schema(project).statuses(studio.Task)
    assert [one.id for one in word.statuses(studio.Task)] == [one.id for one in asked]
    assert word.statuses("Nothing") == ()
    assert {one.name for one in word.types(studio.Task)} >= {"Animation", "FX"}


def test_a_status_made_since_still_loads(session: Session, studio: Any) -> None:
    status = studio.Status(name="Made since", color="#ffffff", sort=99, state=session.query("State").first())
    session.add(status)
    session.commit()
    assert studio.Statuses.of(status) is None
    assert session.query(select(studio.Status).where(studio.Status.name == "Made since")).one().name == "Made since"


def test_custom_attributes_are_read_and_written_by_name(session: Session, studio: Any) -> None:
    shot = session.query(select(studio.Shot).limit(1)).one()
    assert shot.custom_attributes.fps == shot.custom_attributes["fps"] == 24
    assert shot.project.custom_attributes.fps == 25
    assert shot.custom_attributes.light == ["day"]
    shot.custom_attributes.fps = 30
    shot.custom_attributes.due = datetime(2026, 5, 1)
    shot.custom_attributes["3d note"] = "deep"
    shot.custom_attributes.light = ["night"]
    session.commit()
    session.refresh(shot)
    attributes = shot.custom_attributes
    assert (attributes.fps, attributes.due, attributes.light) == (30, datetime(2026, 5, 1), ["night"])
    assert attributes["3d note"] == "deep"
    assert "fps" in dir(attributes)


def test_custom_attributes_are_queried_by_name(session: Session, studio: Any) -> None:
    shot = session.query(select(studio.Shot).offset(1).limit(1)).one()
    shot.custom_attributes.fps = 48
    shot.custom_attributes.due = datetime(2027, 1, 2)
    session.commit()
    custom = studio.Shot.custom_attributes
    assert str(custom.fps > 24) == str(custom["fps"] > 24)
    for criterion in (custom.fps == 48, custom.due > datetime(2027, 1, 1)):
        assert session.query(select(studio.Shot).where(custom.fps == 48, criterion)).one() is shot
    assert session.query(select(studio.Shot).where(custom.fps == 48, custom.due > datetime(2027, 1, 1))).one() is shot
    below = studio.Task.parent.as_(studio.Shot).custom_attributes.fps == 48
    assert {one.parent for one in session.query(select(studio.Task).where(below))} <= {shot}


def test_what_is_no_custom_attribute_is_refused_with_the_nearest(session: Session, studio: Any) -> None:
    shot = session.query(select(studio.Shot).limit(1)).one()
    with pytest.raises(UnknownAttributeError, match="did you mean 'fps'"):
        _ = studio.Shot.custom_attributes.fsp
    with pytest.raises(UnknownAttributeError, match="did you mean 'fps'"):
        _ = shot.custom_attributes.fsp
    with pytest.raises(UnknownKeyError, match="did you mean 'fps'"):
        shot.custom_attributes.fsp = 3
    with pytest.raises(ValueError, match="a part of the mapping itself"):
        shot.custom_attributes.update = 3
    with pytest.raises(ReadOnlyError, match="the server computes it"):
        shot.custom_attributes.length = 3


def test_links_by_custom_attributes_are_reached_by_name(session: Session, studio: Any) -> None:
    shot, user = session.query(select(studio.Shot).limit(1)).one(), session.query(select(studio.User)).first()
    shot.custom_attribute_links.director.add(user)
    session.commit()
    assert shot.custom_attribute_links["director"].all() == [user]
    with pytest.raises(UnknownAttributeError, match="did you mean 'director'"):
        _ = shot.custom_attribute_links.directr


def test_touching_one_class_imports_neither_words_nor_other_classes(studio: Any) -> None:
    program = f"""
import sys
sys.path.insert(0, {str(Path(studio.__file__).parents[1])!r})
from {NAME} import Status
for name in ("vocabulary", "custom_attributes", "models.task", "models.shot"):
    assert {NAME!r} + "." + name not in sys.modules, name
Status.name
from {NAME} import Statuses
assert {NAME!r} + ".custom_attributes" not in sys.modules
assert {NAME!r} + ".models.task" not in sys.modules
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)


def test_the_snapshot_is_sorted_and_its_hash_is_in_the_marker(studio: Any) -> None:
    folder = Path(studio.__file__).parent
    stated = json.loads((folder / "vocabulary.json").read_text())
    assert list(stated) == sorted(stated)
    vocabulary = registry.Registry.of_package(NAME).vocabulary
    assert json.loads((folder / ".ftrack-orm.json").read_text())["vocabulary_hash"] == vocabulary.hash
