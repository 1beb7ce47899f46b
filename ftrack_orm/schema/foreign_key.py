"""Which scalar holds the key of which link.

A schema does not say it. Usually it is `<link>_id`; where it is not, it is the foreign key whose server column is named
for the link's, or one of the exceptions below (read off the stock workspace).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ftrack_orm.schema.attribute import Attribute

__all__ = ["foreign_keys", "paired"]

_EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("Asset", "parent"): "context_id",
    ("CustomAttributeLinkConfiguration", "object_type_to"): "object_type_id_to",
    ("Feed", "event"): "social_id",
    ("Note", "author"): "user_id",
    ("ProjectSchema", "_task_type_schema"): "task_type_schema_id",
    ("ProjectSchema", "_task_workflow"): "task_workflow_schema_id",
    ("ProjectSchema", "_version_workflow"): "asset_version_workflow_schema_id",
    ("Recipient", "recipient"): "resource_id",
    ("Recipient", "user"): "resource_id",
    ("ReviewSessionObject", "asset_version"): "version_id",
    ("ReviewSessionObjectStatus", "invitee"): "review_session_invitee_id",
    ("SchemaStatus", "task_status"): "status_id",
    ("SchemaType", "task_type"): "type_id",
    ("List", "owner"): "user_id",
    ("TypedContextList", "owner"): "user_id",
    ("AssetVersionList", "owner"): "user_id",
} | {
    (f"{owner}CustomAttributeLink{suffix}", link): "to_id" if suffix else "from_id"
    for owner, link in (
        ("Context", "context"),
        ("AssetVersion", "asset_version"),
        ("List", "list"),
        ("User", "user"),
        ("Group", "group"),
        ("Asset", "asset"),
        ("Component", "component"),
    )
    for suffix in ("", "From")
}


def foreign_keys(entity_type: str, links: list[str], scalars: set[str]) -> dict[str, str]:
    """Return `{link: foreign key}` for the links of one entity type that have their key beside them."""
    pairs = {}
    for link in links:
        key = _EXCEPTIONS.get((entity_type, link), f"{link}_id")
        if key in scalars:
            pairs[link] = key
    return pairs


def paired(entity_type: str, attributes: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """Return the attributes of one entity type with each link and its foreign key naming each other."""
    links = [name for name, attribute in attributes.items() if attribute.kind == "link"]
    scalars = {name for name, attribute in attributes.items() if attribute.kind == "scalar"}
    keys = foreign_keys(entity_type, links, scalars)
    owners = {key: link for link, key in reversed(keys.items())}
    return {name: _facing(attribute, keys.get(name), owners.get(name)) for name, attribute in attributes.items()}


def _facing(attribute: Attribute, foreign_key: str | None, link: str | None) -> Attribute:
    if (attribute.foreign_key, attribute.link) == (foreign_key, link):
        return attribute
    return replace(attribute, foreign_key=foreign_key, link=link)
