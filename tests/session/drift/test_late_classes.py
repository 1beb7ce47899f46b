"""Entity types and attributes that the generated package does not know are served all the same."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import QueryCheckError, UnknownAttributeError, UnknownEntityTypeError
from ftrack_orm.mapping import Registry
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import QuerySchemas, RecordingTransport
from tests.session.drift.conftest import OpenSession


def asked_for_schemas(sent: RecordingTransport) -> int:
    return sum(request == (QuerySchemas(),) for request in sent.requests)


@pytest.fixture
def bulletin(workspace: Sandbox) -> str:
    """The id of an entity of the new type, written by somebody whose package knows it."""
    return _create(workspace, "Bulletin", name="ready", punch_line="ha")


def _create(workspace: Sandbox, entity_type: str, **data: Any) -> str:
    with Session(
        workspace.url, workspace.api_user, workspace.api_key, schema="workspace", on_drift="ignore"
    ) as session:
        project = session.call([{"action": "query", "expression": "select id from Project limit 1"}])[0]["data"][0][
            "id"
        ]
        data |= {"__entity_type__": entity_type, "project_id": project, "parent_id": project}
        (answer,) = session.call([{"action": "create", "entity_type": entity_type, "entity_data": data}])
        found: str = answer["data"]["id"]
        return found


def test_a_row_of_an_unknown_type_is_an_entity_of_a_class_that_narrows_its_base(
    bulletin: str, open_session: OpenSession, sent: RecordingTransport, models: ModuleType
) -> None:
    session = open_session()
    found = session.query(select(models.Context).where(models.Context.id == bulletin)).one()
    assert isinstance(found, models.TypedContext)
    assert type(found).__name__ == found.__entity_type__ == "Bulletin"
    assert type(found).__doc__
    assert (found.name, found.punch_line) == ("ready", "ha")
    assert asked_for_schemas(sent) == 1


def test_an_unknown_type_can_be_queried_in_text(bulletin: str, open_session: OpenSession) -> None:
    found = open_session().query('select name, punch_line from Bulletin where punch_line is "ha"').all()
    assert bulletin in {one.id for one in found}
    assert {one.name for one in found} == {"ready"}


def test_a_model_can_be_had_by_its_name_and_written(
    open_session: OpenSession, sent: RecordingTransport, models: ModuleType
) -> None:
    session = open_session()
    made = session.model("Bulletin")
    assert session.model("Bulletin") is made
    assert session.model("Task") is models.Task
    project = session.query("Project").first()
    new = made(name="written", parent=project, project=project, punch_line="one")
    session.add(new)
    session.commit()
    new.punch_line = "two"
    session.commit()
    session.expire(new)
    assert session.query(select(made).where(made.punch_line == "two", made.name == "written")).one() is new
    assert (new.punch_line, new.parent) == ("two", project)
    assert asked_for_schemas(sent) == 1


def test_an_unknown_attribute_can_be_asked_for_read_and_written(
    open_session: OpenSession, sent: RecordingTransport, models: ModuleType
) -> None:
    session = open_session()
    task = session.query("select name, mood from Task")[0]
    task.mood = "blue"
    session.commit()
    other = open_session()
    assert [one.mood for one in other.query('Task where mood is "blue"')] == ["blue"]
    assert other.query(select(models.Task).where(models.Task.mood == "blue")).one().id == task.id
    assert str(models.Task.mood) == "mood"
    assert asked_for_schemas(sent) == 2  # once for each session


def test_an_unknown_attribute_that_comes_unasked_is_readable(
    open_session: OpenSession, sent: RecordingTransport, workspace: Sandbox, models: ModuleType
) -> None:
    _create_status(workspace)
    session = open_session()
    found = session.query(select(models.Status).where(models.Status.name == "Late")).one()
    assert found.emoji == ":o"
    assert asked_for_schemas(sent) == 1


def _create_status(workspace: Sandbox) -> None:
    with Session(workspace.url, workspace.api_user, workspace.api_key, on_drift="ignore") as session:
        expression = "select id from State limit 1"
        state = session.call([{"action": "query", "expression": expression}])[0]["data"][0]["id"]
        link = {"__entity_type__": "State", "id": state}
        data = {"__entity_type__": "Status", "name": "Late", "emoji": ":o", "state": link, "color": "#fff"}
        session.call([{"action": "create", "entity_type": "Status", "entity_data": data}])


def test_what_the_workspace_does_not_know_either_is_refused_and_the_workspace_asked_once(
    open_session: OpenSession, sent: RecordingTransport
) -> None:
    session = open_session()
    for text in ("Bulletn", "Task where mod is 1"):
        with pytest.raises(QueryCheckError, match="unknown"):
            session.query(text)
    with pytest.raises(UnknownEntityTypeError, match="did you mean"):
        session.model("Bulletn")
    assert sent.requests == [(QuerySchemas(),)]


def test_nothing_is_asked_of_a_workspace_whose_hash_is_known_to_be_the_same(
    unchanged: RecordingTransport, models: ModuleType
) -> None:
    session = Session(transport=unchanged, models=models)
    _ = session.server_information
    with pytest.raises(QueryCheckError):
        session.query("Task where mod is 1")
    assert len(unchanged.requests) == 1


def test_rows_of_a_workspace_that_has_not_moved_ask_for_no_schema(
    unchanged: RecordingTransport, models: ModuleType
) -> None:
    session = Session(transport=unchanged, models=models)
    for name in ("Context", "NoteComponent", "CustomAttributeConfiguration", "ContextCustomAttributeValue", "Status"):
        session.query(name).all()
    assert asked_for_schemas(unchanged) == 0


def test_a_query_is_refused_as_before_where_the_workspace_cannot_be_asked(models: ModuleType) -> None:
    session = Session("http://127.0.0.1:9", "ada", "key", models=models)
    with pytest.raises(QueryCheckError, match="unknown attribute 'mod'"):
        session.query("Task where mod is 1")


def test_what_a_class_learned_late_keeps_its_own_name_where_another_has_it(models: ModuleType) -> None:
    registry = Registry.of_package(models.__name__)
    mapper = models.Task.__mapper__
    raw = registry.schema.to_json()
    task = next(each for each in raw if each["id"] == "Task")
    task["properties"]["legacy_link"] = {"type": "string"}
    registry.learn(type(registry.schema).from_json(raw))
    late = mapper.wire["legacy_link"]
    assert late.name != "legacy_link"
    assert mapper.attributes["legacy_link"].api_name == "_link"
    assert str(getattr(models.Task, late.name)) == "legacy_link"


@pytest.mark.parametrize("learn_first", [True, False])
def test_a_class_learns_whether_it_was_imported_before_or_after(
    models: ModuleType, learn_first: bool, changed: Callable[[ModuleType], Any]
) -> None:
    if not learn_first:
        assert not hasattr(models.Shot, "weather")
    changed(models)
    assert str(models.Shot.weather) == "weather"
    with pytest.raises(UnknownAttributeError):
        _ = models.Sequence.weather


@pytest.fixture
def changed() -> Callable[[ModuleType], Any]:
    """Teaches a package an attribute of shots."""

    def teach(models: ModuleType) -> None:
        registry = Registry.of_package(models.__name__)
        raw = registry.schema.to_json()
        next(each for each in raw if each["id"] == "Shot")["properties"]["weather"] = {"type": "string"}
        registry.learn(type(registry.schema).from_json(raw))

    return teach
