"""Entities on their own, without a session."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from ftrack_orm.errors import InvalidValueError, MappingError, ReadOnlyError, UnknownAttributeError
from ftrack_orm.mapping import Entity, Registry
from ftrack_stock import Appointment, Metadata, Note, Shot, Status, Task, User

make: Any = Task


def test_a_new_entity_has_an_id_of_its_own() -> None:
    one, two = Task(name="comp"), Task(name="comp")
    assert uuid.UUID(one.id) != uuid.UUID(two.id)
    assert one != two
    assert len({one, two}) == 2


def test_a_composite_key_is_not_made_up() -> None:
    assert "key" not in vars(Metadata(parent_id="x"))


def test_only_what_was_given_is_held() -> None:
    assert set(vars(Task(name="comp", bid=3))) == {"id", "name", "bid"}


def test_what_was_not_given_reads_as_the_servers_default() -> None:
    task = Task(name="comp")
    assert task.priority_id == "9661b320-3a0c-11e2-81c1-0800200c9a66"
    assert task.description is None
    assert list(task.notes) == []
    assert dict(task.metadata) == {}


def test_pydantic_reads_values() -> None:
    task = make(name="comp", bid="3.5", start_date="2026-01-02T03:04:05")
    assert (task.bid, task.start_date) == (3.5, datetime(2026, 1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"nme": "x"}, UnknownAttributeError, "unknown attribute 'nme' on Task, did you mean 'name'"),
        ({"name": 3}, InvalidValueError, r"Task\.name: .*valid string, got 3"),
        ({"bid": "soon"}, InvalidValueError, r"Task\.bid: .*number"),
        ({"time_logged": 3.0}, ReadOnlyError, r"Task\.time_logged: the server computes it"),
        ({"descendants": []}, ReadOnlyError, r"Task\.descendants: the server computes it"),
        ({"status": "Approved"}, InvalidValueError, r"Task\.status takes a Status, got str"),
        ({"status": Task(name="x")}, InvalidValueError, r"Task\.status takes a Status, got Task"),
        ({"notes": [Status(name="x")]}, InvalidValueError, r"Task\.notes takes a Note, got Status"),
        ({"notes": None}, InvalidValueError, r"Task\.notes takes several of Note, got None"),
        ({"metadata": 3}, InvalidValueError, r"Task\.metadata takes a mapping of keys to values, got 3"),
    ],
)
def test_wrong_arguments_are_refused(values: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make(**values)


def test_wrong_assignments_leave_the_entity_as_it_was() -> None:
    task: Any = Task(name="comp", bid=3)
    for name, value in (("name", 3), ("bid", "soon"), ("nme", "x"), ("status", task), ("time_logged", 3.0)):
        with pytest.raises((InvalidValueError, UnknownAttributeError, ReadOnlyError)):
            setattr(task, name, value)
    assert (task.name, task.bid) == ("comp", 3.0)
    assert set(vars(task)) == {"id", "name", "bid"}


def test_unknown_attributes_are_named_on_class_and_instance() -> None:
    loosely: Any = Task
    with pytest.raises(UnknownAttributeError, match="did you mean 'status'"):
        _ = loosely.statuss
    with pytest.raises(UnknownAttributeError, match="did you mean 'status'"):
        _ = loosely(name="x").statuss
    with pytest.raises(UnknownAttributeError, match="unknown attribute 'nme' on Status, did you mean 'name'"):
        _ = loosely.status.nme


def test_a_link_and_its_foreign_key_agree() -> None:
    status, other = Status(name="wip"), Status(name="done")
    task = Task(name="comp", status=status)
    assert task.status_id == status.id
    task.status_id = other.id
    assert vars(task).get("status") is None
    task.status = other
    assert task.status_id == other.id


def test_a_link_takes_a_subtype() -> None:
    ada = User(username="ada")
    appointment = Appointment(context=Task(name="comp"), resource=ada, type="assignment")
    assert appointment.resource is ada


def test_collections_check_what_they_take() -> None:
    task = Task(name="comp")
    loosely: Any = task.notes
    for put in (
        loosely.append,
        lambda item: loosely.extend([item]),
        lambda item: loosely.__setitem__(slice(0, 0), [item]),
    ):
        with pytest.raises(InvalidValueError, match="takes a Note"):
            put(Status(name="x"))
    note = Note(content="hello")
    task.notes.append(note)
    assert task.notes == [note]


def test_repr_shows_name_and_key_and_nothing_else() -> None:
    task = Task(name="comp", description="secret plans")
    assert repr(task) == f"<Task name='comp' id={task.id!r}>"


def test_relations_cannot_be_read_where_they_can_only_be_filtered_on() -> None:
    loosely: Any = Task(name="comp")
    with pytest.raises(ReadOnlyError, match="filtered on"):
        loosely.custom_attribute_links = []


def test_all_entity_types_of_the_schema_have_a_class() -> None:
    registry = Registry.of_package("ftrack_stock")
    assert sorted(registry.names()) == sorted(registry.schema.entity_types)
    for mapper in registry.mappers():
        assert issubclass(mapper.entity_class, Entity)
        entity_type = registry.schema[mapper.entity_type]
        assert set(mapper.wire) == set(entity_type.attributes)
        assert mapper.wire_key == entity_type.primary_key


def test_class_of_a_users_own_takes_the_place_of_the_generated_one() -> None:
    registry = Registry.of_package("ftrack_stock")
    stock = registry.mapper("Shot")
    try:

        class StudioShot(Shot):
            @property
            def code(self) -> str:
                return self.name.upper()

        assert registry.mapper("Shot").entity_class is StudioShot
        assert StudioShot(name="sh010").code == "SH010"
    finally:
        registry.add(stock)


def test_items_are_refused_with_what_to_write_instead() -> None:
    task: Any = Task(name="comp")
    with pytest.raises(MappingError, match=r"^a Task has attributes, no items: write entity.name, not"):
        task["name"]
    with pytest.raises(MappingError, match=r"write entity.status_id, not"):
        task["status_id"] = "x"
    with pytest.raises(UnknownAttributeError, match=r"unknown attribute 'nam' on Task, did you mean 'name'"):
        task["nam"]
    with pytest.raises(MappingError, match=r"not entity\[0\]"):
        task[0]


def test_an_aware_moment_is_held_as_it_will_come_back() -> None:
    task = Task(name="comp", start_date=datetime(2024, 6, 1, 12, tzinfo=timezone(timedelta(hours=2))))
    assert task.start_date == datetime(2024, 6, 1, 10)
    task.start_date = datetime(2024, 6, 1, 9, tzinfo=UTC)
    assert task.start_date == datetime(2024, 6, 1, 9)
    with pytest.raises(InvalidValueError, match="before the year 1"):
        task.start_date = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))


def test_a_link_and_its_key_that_are_mistaken_for_each_other_say_so() -> None:
    status = Status(name="Approved")
    with pytest.raises(InvalidValueError, match="an id is assigned to status_id, a name must be looked up"):
        make(name="comp", status="Approved")
    with pytest.raises(InvalidValueError, match="an entity is assigned to status"):
        make(name="comp", status_id=status)
