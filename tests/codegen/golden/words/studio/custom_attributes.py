"""The custom attributes of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from collections.abc import Sequence as _Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Never, TypeAlias, TypedDict, overload

from ftrack_orm.mapping.declarative import (
    ComputedValue,
    CustomAttributeLinkViews,
    CustomAttributePaths,
    CustomAttributeValues,
    CustomContent,
    KeyedPath,
    LinkedEntities,
    Value,
)

if TYPE_CHECKING:
    from .models import (
        User,
    )

__all__ = [
    "ContextCustomAttributes",
    "ContextCustomAttributesContent",
    "ContextCustomAttributesPaths",
    "LightChoice",
    "ProjectCustomAttributes",
    "ProjectCustomAttributesContent",
    "ProjectCustomAttributesPaths",
    "ShotCustomAttributes",
    "ShotCustomAttributesContent",
    "ShotCustomAttributesLinks",
    "ShotCustomAttributesPaths",
    "TypedContextCustomAttributes",
    "TypedContextCustomAttributesContent",
    "TypedContextCustomAttributesLinks",
    "TypedContextCustomAttributesPaths",
]

LightChoice: TypeAlias = Literal[
    "day",
    "day for night",
    "'",
]
"""What an enumerator offers."""


class ContextCustomAttributes(CustomAttributeValues):
    """What `custom_attributes` of Context entities hold."""

    if TYPE_CHECKING:
        ready: Value[bool]
        """Ready: boolean, hierarchical. Default False."""

        @overload
        def __getitem__(self, key: Literal["ready"]) -> bool: ...
        @overload
        def __getitem__(self, key: str) -> Any: ...
        def __getitem__(self, key: Any) -> Any: ...

        def __setitem__(self, key: Literal["ready"], value: bool | None) -> None: ...


class ContextCustomAttributesPaths(CustomAttributePaths):
    """What `Context.custom_attributes` has in queries."""

    if TYPE_CHECKING:
        ready: KeyedPath[bool]
        """Ready: boolean, hierarchical. Default False."""

        @overload
        def __getitem__(self, key: Literal["ready"]) -> KeyedPath[bool]: ...
        @overload
        def __getitem__(self, key: str) -> KeyedPath[Any]: ...
        def __getitem__(self, key: Any) -> Any: ...


ContextCustomAttributesContent: TypeAlias = CustomContent
"""What new Context entities may be given."""


class ProjectCustomAttributes(CustomAttributeValues):
    """What `custom_attributes` of Project entities hold."""

    if TYPE_CHECKING:
        fps: Value[float]
        """Fps: number, of all its kind. Default 24.0."""
        ready: Value[bool]
        """Ready: boolean, hierarchical. Default False."""

        @overload
        def __getitem__(self, key: Literal["fps"]) -> float: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> bool: ...
        @overload
        def __getitem__(self, key: str) -> Any: ...
        def __getitem__(self, key: Any) -> Any: ...

        @overload
        def __setitem__(self, key: Literal["fps"], value: float | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["ready"], value: bool | None) -> None: ...
        def __setitem__(self, key: Any, value: Any) -> Any: ...


class ProjectCustomAttributesPaths(CustomAttributePaths):
    """What `Project.custom_attributes` has in queries."""

    if TYPE_CHECKING:
        fps: KeyedPath[float]
        """Fps: number, of all its kind. Default 24.0."""
        ready: KeyedPath[bool]
        """Ready: boolean, hierarchical. Default False."""

        @overload
        def __getitem__(self, key: Literal["fps"]) -> KeyedPath[float]: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> KeyedPath[bool]: ...
        @overload
        def __getitem__(self, key: str) -> KeyedPath[Any]: ...
        def __getitem__(self, key: Any) -> Any: ...


ProjectCustomAttributesContent: TypeAlias = CustomContent
"""What new Project entities may be given."""


class ShotCustomAttributes(CustomAttributeValues):
    """What `custom_attributes` of Shot entities hold."""

    if TYPE_CHECKING:
        due: Value[datetime | None]
        """Due: date, of all its kind."""
        fps: Value[int]
        """Fps: number, of this type alone. Default 25."""
        length: ComputedValue[str | float | None]
        """Length: expression, of this type alone. Computed by the server."""
        light: Value[list[LightChoice]]
        """Light: enumerator, of this type alone. Default ('day',)."""
        odd: Value[str | float | bool | datetime | list[str] | None]
        """Odd: of this type alone."""
        own: Value[str]
        """Of \"one\" project only \\: text, of all its kind. Default 'x'. Only in the project project-1; elsewhere there is no such key."""
        page: Value[str | None]
        """Page: url, of all its kind."""
        ready: Value[bool]
        """Ready: boolean, hierarchical. Default False."""
        tags: Value[list[str]]
        """Tags: dynamic enumerator, of all its kind."""

        @overload
        def __getitem__(self, key: Literal["3d note"]) -> str: ...
        @overload
        def __getitem__(self, key: Literal["due"]) -> datetime | None: ...
        @overload
        def __getitem__(self, key: Literal["fps"]) -> int: ...
        @overload
        def __getitem__(self, key: Literal["length"]) -> str | float | None: ...
        @overload
        def __getitem__(self, key: Literal["light"]) -> list[LightChoice]: ...
        @overload
        def __getitem__(self, key: Literal["odd"]) -> str | float | bool | datetime | list[str] | None: ...
        @overload
        def __getitem__(self, key: Literal["own"]) -> str: ...
        @overload
        def __getitem__(self, key: Literal["page"]) -> str | None: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> bool: ...
        @overload
        def __getitem__(self, key: Literal["tags"]) -> list[str]: ...
        @overload
        def __getitem__(self, key: Literal["update"]) -> str: ...
        @overload
        def __getitem__(self, key: str) -> Any: ...
        def __getitem__(self, key: Any) -> Any: ...

        @overload
        def __setitem__(self, key: Literal["3d note"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["due"], value: datetime | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["fps"], value: int | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["light"], value: _Sequence[LightChoice] | None | list[str]) -> None: ...
        @overload
        def __setitem__(self, key: Literal["odd"], value: str | float | bool | datetime | list[str] | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["own"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["page"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["ready"], value: bool | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["tags"], value: list[str] | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["update"], value: str | None) -> None: ...
        def __setitem__(self, key: Any, value: Any) -> Any: ...


class ShotCustomAttributesPaths(CustomAttributePaths):
    """What `Shot.custom_attributes` has in queries."""

    if TYPE_CHECKING:
        due: KeyedPath[datetime | None]
        """Due: date, of all its kind."""
        fps: KeyedPath[int]
        """Fps: number, of this type alone. Default 25."""
        length: KeyedPath[str | float | None]
        """Length: expression, of this type alone. Computed by the server."""
        light: KeyedPath[LightChoice]
        """Light: enumerator, of this type alone. Default ('day',)."""
        odd: KeyedPath[str | float | bool | datetime | None]
        """Odd: of this type alone."""
        own: KeyedPath[str]
        """Of \"one\" project only \\: text, of all its kind. Default 'x'. Only in the project project-1; elsewhere there is no such key."""
        page: KeyedPath[str | None]
        """Page: url, of all its kind."""
        ready: KeyedPath[bool]
        """Ready: boolean, hierarchical. Default False."""
        tags: KeyedPath[str]
        """Tags: dynamic enumerator, of all its kind."""

        @overload
        def __getitem__(self, key: Literal["3d note"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: Literal["due"]) -> KeyedPath[datetime | None]: ...
        @overload
        def __getitem__(self, key: Literal["fps"]) -> KeyedPath[int]: ...
        @overload
        def __getitem__(self, key: Literal["length"]) -> KeyedPath[str | float | None]: ...
        @overload
        def __getitem__(self, key: Literal["light"]) -> KeyedPath[LightChoice]: ...
        @overload
        def __getitem__(self, key: Literal["odd"]) -> KeyedPath[str | float | bool | datetime | None]: ...
        @overload
        def __getitem__(self, key: Literal["own"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: Literal["page"]) -> KeyedPath[str | None]: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> KeyedPath[bool]: ...
        @overload
        def __getitem__(self, key: Literal["tags"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: Literal["update"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: str) -> KeyedPath[Any]: ...
        def __getitem__(self, key: Any) -> Any: ...


ShotCustomAttributesContent: TypeAlias = CustomContent
"""What new Shot entities may be given."""


class ShotCustomAttributesLinks(CustomAttributeLinkViews):
    """What Shot entities lead to by custom attributes."""

    if TYPE_CHECKING:
        @property
        def director(self) -> LinkedEntities[User]: ...

        def __getitem__(self, key: Literal["director"]) -> LinkedEntities[User]: ...


class TypedContextCustomAttributes(CustomAttributeValues):
    """What `custom_attributes` of TypedContext entities hold."""

    if TYPE_CHECKING:
        due: Value[datetime | None]
        """Due: date, of all its kind."""
        own: Value[str]
        """Of \"one\" project only \\: text, of all its kind. Default 'x'. Only in the project project-1; elsewhere there is no such key."""
        page: Value[str | None]
        """Page: url, of all its kind."""
        ready: Value[bool]
        """Ready: boolean, hierarchical. Default False."""
        tags: Value[list[str]]
        """Tags: dynamic enumerator, of all its kind."""

        @overload
        def __getitem__(self, key: Literal["3d note"]) -> str: ...
        @overload
        def __getitem__(self, key: Literal["due"]) -> datetime | None: ...
        @overload
        def __getitem__(self, key: Literal["own"]) -> str: ...
        @overload
        def __getitem__(self, key: Literal["page"]) -> str | None: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> bool: ...
        @overload
        def __getitem__(self, key: Literal["tags"]) -> list[str]: ...
        @overload
        def __getitem__(self, key: str) -> Any: ...
        def __getitem__(self, key: Any) -> Any: ...

        @overload
        def __setitem__(self, key: Literal["3d note"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["due"], value: datetime | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["own"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["page"], value: str | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["ready"], value: bool | None) -> None: ...
        @overload
        def __setitem__(self, key: Literal["tags"], value: list[str] | None) -> None: ...
        def __setitem__(self, key: Any, value: Any) -> Any: ...


class TypedContextCustomAttributesPaths(CustomAttributePaths):
    """What `TypedContext.custom_attributes` has in queries."""

    if TYPE_CHECKING:
        due: KeyedPath[datetime | None]
        """Due: date, of all its kind."""
        own: KeyedPath[str]
        """Of \"one\" project only \\: text, of all its kind. Default 'x'. Only in the project project-1; elsewhere there is no such key."""
        page: KeyedPath[str | None]
        """Page: url, of all its kind."""
        ready: KeyedPath[bool]
        """Ready: boolean, hierarchical. Default False."""
        tags: KeyedPath[str]
        """Tags: dynamic enumerator, of all its kind."""

        @overload
        def __getitem__(self, key: Literal["3d note"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: Literal["due"]) -> KeyedPath[datetime | None]: ...
        @overload
        def __getitem__(self, key: Literal["own"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: Literal["page"]) -> KeyedPath[str | None]: ...
        @overload
        def __getitem__(self, key: Literal["ready"]) -> KeyedPath[bool]: ...
        @overload
        def __getitem__(self, key: Literal["tags"]) -> KeyedPath[str]: ...
        @overload
        def __getitem__(self, key: str) -> KeyedPath[Any]: ...
        def __getitem__(self, key: Any) -> Any: ...


TypedContextCustomAttributesContent: TypeAlias = CustomContent
"""What new TypedContext entities may be given."""


class TypedContextCustomAttributesLinks(CustomAttributeLinkViews):
    """What TypedContext entities lead to by custom attributes."""

    if TYPE_CHECKING:
        @property
        def director(self) -> LinkedEntities[User]: ...

        def __getitem__(self, key: Literal["director"]) -> LinkedEntities[User]: ...
