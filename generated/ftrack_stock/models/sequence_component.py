"""SequenceComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .container_component import ContainerComponent


class SequenceComponent(ContainerComponent, entity_type="SequenceComponent"):
    """SequenceComponent: narrows ContainerComponent; key id."""

    padding: Scalar[int] = Attribute(default=0)
    """In digits. Default 0."""
