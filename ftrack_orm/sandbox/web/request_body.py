"""Read the operations from the body of a request."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

__all__ = ["MOST_BYTES", "BodyTooLargeError", "MalformedBodyError", "operations", "read_body"]

MOST_BYTES = 64 * 2**20
"""The largest body that is read, in bytes."""


class BodyTooLargeError(Exception):
    """The body has more than `MOST_BYTES`."""


class MalformedBodyError(Exception):
    """The body is no JSON array."""


async def read_body(request: Request) -> bytes:
    """Return the body.

    Raises:
        BodyTooLargeError: It is too large, by its stated length or by what came.
    """
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MOST_BYTES:
        raise BodyTooLargeError
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise BodyTooLargeError
        parts.append(part)
    return b"".join(parts)


def operations(body: bytes) -> list[Any]:
    """Return what the array of the body holds; whether these are operations is not judged here.

    Raises:
        MalformedBodyError: It is no JSON array.
    """
    try:
        decoded = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError:
        raise MalformedBodyError("the JSON of the request is nested too deeply") from None
    except ValueError as error:
        raise MalformedBodyError(f"the request is no JSON: {error}") from None
    if not isinstance(decoded, list):
        raise MalformedBodyError("expected a JSON array of operations")
    return decoded


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")
