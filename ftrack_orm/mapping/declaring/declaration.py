"""What a class body says of an attribute beside its annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

__all__ = ["Attribute", "Declaration"]


class Declaration:
    """The arguments of one `Attribute(...)`; see there. A class in full would cost each start more than it says."""

    __slots__ = ("api_name", "default", "immutable", "init", "key", "mapping", "target")

    def __init__(
        self,
        default: Any,
        init: bool,
        target: str | None,
        key: str | None,
        api_name: str | None,
        immutable: bool,
        mapping: tuple[str, str] | None,
    ) -> None:
        self.default: Any = default
        self.init: bool = init
        self.target: str | None = target
        self.key: str | None = key
        self.api_name: str | None = api_name
        self.immutable: bool = immutable
        self.mapping: tuple[str, str] | None = mapping

    def field(self) -> FieldInfo:
        """Return what Pydantic takes for it."""
        from pydantic import Field

        stated = {name: getattr(self, name) for name in ("target", "key", "api_name", "immutable", "mapping")}
        found: FieldInfo = Field(default=self.default, init=self.init, json_schema_extra=stated)
        return found


def Attribute(  # noqa: N802 - CapWords, so that no attribute of an entity can shadow it in a class body
    *,
    default: Any = None,
    init: bool = True,
    target: str | None = None,
    key: str | None = None,
    api_name: str | None = None,
    immutable: bool = False,
    mapping: tuple[str, str] | None = None,
) -> Any:
    """Declare an attribute of an entity class.

    Args:
        default: What the server sets when nothing is given; written in each call, which makes it optional for checkers.
        init: Whether it may be given at creation; False for what the server computes.
        target: Entity type that a relation leads to.
        key: For a link, the attribute that holds its key.
        api_name: The wire's name, where it differs.
        immutable: Whether it may be given only at creation.
        mapping: For a mapping, the target's attributes for key and value.
    """
    return Declaration(default, init, target, key, api_name, immutable, mapping)
