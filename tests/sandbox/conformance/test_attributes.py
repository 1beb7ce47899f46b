"""Everything that a schema states can be selected, and computed attributes say what they should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.stock import stock_schema
from tests.official_client import new_name, symbol
from tests.sandbox.wire import Wire

_SCHEMA = stock_schema()
_TYPES = sorted(kind.name for kind in _SCHEMA)


@pytest.fixture(scope="module")
def wire(sandbox: Sandbox) -> Iterator[Wire]:
    with requests.Session() as http:
        yield Wire(sandbox, http)


@pytest.mark.parametrize("strict", ["true", "false"])
@pytest.mark.parametrize("entity_type", _TYPES)
def test_every_attribute_can_be_selected_and_answers_something(wire: Wire, entity_type: str, strict: str) -> None:
    names = [name for name, attribute in _SCHEMA[entity_type].attributes.items() if not attribute.restricted]
    expression = f"select {', '.join(sorted(names))} from {entity_type}"
    answer = wire.post({"action": "query", "expression": expression}, ftrack_strict_api=strict).json()
    assert isinstance(answer, list), answer
    for row in answer[0]["data"]:
        concrete = _SCHEMA[row["__entity_type__"]]
        assert entity_type in (*_SCHEMA.lineage(concrete.name), "CustomAttributeValue")
        assert set(row) >= {name for name in names if name in concrete}


@pytest.mark.parametrize("entity_type", _TYPES)
def test_an_entity_populates_all_its_attributes(session: Any, entity_type: str) -> None:
    for entity in session.query(f"{entity_type} limit 1"):
        stated = _SCHEMA[entity.entity_type]
        unread = {name for name in stated.attributes if stated[name].kind == "collection" and stated[name].immutable}
        values = {name: entity[name] for name in entity if name not in unread}  # the client itself never sets these
        assert symbol.NOT_SET not in values.values()


@pytest.mark.parametrize(
    ("base", "concrete"),
    [
        ("Context", {"Project", "Sequence", "Shot", "AssetBuild", "Task"}),
        ("TypedContext", {"Sequence", "Shot", "AssetBuild", "Task"}),
        ("Resource", {"User", "Group"}),
        ("BaseUser", {"User"}),
        ("NoteLabel", {"NoteCategory"}),
        ("Component", {"FileComponent"}),
        ("CustomAttributeValue", {"ContextCustomAttributeValue", "UserCustomAttributeValue"}),
    ],
)
def test_query_on_a_base_type_answers_the_concrete_types(session: Any, base: str, concrete: set[str]) -> None:
    found = {entity.entity_type for entity in session.query(base)}
    assert concrete <= found


def test_lists_are_found_by_their_base_type(session: Any, project: Any) -> None:
    category = session.query("ListCategory").first()
    for kind in ("TypedContextList", "AssetVersionList"):
        session.create(kind, {"name": new_name(kind), "project": project, "category": category})
    session.commit()
    assert {"TypedContextList", "AssetVersionList"} <= {item.entity_type for item in session.query("List")}


def test_link_leads_from_the_project_to_the_entity(session: Any) -> None:
    task = session.query("select link, ancestors.name from Task where name is compositing").one()
    assert [item["name"] for item in task["link"]] == ["conformance", "sq010", "sh010", "compositing"]
    assert [item["type"] for item in task["link"]] == ["Project", "TypedContext", "TypedContext", "TypedContext"]
    assert {ancestor["name"] for ancestor in task["ancestors"]} == {"sq010", "sh010"}


def test_link_of_a_version_ends_with_the_version(session: Any) -> None:
    version = session.query("AssetVersion where comment is 'First pass'").one()
    assert [item["type"] for item in version["link"]][-2:] == ["Asset", "AssetVersion"]
    assert version["link"][-1]["id"] == version["id"]


def test_descendants_are_everything_below(session: Any, project: Any) -> None:
    names = {context["name"] for context in project["descendants"]}
    assert {"sq010", "sh010", "hero", "compositing"} <= names


def test_ancestors_and_descendants_can_be_asked_for(session: Any) -> None:
    assert {t["name"] for t in session.query("Task where ancestors any (name is sq010)")} == {"compositing"}
    assert {s["name"] for s in session.query("Sequence where descendants any (name is compositing)")} == {"sq010"}


def test_time_logged_sums_what_is_below(session: Any) -> None:
    assert session.query("select time_logged from Shot where name is sh010").one()["time_logged"] == 7200
    assert session.query("select time_logged from Task where time_logged > 7000").one()["name"] == "compositing"


def test_moments_arrive_in_the_clients_own_type(session: Any) -> None:
    task = session.query("select start_date from Task where name is compositing").one()
    assert task["start_date"].isoformat() == "2026-01-05T09:00:00+00:00"
