"""What the stock workspace states, without looking at any server's answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftrack_orm.errors import UnknownAttributeError, UnknownEntityTypeError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema

STOCK = stock_schema()


def test_it_has_130_entity_types_with_1587_attributes() -> None:
    assert len(STOCK) == 130
    assert sum(len(entity_type.attributes) for entity_type in STOCK) == 1587


def test_901_attributes_are_not_as_their_base_states_them() -> None:
    assert sum(len(own) for own in STOCK.own_attributes.values()) == 901


def test_it_is_read_once() -> None:
    assert stock_schema() is STOCK


def test_types_and_attributes_are_sorted_by_name() -> None:
    assert [entity_type.name for entity_type in STOCK] == sorted(entity_type.name for entity_type in STOCK)
    for entity_type in STOCK:
        assert list(entity_type.attributes) == sorted(entity_type.attributes)


def test_each_attribute_knows_its_own_name() -> None:
    for entity_type in STOCK:
        assert all(name == attribute.name for name, attribute in entity_type.attributes.items())


def test_43_types_have_a_base_and_all_attributes_of_it() -> None:
    narrow = [entity_type for entity_type in STOCK if entity_type.base]
    assert len(narrow) == 43
    for entity_type in narrow:
        assert entity_type.base is not None
        assert set(STOCK[entity_type.base].attributes) <= set(entity_type.attributes)


def test_lineages_lead_from_the_narrowest_to_the_widest() -> None:
    assert STOCK.lineage("Shot") == ("Shot", "TypedContext", "Context")
    assert STOCK.lineage("SequenceComponent") == ("SequenceComponent", "ContainerComponent", "Component")
    assert STOCK.lineage("User") == ("User", "BaseUser", "Resource")
    assert STOCK.lineage("Note") == ("Note",)


def test_subtypes_are_found_at_any_depth() -> None:
    assert {"Project", "TypedContext", "Task", "Shot", "Milestone"} <= set(STOCK.subtypes("Context"))
    assert "Context" not in STOCK.subtypes("Context")
    assert STOCK.subtypes("Task") == ()


def test_24_primary_keys_are_composite() -> None:
    composite = {entity_type.name for entity_type in STOCK if len(entity_type.primary_key) > 1}
    assert len(composite) == 24
    assert STOCK["Metadata"].primary_key == ("parent_id", "key")
    assert STOCK["SettingComponent"].primary_key == ("component_id", "name", "group")


def test_primary_keys_and_default_projections_name_attributes() -> None:
    for entity_type in STOCK:
        assert set(entity_type.primary_key) <= set(entity_type.attributes), entity_type.name
        assert set(entity_type.default_projections) <= set(entity_type.attributes), entity_type.name


def test_278_of_281_links_have_their_foreign_key_beside_them_and_30_by_another_name() -> None:
    links = [(entity_type, a) for entity_type in STOCK for a in entity_type.attributes.values() if a.kind == "link"]
    paired = [(entity_type, link) for entity_type, link in links if link.foreign_key]
    assert len(links) == 281
    assert {(t.name, a.name) for t, a in links if not a.foreign_key} == {
        ("Asset", "latest_version"),
        ("SettingComponent", "setting"),
        ("Status", "state"),
    }
    assert sum(link.foreign_key != f"{link.name}_id" for _, link in paired) == 30


def test_a_foreign_key_and_its_link_name_each_other() -> None:
    for entity_type in STOCK:
        for attribute in entity_type.attributes.values():
            if attribute.link is not None:
                assert entity_type[attribute.link].foreign_key == attribute.name
            if attribute.foreign_key is not None:
                assert entity_type[attribute.foreign_key].kind == "scalar"
                assert entity_type[attribute.foreign_key].link is not None


@pytest.mark.parametrize(
    ("entity_type", "link", "key"),
    [
        ("Task", "status", "status_id"),
        ("Note", "author", "user_id"),
        ("Asset", "parent", "context_id"),
        ("AssetVersionList", "owner", "user_id"),
        ("ReviewSessionObject", "asset_version", "version_id"),
        ("ContextCustomAttributeLinkFrom", "context", "to_id"),
    ],
)
def test_a_link_knows_its_foreign_key(entity_type: str, link: str, key: str) -> None:
    assert STOCK[entity_type][link].foreign_key == key


def test_91_mappings_are_either_keyed_or_restricted() -> None:
    mappings = [a for entity_type in STOCK for a in entity_type.attributes.values() if a.kind == "mapping"]
    keyed = [a for a in mappings if (a.key_attribute, a.value_attribute) == ("key", "value")]
    restricted = [a for a in mappings if a.restricted]
    assert (len(mappings), len(keyed), len(restricted)) == (91, 43, 48)
    assert not any(a.restricted for a in keyed)


def test_only_mappings_are_restricted() -> None:
    kinds = {a.kind for entity_type in STOCK for a in entity_type.attributes.values() if a.restricted}
    assert kinds == {"mapping"}


def test_every_relation_leads_to_an_entity_type() -> None:
    for entity_type in STOCK:
        for attribute in entity_type.attributes.values():
            assert attribute.is_relation == (attribute.target is not None)
            assert attribute.target is None or attribute.target in STOCK


def test_a_kind_of_task_is_told_by_its_object_type() -> None:
    assert STOCK["Task"].table == STOCK["Shot"].table == "Task"
    assert STOCK["Task"].object_type_id == STOCK["Task"]["object_type_id"].default
    assert STOCK["TypedContext"].object_type_id is None
    assert STOCK["Project"].table == "Show"


def test_system_projections_come_by_their_attribute_names() -> None:
    assert STOCK["Task"].system_projections == ("showid", "context_type")
    assert set(STOCK["Task"].always_projected) == {"id", "name", "context_type", "project_id"}


def test_30_types_work_with_aggregates() -> None:
    assert sum(entity_type.group_by for entity_type in STOCK) == 30
    assert STOCK["Task"].group_by
    assert not STOCK["Status"].group_by


def test_lists_may_name_what_is_not_there() -> None:
    assert STOCK["ReviewSessionObjectAnnotation"].unresolved == {"required": ("review_session_id",)}


def test_integer_ids_are_compared_as_integers() -> None:
    assert STOCK["Event"]["id"].value_kind == "integer"
    assert STOCK["Feed"]["social_id"].value_kind == "integer"
    assert STOCK["Task"]["id"].value_kind == STOCK["Task"]["status_id"].value_kind == "id"
    assert STOCK["Task"]["start_date"].value_kind == "datetime"


def test_read_only_is_immutable_or_computed() -> None:
    assert STOCK["Task"]["time_logged"].read_only
    assert STOCK["Task"]["id"].read_only
    assert not STOCK["Task"]["name"].read_only


def test_the_wire_form_reads_back_as_the_same_schema() -> None:
    assert Schema.from_json(STOCK.to_json()) == STOCK


def test_the_hash_is_that_of_the_wire_form() -> None:
    again = Schema.from_json(STOCK.to_json())
    assert again.hash == STOCK.hash
    less = Schema.from_json([raw for raw in STOCK.to_json() if raw["id"] != "ApiKey"])
    assert less.hash != STOCK.hash


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownEntityTypeError, match="did you mean 'Task'"):
        STOCK["Tsk"]
    with pytest.raises(UnknownAttributeError, match="did you mean 'status'"):
        STOCK["Task"]["statuss"]


def test_each_text_is_short_lines_of_one_subject() -> None:
    folder = Path(__file__).parents[2] / "ftrack_orm" / "schema" / "stock"
    for file in folder.glob("*.ftrack"):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), file.name
        assert len(lines) < 300, file.name
