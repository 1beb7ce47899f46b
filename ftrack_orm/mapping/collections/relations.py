"""Which collection or mapping stands for a relation of an entity."""

from __future__ import annotations

from typing import Any, TypeAlias

from ftrack_orm.errors import NotLoadedError
from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.collections.custom_values import CustomValues, is_custom_value
from ftrack_orm.mapping.collections.metadata_view import MetadataView
from ftrack_orm.mapping.collections.relation_view import RelationView, aside, put_aside
from ftrack_orm.mapping.collections.tracked_list import TrackedList
from ftrack_orm.mapping.declaring.kind import Restricted
from ftrack_orm.mapping.state import loader_of
from ftrack_orm.mapping.vocabulary.link_views import LINK, LinkViews

__all__ = ["Relation", "content_of", "new_relation", "relation_of"]

Relation: TypeAlias = TrackedList[Any] | MetadataView | CustomValues


def relation_of(entity: Any, attribute: MappedAttribute) -> Relation:
    """Return a collection or mapping of an entity: what is loaded, else one that is loaded when it is read.

    Raises:
        NotLoadedError: It can only be filtered on.
    """
    found: Any = entity.__dict__.get(attribute.name, aside(entity).get(attribute.name))
    if found is None:
        if issubclass(attribute.kind, Restricted):
            if attribute.target == LINK:
                views: Any = LinkViews(entity, attribute)  # nothing but its keys is ever asked of it
                return views  # type: ignore[no-any-return]  # so it is none of the three
            raise NotLoadedError(entity.__entity_type__, attribute.name, "it can only be filtered on, in a query")
        found = new_relation(entity, attribute)
        loader = loader_of(entity)
        if loader is not None and loader.is_created(entity):
            put_aside(found)
        else:
            found.fill(())
    relation: Relation = found
    return relation


def new_relation(entity: Any, attribute: MappedAttribute) -> Relation:
    """Return a collection or mapping that shows nothing yet."""
    if attribute.mapping is None:
        return TrackedList(entity, attribute)
    target = type(entity).__mapper__.target(attribute)
    return CustomValues(entity, attribute) if is_custom_value(target.entity_class) else MetadataView(entity, attribute)


def content_of(value: Any) -> Any:
    """Return a value as it is now, though it may change later: of a collection or mapping its members, as a tuple."""
    return tuple(value.members()) if isinstance(value, RelationView) else value
