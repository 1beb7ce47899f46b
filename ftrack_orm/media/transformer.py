"""What changes resource identifiers on their way to the server and back."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["ResourceIdentifierTransformer"]


class ResourceIdentifierTransformer(Protocol):
    """Encodes what a structure made for the server to keep, and decodes what the server has for an accessor."""

    def encode(self, resource_identifier: str, component: Any) -> str:
        """Return what the server is to keep."""
        ...

    def decode(self, resource_identifier: str, component: Any) -> str:
        """Return what the accessor takes."""
        ...
