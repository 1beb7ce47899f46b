"""Reading a workspace's own words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.errors import SchemaError
from ftrack_orm.query import check, parse
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema.vocabulary import CustomAttribute, Vocabulary, questions
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression

STOCK = stock_schema()
FIXTURES = Path(os.environ.get("FTRACK_ORM_FIXTURES", Path(__file__).parents[2] / "../shared/fixtures"))


def configuration(**stated: Any) -> CustomAttribute:
    row = {"id": "1", "key": "fps", "entity_type": "task", "type": {"name": "number"}, **stated}
    return CustomAttribute.from_row(row)


@pytest.fixture(scope="module")
def demo() -> Vocabulary:
    """The words of the sandbox's demo workspace, asked over HTTP."""
    with Sandbox() as sandbox:
        transport = HttpTransport(Settings.resolve(sandbox.url, sandbox.api_user, sandbox.api_key))
        asked = questions(STOCK)
        answers = transport.send([QueryExpression(text) for text in asked.values()])
        transport.close()
    return Vocabulary.from_answers(STOCK, {name: one["data"] for name, one in zip(asked, answers, strict=True)})


def test_every_question_is_a_right_query() -> None:
    assert [check(parse(text), STOCK) for text in questions(STOCK).values()] == [[]] * len(questions(STOCK))


def test_an_older_server_is_asked_only_for_what_it_has() -> None:
    older = Schema.from_json([{"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}])
    assert questions(older) == {"Status": "select id, name from Status"}


def test_statuses_come_with_their_states(demo: Vocabulary) -> None:
    assert {word.name: word.state for word in demo.statuses}["In progress"] == "IN_PROGRESS"


def test_types_and_priorities_and_object_types_have_names(demo: Vocabulary) -> None:
    assert "Compositing" in {word.name for word in demo.types}
    assert "Urgent" in {word.name for word in demo.priorities}
    assert "Shot" in {word.name for word in demo.object_types}


def test_a_project_schema_says_which_statuses_tasks_may_have(demo: Vocabulary) -> None:
    names = {word.id: word.name for word in demo.statuses}
    (schema, *_) = demo.project_schemas
    assert "In progress" in {names[id] for id in schema.statuses["Task"]}


def test_a_snapshot_holds_all_of_it(demo: Vocabulary) -> None:
    assert Vocabulary.from_json(json.loads(json.dumps(demo.to_json()))) == demo


def test_a_reference_takes_its_values_from_the_full_mention() -> None:
    rows = [
        {"__entity_type__": "Status", "id": "1", "name": "a", "state": {"__entity_type__": "State", "id": "s"}},
        {"__entity_type__": "Status", "id": "2", "name": "b",
         "state": {"__entity_type__": "State", "id": "s", "short": "DONE"}},
    ]  # fmt: skip
    found = Vocabulary.from_answers(STOCK, {"Status": rows})
    assert [word.state for word in found.statuses] == ["DONE", "DONE"]


@pytest.mark.parametrize(
    ("stated", "owners"),
    [
        ({"entity_type": "task", "object_type_id": STOCK["Shot"].object_type_id}, {"Shot"}),
        ({"entity_type": "task"}, {"Shot", "Task"}),
        ({"entity_type": "assetversion"}, {"AssetVersion"}),
        ({"entity_type": "show"}, {"Project"}),
        ({"entity_type": "show", "is_hierarchical": True}, {"Shot", "Task", "Project", "AssetVersion", "Asset"}),
        ({"entity_type": "user"}, {"User"}),
        ({"entity_type": "list"}, {"AssetVersionList"}),
        ({"entity_type": "nothing"}, set()),
    ],
)
def test_a_custom_attribute_applies_to_its_owners(stated: dict[str, Any], owners: set[str]) -> None:
    asked = {"Shot", "Task", "Project", "AssetVersion", "Asset", "User", "AssetVersionList", "Status"}
    one = configuration(**stated)
    assert {name for name in asked if one.applies_to(STOCK, name)} == owners


def test_the_choices_of_an_enumerator_are_json_in_json() -> None:
    data = json.dumps([{"menu": "Day", "value": "day"}, {"menu": "Night", "value": "night"}])
    one = configuration(type={"name": "enumerator"}, config=json.dumps({"multiSelect": True, "data": data}))
    assert (one.kind, one.choices, one.multiple) == ("enumerator", ("day", "night"), True)


@pytest.mark.parametrize("config", ["", "{", "[]", "null", '{"data": "{"}', '{"data": "[1, {}]"}', 3, None])
def test_a_configuration_that_says_nothing_has_no_choices(config: object) -> None:
    assert configuration(type={"name": "enumerator"}, config=config).choices == ()


def test_a_kind_that_is_not_known_is_kept_open() -> None:
    assert configuration(type={"name": "hologram"}).kind is None


@pytest.mark.parametrize("row", [{}, {"id": "1"}, {"id": "1", "name": "x", "state": 3}, 3])
def test_an_answer_that_makes_no_sense_is_one_clear_error(row: Any) -> None:
    with pytest.raises(SchemaError, match="Status"):
        Vocabulary.from_answers(STOCK, {"Status": [row]})


@pytest.mark.parametrize("raw", [[], {"statuses": 3}, {"statuses": [3]}, {"statuses": [{"no": 1}]}])
def test_a_snapshot_that_makes_no_sense_is_one_clear_error(raw: Any) -> None:
    with pytest.raises(SchemaError, match="vocabulary"):
        Vocabulary.from_json(raw)


@pytest.mark.skipif(not FIXTURES.exists(), reason="recorded answers are not beside this checkout")
def test_recorded_answers_are_read() -> None:
    schema = Schema.from_file(FIXTURES / "query_schemas.json")
    names = {
        "Status": "statuses", "Type": "types", "Priority": "priorities", "ObjectType": "object_types",
        "ProjectSchema": "project_schema", "CustomAttributeConfiguration": "custom_attribute_configurations",
    }  # fmt: skip
    answers = {name: json.loads((FIXTURES / f"query_{file}.json").read_text("utf-8")) for name, file in names.items()}
    found = Vocabulary.from_answers(schema, answers)
    assert {one.key for one in found.custom_attributes_of(schema, "Shot")} >= {"fend", "fps", "sometext"}
    assert "fend" not in {one.key for one in found.custom_attributes_of(schema, "Sequence")}
    assert len(found.statuses) == len(answers["Status"])
