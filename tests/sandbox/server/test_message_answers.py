"""What one message holds of an entity: each value once, and everywhere for a client that asks for plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from tests.sandbox.wire import Wire

_DENORMALIZED = {"ftrack_api_options": "strict:1;denormalize:1"}
_SHOT = 'Shot where name is "sto_0010"'


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Sandbox(seed="demo") as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


def _query(expression: str) -> dict[str, str]:
    return {"action": "query", "expression": expression}


def _answers(wire: Wire, *expressions: str, **headers: str) -> list[list[dict[str, Any]]]:
    results = wire.post(*map(_query, expressions), **headers).json()
    assert isinstance(results, list), results
    return [result["data"] for result in results]


def _reference(entity: dict[str, Any]) -> dict[str, Any]:
    return {"__entity_type__": entity["__entity_type__"], "id": entity["id"]}


def test_same_query_again_is_answered_by_references(wire: Wire) -> None:
    first, second = _answers(wire, f"select name from {_SHOT}", f"select name from {_SHOT}")
    assert first[0]["name"] == "sto_0010"
    assert second == [_reference(first[0])]


def test_later_query_adds_what_the_first_did_not_ask_for(wire: Wire) -> None:
    first, second = _answers(wire, f"select name from {_SHOT}", f"select description from {_SHOT}")
    assert "description" not in first[0]
    assert second[0] == _reference(first[0]) | {"description": "The horizon stands up."}


def test_later_query_adds_to_an_entity_that_only_relations_lead_to(wire: Wire) -> None:
    first, second, third = _answers(
        wire,
        f"select parent.name, children.name from {_SHOT}",
        f"select parent.project.full_name, children.bid from {_SHOT}",
        f"select parent.name, parent.project.full_name from {_SHOT}",
    )
    assert first[0]["parent"]["name"] == "Storm"
    assert second[0]["parent"]["project"]["full_name"] == "The Lantern Tide"
    assert "name" not in second[0]["parent"]
    assert [set(child) - {"__entity_type__", "id"} for child in second[0]["children"]] == [{"bid"}] * 5
    assert third == [_reference(first[0])]


def test_entity_is_full_once_in_an_answer(wire: Wire) -> None:
    [tasks] = _answers(wire, 'select parent.name from Task where parent.name is "sto_0010"')
    assert ["name" in task["parent"] for task in tasks] == [True, False, False, False, False]


def test_denormalized_answer_repeats_an_entity_wherever_it_is_met(wire: Wire) -> None:
    [tasks] = _answers(wire, 'select name, parent.name from Task where parent.name is "sto_0010"', **_DENORMALIZED)
    assert [task["parent"]["name"] for task in tasks] == ["sto_0010"] * 5


def test_denormalized_answer_goes_as_deep_as_the_query_and_no_deeper(wire: Wire) -> None:
    [tasks] = _answers(
        wire, 'select parent.children.parent.name from Task where parent.name is "sto_0010"', **_DENORMALIZED
    )
    for task in tasks:
        assert set(task) == {"__entity_type__", "id", "parent"}
        for child in task["parent"]["children"]:
            assert set(child) == {"__entity_type__", "id", "parent"}
            assert set(child["parent"]) == {"__entity_type__", "id", "name"}


def test_denormalized_cast_counts_for_its_type_only(wire: Wire) -> None:
    [shots] = _answers(wire, f"select children[Task].bid, parent[Sequence].name from {_SHOT}", **_DENORMALIZED)
    assert all(set(child) == {"__entity_type__", "id", "bid"} for child in shots[0]["children"])
    assert shots[0]["parent"]["name"] == "Storm"


def test_denormalized_queries_of_one_message_do_not_depend_on_each_other(wire: Wire) -> None:
    first, second = _answers(
        wire, f"select name, status.name from {_SHOT}", f"select name from {_SHOT}", **_DENORMALIZED
    )
    assert set(first[0]) == {"__entity_type__", "id", "name", "status"}
    assert set(second[0]) == {"__entity_type__", "id", "name"}
