"""Scene, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .u955c_u5934 import 镜头


class Scene(镜头, entity_type="Scene"):
    """Scene: narrows 镜头; key id."""

    from_: Scalar[str | None] = Attribute(default=None, api_name="from")
    """The server calls it `from`."""
