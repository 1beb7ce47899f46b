"""What leaves for a store: keys that tell nothing, and answers that nobody else could have written.

Both are authenticated with the API key of the session (HMAC-SHA256), which is kept nowhere: who does not have it can
neither find an answer nor put a false one in its place, on a Redis that a whole studio may write to. Answers are JSON.
"""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import Any

__all__ = ["digest_of", "open_sealed", "seal", "sealed_key"]

_DIGEST = "sha256"
_LENGTH = 32


def sealed_key(secret: bytes, *parts: str) -> bytes:
    """Return the key under which an answer to a question is kept."""
    return hmac.digest(secret, json.dumps(parts).encode(), _DIGEST).hex().encode()


def digest_of(*parts: str) -> bytes:
    """Return a name that everybody gives to the same things."""
    return sha256(json.dumps(parts).encode()).hexdigest().encode()


def seal(secret: bytes, key: bytes, content: Any) -> bytes:
    """Return the bytes to keep of an answer."""
    body = json.dumps(content, separators=(",", ":")).encode()
    return hmac.digest(secret, key + body, _DIGEST) + body


def open_sealed(secret: bytes, key: bytes, sealed: bytes) -> Any | None:
    """Return an answer that was kept under a key; None for what was damaged, or put there by somebody else."""
    given, body = sealed[:_LENGTH], sealed[_LENGTH:]
    if not hmac.compare_digest(given, hmac.digest(secret, key + body, _DIGEST)):
        return None
    return json.loads(body)
