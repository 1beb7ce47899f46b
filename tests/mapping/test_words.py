"""Words: an enumeration whose members stand for entities."""

from __future__ import annotations

import copy
import pickle

import pytest

from ftrack_orm.errors import InvalidValueError, NotLoadedError
from ftrack_orm.mapping.declarative import Refers, Words
from ftrack_stock import Status, Task, Type


class Statuses(Refers["Status"], Words, entity_type="Status"):
    READY = ("s1", "Ready", "#ffffff", 1.0, "NOT_STARTED")
    OLD = ("s2", "Done", None, None, None, False)
    DONE = ("s3", "Done", None, 3)


class Types(Refers["Type"], Words, entity_type="Type"):
    FX = ("t1", "FX")


def test_a_word_tells_what_the_workspace_said() -> None:
    ready = Statuses.READY
    assert (ready.id, ready.name, ready.color, ready.sort, ready.state) == (
        "s1",
        "Ready",
        "#ffffff",
        1.0,
        "NOT_STARTED",
    )
    assert (ready.active, Statuses.OLD.active, ready.value) == (True, False, "s1")
    assert repr(ready) == str(ready) == "<Statuses.READY 'Ready'>"


def test_a_word_is_found_by_id_and_by_name_an_active_one_first() -> None:
    assert Statuses("s2") is Statuses.OLD
    assert Statuses("Done") is Statuses.DONE
    with pytest.raises(ValueError, match="'Redy' is none of Statuses, did you mean 'Ready'"):
        Statuses("Redy")


def test_a_word_equals_its_entity_and_no_other() -> None:
    status = Status(id="s1")
    assert status == Statuses.READY
    assert status in [Statuses.READY]
    assert Statuses.READY in [status]
    assert status != Statuses.DONE
    assert Type(id="s1") != Statuses.READY
    assert Statuses.READY != "s1"
    assert Statuses.of(status) is Statuses.READY
    assert Statuses.of(Status(id="new")) is Statuses.of(None) is None


def test_words_are_hashed_copied_and_pickled_as_themselves() -> None:
    assert {Statuses.READY: 1}[Statuses("s1")] == 1
    assert copy.deepcopy(Statuses.READY) is Statuses.READY
    assert pickle.loads(pickle.dumps(Statuses.READY)) is Statuses.READY


def test_a_new_entity_takes_words_and_knows_what_they_know() -> None:
    task = Task(name="comp", status=Statuses.READY)
    assert isinstance(task.status, Status)
    assert (task.status.name, task.status.color, task.status_id) == ("Ready", "#ffffff", "s1")
    with pytest.raises(NotLoadedError, match="is in no session yet"):
        _ = task.status.is_active


def test_a_word_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="expected a Status"):
        Task(name="comp", status=Types.FX)  # type: ignore[arg-type]  # wrong on purpose
