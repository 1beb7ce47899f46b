"""ContainerComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Collection

from .component import Component


class ContainerComponent(Component, entity_type="ContainerComponent"):
    """ContainerComponent: narrows Component; key id."""

    members: Collection[Component] = Attribute(default=None, target="Component")
