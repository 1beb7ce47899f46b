"""Where the server is and who asks: from arguments, else from the environment.

FTRACK_SERVER      address of the workspace, as https://studio.ftrackapp.com
FTRACK_API_USER    user name; without it the name of the operating system's user
FTRACK_API_KEY     API key; FTRACK_APIKEY is read as well, as the official client does
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.secret import Secret

__all__ = ["Settings"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Address and credentials. The key is a `Secret`: no repr shows it, and settings cannot be pickled.

    Raises:
        ConfigurationError: User or key holds control characters, or the key is none that a header can hold.
    """

    server_url: str
    api_user: str
    api_key: str = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "api_key", Secret(self.api_key))
        if _CONTROL.search(self.api_key) or not _fits_a_header(self.api_key):
            raise ConfigurationError("the API key holds characters that no key has: copy it anew into FTRACK_API_KEY")
        if _CONTROL.search(self.api_user):
            raise ConfigurationError(f"the API user holds control characters: {self.api_user[:80]!r}")

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
        api_key = Secret.of(api_key) or _stated_key(environment)
        api_user = api_user or _stated(environment, "FTRACK_API_USER")
        server_url = server_url or _stated(environment, "FTRACK_SERVER")
        del environment  # a failure that is shown with its variables would show the key in it
        return cls(_address(server_url), _user(api_user), _key(api_key))


def _stated(environment: Mapping[str, str] | None, name: str) -> str:
    return (os.environ if environment is None else environment).get(name, "")


def _stated_key(environment: Mapping[str, str] | None) -> Secret:
    names = ("FTRACK_API_KEY", "FTRACK_APIKEY")
    return next((Secret(key) for name in names if (key := _stated(environment, name).strip())), Secret())


def _fits_a_header(text: str) -> bool:
    return all(ord(sign) < 256 for sign in text)


def _address(text: str) -> str:
    text = text.strip()
    if not text:
        raise ConfigurationError(
            "no server address: set FTRACK_SERVER, or pass server_url=..., on the command line --url"
        )
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


def _key(text: Secret) -> Secret:
    if not text:
        raise ConfigurationError("no API key: set FTRACK_API_KEY, or pass api_key=...")
    return text
