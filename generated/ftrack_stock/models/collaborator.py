"""Collaborator, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .base_user import BaseUser


class Collaborator(BaseUser, entity_type="Collaborator"):
    """Collaborator: narrows BaseUser; key id."""

    created_from_shared_url: Scalar[str | None] = Attribute(default=None)
