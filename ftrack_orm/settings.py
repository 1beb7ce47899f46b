"""Where the server is and who asks: from arguments, else from the environment.

FTRACK_SERVER      address of the workspace, as https://studio.ftrackapp.com
FTRACK_API_USER    user name; without it the name of the operating system's user
FTRACK_API_KEY     API key; FTRACK_APIKEY is read as well, as the official client does
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ftrack_orm.errors import ConfigurationError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Address and credentials; the key stays out of the repr."""

    server_url: str
    api_user: str
    api_key: str = field(repr=False)

    @classmethod
    def resolve(
        cls,
        server_url: str | None = None,
        api_user: str | None = None,
        api_key: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Settings:
        """Take each setting from its argument, else from the environment.

        Raises:
            ConfigurationError: A setting is missing, or the address is no http address.
        """
        values = os.environ if environment is None else environment
        return cls(
            server_url=_address(server_url or values.get("FTRACK_SERVER", "")),
            api_user=_user(api_user or values.get("FTRACK_API_USER", "")),
            api_key=_key(api_key or values.get("FTRACK_API_KEY", "") or values.get("FTRACK_APIKEY", "")),
        )


def _address(text: str) -> str:
    text = text.strip()
    if not text:
        raise ConfigurationError("no server address: pass server_url=... or set FTRACK_SERVER")
    if "://" not in text:
        text = f"https://{text}" if "." in text or ":" in text else f"https://{text}.ftrackapp.com"
    wrong = ConfigurationError("the server address is not valid: expected one like https://studio.ftrackapp.com")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise wrong
    if parts.username or parts.password:
        raise ConfigurationError("the server address must not hold credentials: pass api_user=... and api_key=...")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _user(text: str) -> str:
    if text:
        return text
    try:
        import getpass  # brings the terminal along

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise ConfigurationError("no API user: pass api_user=... or set FTRACK_API_USER") from None


def _key(text: str) -> str:
    if not text:
        raise ConfigurationError("no API key: pass api_key=... or set FTRACK_API_KEY")
    return text
