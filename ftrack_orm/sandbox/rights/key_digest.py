"""API keys as they are kept: a salted digest that is slow to make, so that a stolen database gives no key away."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

__all__ = ["KeyDigest", "new_key"]

_COST, _BLOCK, _LANES = 2**12, 8, 1
"""What scrypt takes: 4 MB and about 10 ms, once for each key and process."""


def new_key() -> str:
    """Return a new random key of 256 bits."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class KeyDigest:
    """What is kept of a key; both in hexadecimal."""

    salt: str
    digest: str

    @classmethod
    def of(cls, key: str) -> KeyDigest:
        """Return the digest of a key with a new salt."""
        salt = secrets.token_bytes(16)
        return cls(salt.hex(), _scrypt(key, salt))

    def matches(self, key: str) -> bool:
        """Tell whether this is the digest of a key; the time it takes tells nothing."""
        return hmac.compare_digest(_scrypt(key, bytes.fromhex(self.salt)), self.digest)


def _scrypt(key: str, salt: bytes) -> str:
    written = key.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(written, salt=salt, n=_COST, r=_BLOCK, p=_LANES).hex()
