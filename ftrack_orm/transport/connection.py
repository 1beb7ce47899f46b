"""How to connect: headers, cookies, proxies, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ftrack_orm.secret import Secret

__all__ = ["Connection", "STRICT"]

STRICT: Mapping[str, str] = MappingProxyType({"ftrack-strict-api": "true"})
"""The header that asks for the strict API: errors with real HTTP statuses, aggregates, only what was asked for."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What goes along with each request; values are a `Secret` each, since they may be one.

    `verify` is False to accept any certificate, or the file or folder of a studio's own certificate authority.
    `client_token` names this client and `push_token` its push connection in the events that the server sends.
    """

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxies: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By scheme, as `{"https": "http://proxy.studio:3128"}`."""
    verify: bool | str | Path = True
    strict: bool = False
    client_token: str | None = field(default=None, repr=False)
    push_token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in ("headers", "cookies", "proxies"):
            given: Mapping[str, str] = getattr(self, name)
            object.__setattr__(self, name, {key: Secret(value) for key, value in given.items()})

    def all_headers(self) -> dict[str, str]:
        """Return the given headers and those that the other settings mean."""
        headers = dict(self.headers)
        if self.strict:
            headers |= STRICT
        if self.client_token is not None:
            headers["ftrack-Clienttoken"] = self.client_token
        if self.push_token is not None:
            headers["ftrack-pushtoken"] = self.push_token
        return headers
