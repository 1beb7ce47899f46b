"""The answers of the endpoint: results in an array, or one error object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from ftrack_orm.sandbox.refusal import Refusal

__all__ = ["fault", "refusal", "results"]

_STATUSES = {
    "IntegrityError": 400,
    "ParseError": 400,
    "ValidationError": 400,
    "ValueError": 400,
    "PermissionError": 403,
    "FTAuthenticationError": 401,
    "InvalidCredentialsError": 401,
}
"""HTTP statuses by the name of the exception; anything else is the server's own fault."""


def results(found: Sequence[Any]) -> Response:
    """Return one result for each operation, in their order."""
    return Response(_dump(list(found)), media_type="application/json")


def refusal(refused: Refusal, *, strict: bool) -> Response:
    """Return the error object of a refused batch: with HTTP 200, or with a real status for a strict client."""
    status = _STATUSES.get(refused.exception, 500) if strict else 200
    return Response(_dump(_error_object(refused)), status, media_type="application/json")


def fault(status: int, exception: str, content: str) -> Response:
    """Return the error object of a request that did not get as far as its operations.

    It has a real status for every client, and its content in the header `FTRACK_ERROR` as well.
    """
    body = _dump(_error_object(Refusal(exception, content)))
    header = " ".join(content.encode("ascii", "backslashreplace").decode().split())
    return Response(body, status, headers={"FTRACK_ERROR": header[:500]}, media_type="application/json")


def _error_object(refused: Refusal) -> dict[str, Any]:
    error: dict[str, Any] = {"exception": refused.exception, "content": refused.content}
    if refused.error_code is not None:
        error["error_code"] = refused.error_code
    places = {"operation": refused.position, "offset": refused.offset}
    if any(place is not None for place in places.values()):
        error["error"] = {name: place for name, place in places.items() if place is not None}
    return error


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
