"""Make paths of the ids of components."""

from __future__ import annotations

from typing import Any

from ftrack_orm.media.component.kind import is_container, is_sequence
from ftrack_orm.media.structure.safe_name import safe_name
from ftrack_orm.media.structure.structure import SEPARATOR, StructureContext, frame_expression

__all__ = ["IdStructure"]


class IdStructure:
    """Ids, cut so that no folder gets millions of entries: `prefix/1/2/3/4/56789.exr`.

    Members are in a folder of their container: `1/2/3/4/56789/file.0001.exr` in a sequence, under their own id in
    another container. The same paths as those of the official client.
    """

    needs_version = False

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix

    def __repr__(self) -> str:
        return f"IdStructure({self._prefix!r})"

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return the path of a component."""
        return SEPARATOR.join(self._parts(component)).strip(SEPARATOR)

    def _parts(self, component: Any) -> list[str]:
        container, extension = component.container, _extension(component)
        if is_sequence(component):
            return [*self._folder(component), f"file.{frame_expression(component)}{extension}"]
        if is_container(component):
            return self._folder(component)
        if container is None:
            *above, last = self._folder(component)
            return [*above, last + extension]
        if is_sequence(container):
            return [*self._folder(container), f"file.{safe_name(component.name)}{extension}"]
        return [*self._folder(container), component.id + extension]

    def _folder(self, component: Any) -> list[str]:
        return [self._prefix, *component.id[:4], component.id[4:]]


def _extension(component: Any) -> str:
    given = component.file_type or ""
    return "." + safe_name(given.lstrip(".")) if given else ""
