"""Rows become entities: of one type or many, once or twice, whole or not at all."""

from __future__ import annotations

import gc
import weakref
from copy import deepcopy
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import ProtocolError
from ftrack_orm.mapping import Entity
from ftrack_orm.session.reading.identity_map import Held
from ftrack_stock import Project, Shot, Status, Task
from tests.session.reading.page_server import PageServer


def hydrate(*rows: dict[str, Any]) -> tuple[Session, list[Entity]]:
    """Return a session and what it makes of the rows of one answer."""
    session = Session(transport=PageServer(0), models=ftrack_stock)
    return session, session._gateway.merge(list(rows), Task.__mapper__.registry)


def status(**values: Any) -> dict[str, Any]:
    return {"__entity_type__": "Status", "id": "s", **values}


def test_rows_of_several_types_come_in_their_order() -> None:
    kinds = ["Task", "Shot", "Task", "Project", "Shot", "Task"]
    rows = [{"__entity_type__": kind, "id": str(number), "name": kind} for number, kind in enumerate(kinds)]
    _, entities = hydrate(*rows)
    assert [vars(entity) for entity in entities] == [{"id": str(n), "name": kind} for n, kind in enumerate(kinds)]
    assert [type(entity) for entity in entities] == [Task, Shot, Task, Project, Shot, Task]


def test_an_entity_that_comes_twice_is_one_object_with_the_values_of_both() -> None:
    _, (first, second) = hydrate(status(name="Approved"), status(sort=3))
    assert first is second
    assert vars(first) == {"id": "s", "name": "Approved", "sort": 3}


def test_a_row_and_a_link_to_it_are_one_object_whichever_comes_first() -> None:
    child: dict[str, Any] = {"__entity_type__": "Task", "id": "c", "parent": {"__entity_type__": "Shot", "id": "p"}}
    parent = {
        "__entity_type__": "Shot",
        "id": "p",
        "name": "sh010",
        "children": [{"__entity_type__": "Task", "id": "c"}],
    }
    for rows in ([child, parent], [parent, child]):
        _, entities = hydrate(*deepcopy(rows))
        made = {type(entity): entity for entity in entities}
        task, shot = made[Task], made[Shot]
        assert isinstance(task, Task)
        assert isinstance(shot, Shot)
        assert task.parent is shot
        assert list(shot.children) == [task]
        assert shot.name == "sh010"


def test_equal_keys_of_links_are_one_string() -> None:
    rows = [{"__entity_type__": "Task", "id": str(n), "status_id": "".join(["a", "b"])} for n in range(3)]
    assert len({id(row["status_id"]) for row in rows}) == 3
    _, tasks = hydrate(*rows)
    assert len({id(vars(task)["status_id"]) for task in tasks}) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"__entity_type__": "Task", "id": "b", "start_date": {"__type__": "datetime", "value": "soon"}},
        {"__entity_type__": "Task", "id": {"no": "text"}},
        {"__entity_type__": "Task", "id": "b", "status_id": ["no text"]},
        {"__entity_type__": "Task", "name": "without a key"},
        {"__entity_type__": "Nothing", "id": "b"},
        {"__entity_type__": ["Task"], "id": "b"},
        {"id": "b"},
        "no row",
        None,
        ["Task"],
    ],
)
def test_an_answer_that_cannot_be_read_leaves_no_half_made_entity(broken: Any) -> None:
    session = Session(transport=PageServer(0), models=ftrack_stock)
    good = {"__entity_type__": "Task", "id": "a", "status": status(name="Approved")}
    with pytest.raises(ProtocolError) as caught:
        session._gateway.merge([good, broken], Task.__mapper__.registry)
    assert caught.value.__traceback__ is not None  # what it holds is alive
    assert list(session._gateway.identities) == []


def test_references_to_what_is_gone_do_not_pile_up() -> None:
    held = Held()
    kept = [Status(name="kept") for _ in range(10)]
    held.add_all([entity.id for entity in kept], kept)
    for _ in range(20):
        passing = [Status(name="passing") for _ in range(500)]
        held.add_all([entity.id for entity in passing], passing)
        del passing
        gc.collect()
    assert len(held) == 10
    assert len(held._references) < 1600
    assert held.get_all([kept[0].id, "gone"]) == [kept[0], None]


def test_an_identity_map_that_is_dropped_is_gone() -> None:
    held = Held()
    entity = Status(name="kept")
    held.add(entity.id, entity)
    gone = weakref.ref(held)
    del held
    gc.collect()
    assert gone() is None
