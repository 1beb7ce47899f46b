"""Short-lived tokens that say what their holder may do, signed so that nobody can make one up."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from ftrack_orm.errors import FtrackError

__all__ = ["Signer", "TokenError"]


class TokenError(FtrackError):
    """A token was not made by this server for this purpose, or its time is over."""


class Signer:
    """Makes and reads tokens; those of another signer are refused.

    >>> signer = Signer()
    >>> signer.read("upload", signer.sign("upload", {"size": 3}, seconds=60))
    {'size': 3}
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._secret = secrets.token_bytes(32)
        self._clock = clock

    def sign(self, purpose: str, claims: Mapping[str, Any], *, seconds: float) -> str:
        """Return a token for a purpose, safe in a URL, that is good for so many seconds."""
        content = json.dumps({**claims, "_expires": self._clock() + seconds}, separators=(",", ":")).encode()
        return f"{_encode(content)}.{_encode(self._signature(purpose, content))}"

    def read(self, purpose: str, token: str) -> dict[str, Any]:
        """Return the claims of a token.

        Raises:
            TokenError: It is not genuine, for another purpose, or expired.
        """
        text, _, signature = token.partition(".")
        try:
            content, given = _decode(text), _decode(signature)
        except (ValueError, binascii.Error):
            raise TokenError("the signature is not valid") from None
        if not hmac.compare_digest(given, self._signature(purpose, content)):
            raise TokenError("the signature is not valid")
        claims: dict[str, Any] = json.loads(content)
        if claims.pop("_expires") < self._clock():
            raise TokenError("the URL has expired; ask for a new one")
        return claims

    def _signature(self, purpose: str, content: bytes) -> bytes:
        return hmac.digest(self._secret, purpose.encode() + b"\0" + content, hashlib.sha256)


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
