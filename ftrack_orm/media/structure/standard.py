"""Make paths of the project's hierarchy."""

from __future__ import annotations

from typing import Any

from ftrack_orm.media.component.kind import is_container, is_sequence
from ftrack_orm.media.structure.safe_name import official_name, safe_name
from ftrack_orm.media.structure.structure import SEPARATOR, StructureContext, VersionFacts, frame_expression
from ftrack_orm.media.structure.version_facts import required_version

__all__ = ["StandardStructure"]


class StandardStructure:
    """Project, hierarchy, asset, version: `demo/sq010/sh010/comp/v003/beauty.%04d.exr`.

    A container is a folder there, with its members in it. The same paths as those of the official client, except for
    names that would lead elsewhere or that Windows takes for devices.

    Args:
        project_versions_prefix: A folder for versions that are published directly below the project.
        illegal_character_substitute: For what is not ASCII, or awkward in paths; None keeps all that is harmless.
    """

    needs_version = True

    def __init__(
        self, project_versions_prefix: str | None = None, illegal_character_substitute: str | None = "_"
    ) -> None:
        self._project_versions_prefix = project_versions_prefix
        self._substitute = illegal_character_substitute

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return the path of a component.

        Raises:
            StructureError: It belongs to no version.
        """
        version = required_version(component, context)
        return SEPARATOR.join([*self._folder(component, version), self._name(component)])

    def _folder(self, component: Any, version: VersionFacts) -> list[str]:
        container = component.container
        if container is None:
            return self._version_folder(version)
        folder = self._folder(container, version)
        return folder if is_sequence(container) else [*folder, self._name(container)]

    def _name(self, component: Any) -> str:
        container, extension = component.container, component.file_type or ""
        if is_sequence(component):
            name, extension = self._safe(component.name), self._safe(extension) if extension else ""
            return f"{name}.{frame_expression(component)}{extension}"
        if is_container(component):
            return self._safe(component.name)
        if container is not None and is_sequence(container):
            return self._safe(f"{container.name}.{component.name}{extension}")
        return self._safe(f"{component.name}{extension}")

    def _version_folder(self, version: VersionFacts) -> list[str]:
        between = [name for _, name in version.hierarchy]
        if not between and self._project_versions_prefix:
            between = [self._project_versions_prefix]
        return [*map(self._safe, (version.project, *between, version.asset)), f"v{version.number:03d}"]

    def _safe(self, name: str) -> str:
        return safe_name(name) if self._substitute is None else official_name(name, self._substitute)
