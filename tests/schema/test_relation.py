"""What leads back from the entities of a collection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.relation import COMPUTED, PAIRED, Reverse, collection_key, is_computed, is_paired
from ftrack_orm.schema.stock import stock_schema

STOCK = stock_schema()
TO_MANY = [
    (entity_type.name, attribute.name)
    for entity_type in STOCK
    for attribute in entity_type.attributes.values()
    if attribute.kind in ("collection", "mapping")
]


def test_every_collection_and_mapping_has_a_key_or_is_listed_as_having_none() -> None:
    assert len(TO_MANY) == 388
    for entity_type, attribute in TO_MANY:
        found = [
            collection_key(STOCK, entity_type, attribute) is not None,
            is_computed(STOCK, entity_type, attribute),
            is_paired(STOCK, entity_type, attribute),
        ]
        assert found.count(True) == 1, (entity_type, attribute)


def test_every_key_is_an_attribute_of_what_holds_it() -> None:
    for entity_type, attribute in TO_MANY:
        reverse = collection_key(STOCK, entity_type, attribute)
        if reverse is None:
            continue
        holder = STOCK[reverse.through or reverse.target]
        assert reverse.target == STOCK[entity_type][attribute].target
        assert holder[reverse.foreign_key].kind == "scalar"
        assert (reverse.through is None) == (reverse.target_key is None)
        assert all(name in holder for name, _ in reverse.conditions)


def test_the_lists_name_collections_of_the_types_that_declare_them() -> None:
    for entity_type, attribute in COMPUTED | PAIRED:
        assert attribute in STOCK.own_attributes[entity_type]
        assert STOCK[entity_type][attribute].kind == "collection"


@pytest.mark.parametrize(
    ("entity_type", "attribute", "reverse"),
    [
        ("User", "timelogs", Reverse("Timelog", "user_id")),
        ("Task", "timelogs", Reverse("Timelog", "context_id")),
        ("Project", "children", Reverse("Context", "parent_id")),
        ("Project", "assets", Reverse("Asset", "context_id")),
        ("Shot", "assignments", Reverse("Appointment", "context_id", (("type", "assignment"),))),
        ("Group", "allocations", Reverse("Appointment", "resource_id", (("type", "allocation"),))),
        ("User", "appointments", Reverse("Appointment", "resource_id")),
        ("Asset", "versions", Reverse("AssetVersion", "asset_id")),
        ("FileComponent", "component_locations", Reverse("ComponentLocation", "component_id")),
        ("SequenceComponent", "members", Reverse("Component", "container_id")),
        ("Task", "notes", Reverse("Note", "parent_id", type_attribute="parent_type")),
        ("Note", "replies", Reverse("Note", "in_reply_to_id")),
        ("Task", "metadata", Reverse("Metadata", "parent_id", type_attribute="parent_type")),
        ("Task", "custom_attributes", Reverse("ContextCustomAttributeValue", "entity_id")),
        (
            "Task",
            "custom_attribute_links_from",
            Reverse("CustomAttributeLinkFrom", "to_id", type_attribute="to_entity_type"),
        ),
        ("Task", "incoming_links", Reverse("TypedContextLink", "to_id")),
        ("Task", "split_parts", Reverse("SplitTaskPart", "task_id")),
        ("ProjectSchema", "_schemas", Reverse("Schema", "project_schema_id")),
        ("ListCategory", "lists", Reverse("List", "category_id")),
        (
            "TypedContextList",
            "items",
            Reverse("Task", "list_id", through="ListObject", target_key="entity_id"),
        ),
        (
            "AssetVersion",
            "uses_versions",
            Reverse("AssetVersion", "to_id", through="AssetVersionLink", target_key="from_id"),
        ),
    ],
)
def test_a_collection_is_led_back_by(entity_type: str, attribute: str, reverse: Reverse) -> None:
    assert collection_key(STOCK, entity_type, attribute) == reverse


def test_the_versions_that_a_version_uses_are_where_its_incoming_links_come_from() -> None:
    links = collection_key(STOCK, "AssetVersion", "incoming_links")
    uses = collection_key(STOCK, "AssetVersion", "uses_versions")
    assert links is not None
    assert uses is not None
    assert (uses.through, uses.foreign_key) == (links.target, links.foreign_key)


def test_a_scalar_and_a_link_have_no_collection_key() -> None:
    assert collection_key(STOCK, "Task", "name") is None
    assert collection_key(STOCK, "Task", "parent") is None


def test_an_object_type_of_a_site_shares_the_keys_of_its_base() -> None:
    own = replace(STOCK["Shot"], name="Asset Build 2")
    schema = Schema({**STOCK.entity_types, "Asset Build 2": own})
    assert collection_key(schema, "Asset Build 2", "notes") == collection_key(STOCK, "Context", "notes")
    assert is_computed(schema, "Asset Build 2", "ancestors")


def test_a_schema_without_what_leads_back_has_no_key() -> None:
    note = replace(STOCK["Note"], attributes={n: a for n, a in STOCK["Note"].attributes.items() if n != "parent_id"})
    schema = Schema({**STOCK.entity_types, "Note": note})
    assert collection_key(schema, "Task", "notes") is None


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(UnknownAttributeError):
        collection_key(STOCK, "Task", "notess")
