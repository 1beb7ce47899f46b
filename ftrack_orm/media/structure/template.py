"""Make paths of a template."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from ftrack_orm.errors import StructureError, did_you_mean
from ftrack_orm.media.component.kind import is_container, is_sequence
from ftrack_orm.media.structure.safe_name import safe_name
from ftrack_orm.media.structure.structure import SEPARATOR, StructureContext, frame_expression
from ftrack_orm.media.structure.version_facts import required_version, snake_case

__all__ = ["TemplateStructure"]

_PLAIN = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
_SPECIFICATION = re.compile(r"[0-9]{0,3}[ds]?\Z")


class TemplateStructure:
    """Paths by a template: `TemplateStructure("{project}/{sequence}/{shot}/v{version:03d}/{name}{ext}")`.

    Fields are `project`, `asset`, `asset_type`, `task`, `version` (a number), `name`, `ext`, `id`, and what is between
    project and asset, by its type: `sequence`, `shot`, `episode`, `asset_build` ... `hierarchy` is all of that. `ext`
    of a sequence is `.%04d.exr`, of its members `.1001.exr`. Members of other containers are in the folder of their
    container, which is named as a component without `ext` is. Values are made safe: none leads to another folder.
    """

    needs_version = True

    def __init__(self, template: str) -> None:
        self._template = template
        for _, name, specification, conversion in _parsed(template):
            if name is None:
                continue
            if not _PLAIN.match(name) or conversion or not _SPECIFICATION.match(specification or ""):
                raise StructureError(f"template {template!r}: {{{name}}} must be a plain field, as {{version:03d}}")

    def __repr__(self) -> str:
        return f"TemplateStructure({self._template!r})"

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return the path of a component.

        Raises:
            StructureError: It has no value for a field of the template.
        """
        container = component.container
        if container is not None and not is_sequence(container):
            folder = self.resource_identifier(container, context)
            return SEPARATOR.join([folder, safe_name(component.name) + _extension(component)])
        values = self._values(component, context)
        filled = [self._filled(part, component, values) for part in self._template.split(SEPARATOR)]
        return SEPARATOR.join(part for part in filled if part)

    def _filled(self, part: str, component: Any, values: dict[str, str | int]) -> str:
        said = []
        for text, name, specification, _ in _parsed(part):
            said.append(text)
            if name is None:
                continue
            if name not in values:
                known = ", ".join(values)
                near = did_you_mean(name, tuple(values))
                raise StructureError(
                    f"template {self._template!r}: {component!r} has no {name!r}{near}; it has {known}"
                )
            try:
                said.append(format(values[name], specification or ""))
            except ValueError as error:
                raise StructureError(f"template {self._template!r}: {{{name}:{specification}}}: {error}") from error
        filled = "".join(said)
        return filled if part == "{hierarchy}" or not filled else safe_name(filled)

    def _values(self, component: Any, context: StructureContext) -> dict[str, str | int]:
        version = required_version(component, context)
        named = component.container if component.container is not None else component
        values: dict[str, str | int] = {
            "project": safe_name(version.project),
            "asset": safe_name(version.asset),
            "asset_type": safe_name(version.asset_type),
            "version": version.number,
            "name": safe_name(named.name),
            "ext": _extension(component),
            "id": safe_name(component.id),
            "hierarchy": SEPARATOR.join(safe_name(name) for _, name in version.hierarchy),
        }
        if version.task is not None:
            values["task"] = safe_name(version.task)
        for entity_type, name in version.hierarchy:
            values.setdefault(snake_case(entity_type), safe_name(name))
        return values


def _extension(component: Any) -> str:
    given = component.file_type or ""
    extension = "." + safe_name(given.lstrip(".")) if given else ""
    if is_sequence(component):
        return f".{frame_expression(component)}{extension}"
    if component.container is not None and is_sequence(component.container):
        return f".{safe_name(component.name)}{extension}"
    return "" if is_container(component) else extension


def _parsed(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(template))
    except ValueError as error:
        raise StructureError(f"template {template!r}: {error}") from error
