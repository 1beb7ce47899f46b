"""What stands on an entity class for each attribute."""

from __future__ import annotations

from typing import Any

from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["AttributeDescriptor"]


class AttributeDescriptor:
    """Non-data: a loaded value in the instance's `__dict__` wins; what is absent comes here and is loaded.

    On the class it gives the expression, made once for each class.
    """

    __slots__ = ("attribute", "expressions")

    def __init__(self, attribute: MappedAttribute) -> None:
        self.attribute = attribute
        self.expressions: dict[type, Any] = {}

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is not None:
            return instance.__absent__(self.attribute)
        expression = self.expressions.get(owner)
        if expression is None:
            mapper = owner.__mapper__
            if mapper.entity_class is not owner:  # being built: Pydantic would take the expression for a default
                raise AttributeError(self.attribute.name)
            expression = self.expressions[owner] = mapper.expression(self.attribute)
        return expression
