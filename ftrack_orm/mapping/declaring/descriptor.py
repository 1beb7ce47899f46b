"""What stands on an entity class for each attribute."""

from __future__ import annotations

from typing import Any, ClassVar

from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["AttributeDescriptor"]


class AttributeDescriptor:
    """Non-data: a loaded value in the instance's `__dict__` wins; what is absent comes here and is loaded.

    On the class it gives the expression, made once for each class; while a class is being built it hides, since
    Pydantic would take it for a default or warn of a shadowed attribute.
    """

    __slots__ = ("attribute", "expressions")

    building: ClassVar[int] = 0
    """How many entity classes are being built right now."""

    def __init__(self, attribute: MappedAttribute) -> None:
        self.attribute: MappedAttribute = attribute
        self.expressions: dict[type, Any] = {}

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is not None:
            return instance.__absent__(self.attribute)
        try:
            return self.expressions[owner]
        except KeyError:
            return self._expression(owner)

    def _expression(self, owner: Any) -> Any:
        if AttributeDescriptor.building:
            raise AttributeError(self.attribute.name)
        expression = self.expressions[owner] = owner.__mapper__.expression(self.attribute)
        return expression
