"""Classes made at run time from a workspace's schema are those that the generator writes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, reflect, select
from ftrack_orm.mapping import Registry
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from ftrack_orm.session.reflected import ReflectedModels
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QuerySchemas, RecordingTransport

CLASSES = sorted(name for name in ftrack_stock.__all__ if inspect.isclass(getattr(ftrack_stock, name)))


@pytest.fixture(scope="module")
def workspace() -> Iterator[Sandbox]:
    """A workspace that nobody changes."""
    with Sandbox(seed="demo") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def models(workspace: Sandbox) -> ReflectedModels:
    """Its classes, made at run time."""
    with Session(workspace.url, workspace.api_user, workspace.api_key) as session:
        return reflect(session)


def facts(models: ModuleType, name: str) -> dict[str, Any]:
    """What a class says, in values that can be compared."""
    entity_class: Any = getattr(models, name)
    mapper = entity_class.__mapper__
    return {
        "name": entity_class.__name__,
        "bases": [base.__name__ for base in entity_class.__mro__],
        "doc": entity_class.__doc__,
        "type": mapper.entity_type,
        "root": mapper.root,
        "key": mapper.primary_key,
        "projections": mapper.default_projections,
        "attributes": mapper.attributes,
        "own": [key for key, value in vars(entity_class).items() if type(value).__name__ == "AttributeDescriptor"],
        "annotations": {key: mapper.annotation(key) for key in mapper.attributes},
    }


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_what_the_generator_writes(name: str, models: ReflectedModels) -> None:
    made, written = facts(models, name), facts(ftrack_stock, name)
    assert sorted(made.pop("own")) == sorted(written.pop("own"))
    assert made == written


def test_dir_completes_the_classes_and_a_misspelt_one_is_refused_with_the_nearest(models: ReflectedModels) -> None:
    assert dir(models) == CLASSES
    assert models.SCHEMA_HASH == ftrack_stock.SCHEMA_HASH
    with pytest.raises(AttributeError, match="no entity class 'Tsk', did you mean 'Task'"):
        _ = models.Tsk


def test_it_asks_once_and_a_class_is_made_when_it_is_first_used(workspace: Sandbox) -> None:
    sent = RecordingTransport(HttpTransport(Settings(workspace.url, workspace.api_user, workspace.api_key)))
    session = Session(transport=sent)
    models = reflect(session)
    registry = Registry.of_package(models.__name__)
    assert sent.requests == [(QuerySchemas(),)]
    assert registry._mappers == {}
    assert str(models.Task.status.name) == "status.name"
    assert set(registry._mappers) == {"Context", "TypedContext", "Task", "Status"}
    reflect(session)
    assert len(sent.requests) == 1


def test_entities_are_queried_created_and_validated_with_them() -> None:
    with Sandbox(seed="demo") as sandbox, Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        models = reflect(session)
        project = session.query(select(models.Project)).first()
        assert project is not None
        shot = models.Shot(name="made", parent=project, project=project)
        shot.metadata["take"] = "3"
        session.add(shot)
        session.commit()
        assert session.query("Shot where name is made").one() is shot
        assert isinstance(session.query(select(models.Context).where(models.Context.name == "made")).one(), models.Shot)
        with pytest.raises(ValueError, match=r"Shot.name"):
            shot.name = 3
        with pytest.raises(ValueError, match=r"Shot\.name takes str"):
            _ = models.Shot.name == 3
        assert models.Shot.model_json_schema()["title"] == "Shot"


def test_another_session_still_finds_the_generated_package(workspace: Sandbox, models: ReflectedModels) -> None:
    assert Registry.of_package(models.__name__) not in Registry.all()
    with Session(workspace.url, workspace.api_user, workspace.api_key, models=ftrack_stock) as session:
        reflect(session)
        assert type(session.query("Task").first()) is ftrack_stock.Task


@pytest.mark.parametrize("name", ["os.system('x')", 'Thing"""', "__import__", "Asset Build", "3D", "class", "镜头"])
def test_names_and_texts_of_a_schema_are_never_code(name: str) -> None:
    raw: dict[str, Any] = {
        "id": name,
        "description": '"""\nraise SystemExit',
        "properties": {"id": {"type": "string"}, name: {"type": "string", "description": "{print(1)}"}},
    }
    schema = Schema.from_json([raw])
    mapper = Registry.reflected(f"hostile_{abs(hash(name))}", schema).mapper(name)
    assert mapper.entity_class.__name__.isidentifier()
    assert all(attribute.isidentifier() for attribute in mapper.attributes)
    assert set(mapper.wire) == {"id", name}
