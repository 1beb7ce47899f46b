"""A user name with a key, as clients are given them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.rights.key_digest import new_key

__all__ = ["Credentials"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a key, random unless given; the key stays out of the repr.

    Raises:
        ConfigurationError: One of them is empty or cannot stand in a header.
    """

    user: str
    key: str = field(repr=False, default_factory=new_key)

    def __post_init__(self) -> None:
        if not _is_header_value(self.user):
            raise ConfigurationError("the API user cannot be empty, nor hold blanks at its ends or control characters")
        if not _is_header_value(self.key):
            raise ConfigurationError("the API key cannot be empty, nor hold blanks at its ends or control characters")


def _is_header_value(text: str) -> bool:
    return bool(text) and text == text.strip() and text.isprintable()
