"""The same locations for the official client."""

from __future__ import annotations

import posixpath
import warnings
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
    import ftrack_api.accessor.base as base  # type: ignore[import-untyped]  # the official client has no types
    import ftrack_api.data as data  # type: ignore[import-untyped]  # the official client has no types
    from ftrack_api.accessor.disk import (  # type: ignore[import-untyped]  # the official client has no types
        DiskAccessor as OfficialDisk,
    )
    from ftrack_api.structure.id import (  # type: ignore[import-untyped]  # the official client has no types
        IdStructure as OfficialId,
    )
    from ftrack_api.structure.standard import (  # type: ignore[import-untyped]  # the official client has no types
        StandardStructure as OfficialStandard,
    )

__all__ = ["OfficialDisk", "OfficialId", "OfficialStandard", "OfficialStore"]


class OfficialStore(base.Accessor):  # type: ignore[misc]  # the official client has no types
    """An accessor of the official client over a file system of fsspec."""

    def __init__(self, filesystem: Any, root: str) -> None:
        super().__init__()
        self._filesystem, self._root = filesystem, root

    def _path(self, resource_identifier: str) -> str:
        return posixpath.join(self._root, resource_identifier)

    def open(self, resource_identifier: str, mode: str = "rb") -> Any:
        return data.FileWrapper(self._filesystem.open(self._path(resource_identifier), mode))

    def exists(self, resource_identifier: str) -> Any:
        return bool(self._filesystem.exists(self._path(resource_identifier)))

    def remove(self, resource_identifier: str) -> None:
        self._filesystem.rm(self._path(resource_identifier))

    def make_container(self, resource_identifier: str, recursive: bool = True) -> None:
        self._filesystem.makedirs(self._path(resource_identifier), exist_ok=True)

    def get_container(self, resource_identifier: str) -> Any:
        return posixpath.dirname(resource_identifier)

    def list(self, resource_identifier: str) -> Any:
        raise NotImplementedError

    is_file = is_container = is_sequence = list
