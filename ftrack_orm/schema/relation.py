"""Which attribute leads back from the entities of a collection to the one that holds it.

A schema says that `Task.notes` holds notes, and not how a note is known to be the task's. `collection_key` tells it:

>>> from ftrack_orm.schema.stock import stock_schema
>>> collection_key(stock_schema(), "User", "timelogs")
Reverse(target='Timelog', foreign_key='user_id', conditions=(), type_attribute=None, through=None, target_key=None)

Mostly it can be read off the schema: it is the only key of the target that leads to the owner. The tables hold the
rest, stated for the entity type that declares the collection; its subtypes, a site's own object types too, share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema

__all__ = ["COMPUTED", "PAIRED", "Reverse", "collection_key", "is_computed", "is_paired"]


@dataclass(frozen=True, slots=True)
class Reverse:
    """How the entities of a collection are found: those whose `foreign_key` is the owner's id.

    Of a many-to-many collection the ids stand side by side in entities of the type `through`: `foreign_key` and
    `target_key` are then attributes of that type, not of the target.
    """

    target: str
    """The entity type that the collection holds."""
    foreign_key: str
    """The attribute that holds the owner's id."""
    conditions: tuple[tuple[str, str], ...] = ()
    """What else the target's attributes must be: `(("type", "assignment"),)`."""
    type_attribute: str | None = None
    """The attribute beside the key that names the owner's entity type, where owners of several kinds share the key.

    Ids are unique in a workspace, so reading needs the key alone; who creates an entity must set this one too.
    """
    through: str | None = None
    """The entity type that pairs owner and target, for many-to-many."""
    target_key: str | None = None
    """With `through`: its attribute that holds the target's id."""


COMPUTED: frozenset[tuple[str, str]] = frozenset({
    ("Asset", "ancestors"),
    ("Project", "descendants"),
    ("TypedContext", "ancestors"),
    ("TypedContext", "descendants"),
})  # fmt: skip
"""Collections that the server derives from the hierarchy: no one key, and nothing to write."""

PAIRED: frozenset[tuple[str, str]] = frozenset({
    ("Context", "scopes"),
    ("CustomConfigurationBase", "read_security_roles"),
    ("CustomConfigurationBase", "write_security_roles"),
    ("UserView", "shared_with"),
})  # fmt: skip
"""Many-to-many collections whose pairs no entity type shows; they are written by assigning the collection."""

_ASSIGNMENT = (("type", "assignment"),)
_ALLOCATION = (("type", "allocation"),)

_BY_TARGET: Mapping[str, Reverse] = {
    reverse.target: reverse
    for reverse in (
        Reverse("CustomAttributeLink", "from_id", type_attribute="from_entity_type"),
        Reverse("CustomAttributeLinkFrom", "to_id", type_attribute="to_entity_type"),
        Reverse("EntitySetting", "parent_id", type_attribute="parent_type"),
        Reverse("Metadata", "parent_id", type_attribute="parent_type"),
        Reverse("StatusChange", "parent_id", type_attribute="parent_type"),
    )
}

_EXCEPTIONS: Mapping[tuple[str, str], Reverse] = {
    ("AssetVersion", "incoming_links"): Reverse("AssetVersionLink", "to_id"),
    ("AssetVersion", "lists"): Reverse("AssetVersionList", "entity_id", through="ListObject", target_key="list_id"),
    ("AssetVersion", "notes"): Reverse("Note", "parent_id", type_attribute="parent_type"),
    ("AssetVersion", "outgoing_links"): Reverse("AssetVersionLink", "from_id"),
    ("AssetVersion", "used_in_versions"): Reverse(
        "AssetVersion", "from_id", through="AssetVersionLink", target_key="to_id"
    ),
    ("AssetVersion", "uses_versions"): Reverse(
        "AssetVersion", "to_id", through="AssetVersionLink", target_key="from_id"
    ),
    ("AssetVersionList", "items"): Reverse("AssetVersion", "list_id", through="ListObject", target_key="entity_id"),
    ("Context", "allocations"): Reverse("Appointment", "context_id", _ALLOCATION),
    ("Context", "assignments"): Reverse("Appointment", "context_id", _ASSIGNMENT),
    ("Context", "notes"): Reverse("Note", "parent_id", type_attribute="parent_type"),
    ("ObjectType", "project_schemas"): Reverse(
        "ProjectSchema", "object_type_id", through="ProjectSchemaObjectType", target_key="project_schema_id"
    ),
    ("ProjectSchema", "object_types"): Reverse(
        "ObjectType", "project_schema_id", through="ProjectSchemaObjectType", target_key="object_type_id"
    ),
    ("Resource", "allocations"): Reverse("Appointment", "resource_id", _ALLOCATION),
    ("Resource", "assignments"): Reverse("Appointment", "resource_id", _ASSIGNMENT),
    ("ReviewSessionObject", "notes"): Reverse("Note", "parent_id", type_attribute="parent_type"),
    ("TaskTypeSchema", "types"): Reverse(
        "Type", "task_type_schema_id", through="TaskTypeSchemaType", target_key="type_id"
    ),
    ("Type", "task_type_schemas"): Reverse(
        "TaskTypeSchema", "type_id", through="TaskTypeSchemaType", target_key="task_type_schema_id"
    ),
    ("TypedContext", "incoming_links"): Reverse("TypedContextLink", "to_id"),
    ("TypedContext", "lists"): Reverse("TypedContextList", "entity_id", through="ListObject", target_key="list_id"),
    ("TypedContext", "outgoing_links"): Reverse("TypedContextLink", "from_id"),
    ("TypedContext", "split_parts"): Reverse("SplitTaskPart", "task_id"),
    ("TypedContextList", "items"): Reverse("Task", "list_id", through="ListObject", target_key="entity_id"),
    ("WorkflowSchema", "statuses"): Reverse(
        "Status", "workflow_schema_id", through="WorkflowSchemaStatus", target_key="status_id"
    ),
}

