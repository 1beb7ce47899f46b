"""Who may talk to the sandbox: one API user with one key."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from ftrack_orm.errors import ConfigurationError

__all__ = ["Credentials"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """The API user and its key; the key stays out of the repr.

    Raises:
        ConfigurationError: One of them is empty or cannot stand in a header.
    """

    user: str
    key: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))

    def __post_init__(self) -> None:
        if not _is_header_value(self.user):
            raise ConfigurationError("the API user cannot be empty, nor hold blanks at its ends or control characters")
        if not _is_header_value(self.key):
            raise ConfigurationError("the API key cannot be empty, nor hold blanks at its ends or control characters")

    def accepts(self, headers: Mapping[str, str]) -> bool:
        """Tell from `ftrack-user` and `ftrack-api-key` who asks; the time it takes tells nothing.

        Headers are Latin-1 here; a client may have sent UTF-8, whose bytes are then the same.
        """
        user = _matches(headers.get("ftrack-user", ""), self.user)
        key = _matches(headers.get("ftrack-api-key", ""), self.key)
        return user and key


def _matches(given: str, expected: str) -> bool:
    as_sent = given.encode("latin-1", "replace")
    as_utf_8 = hmac.compare_digest(as_sent, expected.encode())
    as_latin_1 = hmac.compare_digest(as_sent, expected.encode("latin-1", "replace"))
    return as_utf_8 or as_latin_1


def _is_header_value(text: str) -> bool:
    return bool(text) and text == text.strip() and text.isprintable()
