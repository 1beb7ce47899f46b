"""Make components of files: entities that no session knows yet, and where each file is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ftrack_orm.errors import SequenceSyntaxError
from ftrack_orm.media.component.file_sequence import FileSequence
from ftrack_orm.media.component.file_size import file_sizes
from ftrack_orm.media.workspace import Workspace
from ftrack_orm.session.pending.creation import created

__all__ = ["MadeComponents", "OneFile", "Path", "make_components"]

OneFile: TypeAlias = str | os.PathLike[str] | FileSequence
Path: TypeAlias = OneFile | Iterable[OneFile]


@dataclass(frozen=True, slots=True)
class MadeComponents:
    """A component with all that is in it, containers before their members, and the path of each by its id."""

    component: Any
    entities: list[Any] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)


def make_components(workspace: Workspace, path: Path, values: Mapping[str, Any]) -> MadeComponents:
    """Make the component of a file, of a sequence, or of several of them: a container.

    Raises:
        FileNotFoundError: A file is missing, and no size is given.
    """
    if isinstance(path, str | os.PathLike | FileSequence):
        return _one(workspace, _understood(path), values)
    given = dict(values)
    parts = [_understood(each) for each in path]
    container = created(workspace.entity_class("ContainerComponent"), given, {})
    made = MadeComponents(container, [container])
    total = 0
    for part in parts:
        name = (
            part.name if isinstance(part, FileSequence) else os.path.basename(os.path.splitext(part)[0]).rstrip("._-")
        )
        member = _one(workspace, part, {"name": name or "main", "container": container})
        made.entities.extend(member.entities)
        made.paths.update(member.paths)
        total += member.component.size
    if "size" not in given:
        container.size = total
    if made.paths:
        made.paths[container.id] = _folder(made.paths.values())
    return made


def _folder(paths: Iterable[str]) -> str:
    """Return the folder that files have in common; the first one's where there is none."""
    folders = [os.path.dirname(path) for path in paths]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return folders[0]


def _understood(path: OneFile) -> str | FileSequence:
    """Tell a sequence from a file: by its ranges, or by a number in the name of no file that there is."""
    if isinstance(path, FileSequence):
        return path.absolute()
    text = os.fspath(path)
    try:
        return FileSequence.parse(text).absolute()
    except SequenceSyntaxError:
        if text.endswith("]") and " [" in text and not os.path.lexists(text):
            raise
    if not os.path.lexists(text) and ("%" in text or "#" in text):
        try:
            return FileSequence.discover(text).absolute()
        except (SequenceSyntaxError, FileNotFoundError):
            return os.path.abspath(text)
    return os.path.abspath(text)


def _one(workspace: Workspace, path: str | FileSequence, values: Mapping[str, Any]) -> MadeComponents:
    return _sequence(workspace, path, values) if isinstance(path, FileSequence) else _file(workspace, path, values)


def _file(workspace: Workspace, path: str, values: Mapping[str, Any]) -> MadeComponents:
    given = dict(values)
    if "size" not in given:
        (given["size"],) = file_sizes([path])
    given.setdefault("file_type", os.path.splitext(path)[1])
    component = created(workspace.entity_class("FileComponent"), given, {})
    return MadeComponents(component, [component], {component.id: path})


def _sequence(workspace: Workspace, sequence: FileSequence, values: Mapping[str, Any]) -> MadeComponents:
    given = dict(values)
    sizes = _member_sizes(sequence, given.get("size"))
    given.setdefault("size", sum(sizes))
    given.setdefault("padding", sequence.padding)
    given.setdefault("file_type", os.path.splitext(sequence.pattern)[1])
    container = created(workspace.entity_class("SequenceComponent"), given, {})
    made = MadeComponents(container, [container], {container.id: sequence.pattern})
    member_class = workspace.entity_class("FileComponent")
    for index, size in zip(sequence.indexes, sizes, strict=True):
        named = {"name": sequence.number(index), "size": size, "file_type": given["file_type"]}
        member = member_class(container=container, **named)
        made.entities.append(member)
        made.paths[member.id] = sequence.path(index)
    return made


def _member_sizes(sequence: FileSequence, total: int | None) -> list[int]:
    if total is None:
        return file_sizes(list(sequence))
    return [round(total / len(sequence))] * len(sequence)