_NAMED_TARGET = re.compile(r"Foreign key\(s\): (\w+)\.")


def collection_key(schema: Schema, entity_type: str, attribute: str) -> Reverse | None:
    """Return what leads back to an entity of this type from those that its collection or mapping holds.

    None where there is nothing: the collection is computed or paired (see `is_computed` and `is_paired`), or a
    workspace's schema lacks what leads back.

    Raises:
        UnknownEntityTypeError: The schema has no such entity type.
        UnknownAttributeError: The entity type has no such attribute.
    """
    stated = schema[entity_type][attribute]
    if stated.kind not in ("collection", "mapping") or stated.target is None:
        return None
    owner = _declaring(schema, entity_type, attribute)
    if (owner, attribute) in COMPUTED or (owner, attribute) in PAIRED:
        return None
    reverse = _EXCEPTIONS.get((owner, attribute)) or _BY_TARGET.get(stated.target)
    if reverse is not None and _exists(schema, stated.target, reverse):
        return reverse
    key = _only_key(schema[stated.target], schema.lineage(owner))
    return Reverse(stated.target, key) if key is not None else None


def is_computed(schema: Schema, entity_type: str, attribute: str) -> bool:
    """Tell whether the server derives this collection and refuses to have it written."""
    return (_declaring(schema, entity_type, attribute), attribute) in COMPUTED


def is_paired(schema: Schema, entity_type: str, attribute: str) -> bool:
    """Tell whether this collection is many-to-many with its pairs shown by no entity type."""
    return (_declaring(schema, entity_type, attribute), attribute) in PAIRED


def _declaring(schema: Schema, entity_type: str, attribute: str) -> str:
    """Return the widest type of the lineage that has this attribute with the same target."""
    target = schema[entity_type][attribute].target
    owner = entity_type
    for name in schema.lineage(entity_type):
        stated = schema[name].attributes.get(attribute)
        if stated is not None and stated.target == target:
            owner = name
    return owner


def _exists(schema: Schema, target: str, reverse: Reverse) -> bool:
    holder = reverse.through or reverse.target
    named = [reverse.foreign_key, reverse.target_key, reverse.type_attribute, *(name for name, _ in reverse.conditions)]
    return (
        reverse.target == target
        and holder in schema
        and all(name in schema[holder] for name in named if name is not None)
    )


def _only_key(target: EntityType, owners: tuple[str, ...]) -> str | None:
    """Return the one key of the target that leads to the owners: of a link if there is one, else a lone scalar."""
    for keys in (set(_keys_of_links(target, owners)), set(_lone_keys(target, owners))):
        if len(keys) == 1:
            return keys.pop()
        if keys:
            return None
    return None


def _keys_of_links(target: EntityType, owners: tuple[str, ...]) -> Iterator[str]:
    for attribute in target.attributes.values():
        if attribute.kind == "link" and attribute.target in owners and attribute.foreign_key is not None:
            yield attribute.foreign_key


def _lone_keys(target: EntityType, owners: tuple[str, ...]) -> Iterator[str]:
    for name, attribute in target.attributes.items():
        named = _NAMED_TARGET.match(attribute.description or "") if attribute.link is None else None
        if attribute.kind == "scalar" and named is not None and named[1] in owners:
            yield name
