"""What becomes of an entity that leaves a collection."""

from __future__ import annotations

import pytest

from ftrack_orm.schema.relation import collection_key
from ftrack_orm.schema.removal import Removal, removal
from ftrack_orm.schema.stock import stock_schema


@pytest.mark.parametrize(
    ("entity_type", "foreign_key", "expected"),
    [
        ("Appointment", "context_id", "delete"),
        ("Membership", "group_id", "delete"),
        ("ListObject", "list_id", "delete"),
        ("Recipient", "note_id", "delete"),
        ("NoteLabelLink", "note_id", "delete"),
        ("NoteComponent", "note_id", "delete"),
        ("TypedContextLink", "from_id", "delete"),
        ("Manager", "context_id", "delete"),
        ("Metadata", "parent_id", "delete"),
        ("FileComponent", "version_id", "clear"),
        ("Note", "parent_id", "clear"),
        ("Note", "in_reply_to_id", "clear"),
        ("Timelog", "context_id", "clear"),
        ("Timelog", "user_id", "refuse"),
        ("Task", "parent_id", "refuse"),
        ("Shot", "status_id", "refuse"),
        ("Shot", "object_type_id", "refuse"),
        ("AssetVersion", "asset_id", "refuse"),
        ("TypedContextStatusChange", "parent_id", "refuse"),
    ],
)
def test_removal_is_stated_for_each_kind(entity_type: str, foreign_key: str, expected: Removal) -> None:
    assert removal(stock_schema(), entity_type, foreign_key) == expected


def test_what_is_cleared_is_never_required() -> None:
    schema = stock_schema()
    for entity_type in schema:
        for attribute in entity_type.attributes.values():
            reverse = collection_key(schema, entity_type.name, attribute.name)
            if reverse is not None and reverse.through is None:
                what = removal(schema, reverse.target, reverse.foreign_key)
                assert what != "clear" or not schema[reverse.target][reverse.foreign_key].required
