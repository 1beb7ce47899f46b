"""What always has a value, by the schema or by the stock facts."""

from __future__ import annotations

import pytest

from ftrack_orm.schema import Schema
from ftrack_orm.schema import facts as tables
from ftrack_orm.schema.facts import always_set, is_derived, is_optional, value_type
from ftrack_orm.schema.stock import stock_schema

STOCK = stock_schema()


@pytest.mark.parametrize(
    "path",
    [
        "Task.status", "Task.parent", "Task.parent_id", "Task.project", "Shot.parent", "Shot.project_id", "Task.name",
        "Task.type", "Task.priority", "Task.created_at", "Task.time_logged", "Task.link", "Project.project_schema",
        "Asset.parent", "Asset.context_id", "Asset.type", "AssetVersion.asset", "AssetVersion.version",
        "AssetVersion.date", "AssetVersion.status", "Note.author", "Note.date", "Timelog.user", "Timelog.start",
        "Appointment.context", "Appointment.resource", "Appointment.type", "FileComponent.system_type",
        "Component.size", "ComponentLocation.location", "Status.name", "Status.state", "User.username",
        "Membership.group", "Manager.user", "ContextCustomAttributeValue.key", "Task.notes", "Task.metadata",
        "AssetVersionStatusChange.parent", "ReviewSession.created_by", "Recipient.recipient",
    ],
)  # fmt: skip
def test_there_is_always_a_value(path: str) -> None:
    entity_type, attribute = path.split(".")
    assert not is_optional(STOCK, entity_type, attribute)


@pytest.mark.parametrize(
    "path",
    [
        "Project.parent", "Context.parent", "Task.start_date", "Task.thumbnail", "Asset.latest_version",
        "AssetVersion.task", "AssetVersion.thumbnail", "Component.version", "Component.container", "Note.category",
        "Note.in_reply_to", "Note.completed_by", "User.email", "Timelog.context", "StatusChange.from_status",
        "ContextCustomAttributeValue.value", "Project.end_date", "Event.user", "Group.parent", "List.owner",
        "CustomAttributeConfiguration.object_type_id", "Recipient.user",
    ],
)  # fmt: skip
def test_there_may_be_no_value(path: str) -> None:
    entity_type, attribute = path.split(".")
    assert is_optional(STOCK, entity_type, attribute)


def test_a_null_default_is_no_value() -> None:
    schema = Schema.from_json([{"id": "A", "properties": {"x": {"type": "string", "default": None}}}])
    assert is_optional(schema, "A", "x")


def test_a_false_default_is_a_value() -> None:
    schema = Schema.from_json([{"id": "A", "properties": {"x": {"type": "boolean", "default": False}}}])
    assert not is_optional(schema, "A", "x")


def test_a_link_is_set_when_its_key_is_required() -> None:
    properties = {"b": {"$ref": "A"}, "b_id": {"type": "string"}}
    for required, optional in ([], True), (["b_id"], False), (["b"], False):
        schema = Schema.from_json([{"id": "A", "properties": properties, "required": required}])
        assert is_optional(schema, "A", "b") is optional


def test_every_fact_is_about_an_attribute_and_says_what_the_schema_does_not() -> None:
    for entity_type, attributes in tables._ALWAYS_SET.items():
        for name in attributes:
            stated = STOCK[entity_type][name]
            assert stated.kind in ("scalar", "link")
            assert not stated.required, (entity_type, name)
            assert not stated.has_default, (entity_type, name)


def test_what_is_always_set_on_a_type_is_so_on_its_subtypes() -> None:
    for entity_type in STOCK:
        for base in STOCK.lineage(entity_type.name)[1:]:
            for name in STOCK[base].attributes:
                if not is_optional(STOCK, base, name):
                    assert not is_optional(STOCK, entity_type.name, name), (entity_type.name, name)


def test_a_fact_about_contexts_says_nothing_of_notes() -> None:
    assert always_set(STOCK, "Task", "project")
    assert not always_set(STOCK, "Note", "project")


def test_the_link_of_an_entity_arrives_as_a_list() -> None:
    assert value_type(STOCK, "Shot", "link") == "list[dict[str, str]]"
    assert value_type(STOCK, "AssetVersion", "_link") == "list[dict[str, str]]"
    assert value_type(STOCK, "Shot", "name") is None
    assert is_derived(STOCK, "Shot", "link")
    assert not is_derived(STOCK, "Shot", "id")


def test_every_other_type_is_as_stated() -> None:
    stated = {(t.name, a) for t in STOCK for a in t.attributes if value_type(STOCK, t.name, a)}
    assert {attribute for _, attribute in stated} == {"link", "_link"}
    assert {(t.name, n) for t in STOCK for n in ("link", "_link") if n in t} == stated
