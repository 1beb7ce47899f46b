"""Workspace schemas as frozen values."""

from ftrack_orm.schema.attribute import Attribute, AttributeKind, ValueKind
from ftrack_orm.schema.drift import SchemaChange, compare_schemas
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema

__all__ = ["Attribute", "AttributeKind", "EntityType", "Schema", "SchemaChange", "ValueKind", "compare_schemas"]
