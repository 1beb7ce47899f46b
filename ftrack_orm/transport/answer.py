"""Read the body of an answer: a list of results, or one of our errors."""

from __future__ import annotations

import reprlib
from typing import Any

from ftrack_orm.errors import AuthenticationError, GatewayError, ProtocolError, ServerError, ServerPermissionError
from ftrack_orm.transport.decoding import decode
from ftrack_orm.transport.operation import JSON

__all__ = ["read_answer"]

_CREDENTIALS = frozenset({"FTAuthenticationError", "InvalidCredentialsError"})
_GATEWAY = frozenset({429, 500, 502, 503, 504})
_SHOWN = 200


def read_answer(body: bytes, status: int, expected: int, retry_after: float | None = None) -> list[JSON]:
    """Return one result for each of the `expected` operations.

    Raises:
        AuthenticationError: The user or the key is refused.
        ServerError: The server answered with its error object.
        GatewayError: Something before the server failed.
        ProtocolError: Anything else that is not ftrack's.
    """
    try:
        answer = decode(body)
    except ValueError:
        if status in (401, 403):
            raise AuthenticationError(_credentials_message(f"HTTP status {status}")) from None
        if status in _GATEWAY:
            message = f"something before the server failed with HTTP status {status}"
            raise GatewayError(status, message, retry_after=retry_after) from None
        raise ProtocolError(_not_ftrack(body, status)) from None
    if isinstance(answer, list) and status < 400:
        if len(answer) != expected:
            raise ProtocolError(f"the server gave {len(answer)} results for {expected} operations")
        return answer
    raise _error(answer, status)


def _error(answer: Any, status: int) -> Exception:
    if not isinstance(answer, dict):
        return ProtocolError(f"the server answered {status} with neither results nor an error object")
    if "exception" in answer:
        return _server_error(answer)
    if status in (401, 403):
        return AuthenticationError(_credentials_message(f"HTTP status {status}"))
    if isinstance(answer.get("detail"), list):  # a gateway's own validation, as HTTP 422
        findings = "; ".join(
            f"{'.'.join(map(_text, _list(item.get('loc'))))}: {_text(item.get('msg', ''))}"
            for item in answer["detail"]
            if isinstance(item, dict)
        )
        return ServerError("ValidationError", findings)
    return ProtocolError(
        f"the server answered {status} with an object that is no error object; is it an ftrack server?"
    )


def _server_error(answer: dict[str, Any]) -> Exception:
    exception = _text(answer["exception"])
    content = _text(answer.get("content", ""))
    if exception in _CREDENTIALS:
        return AuthenticationError(_credentials_message(content))
    detail = answer.get("error")
    position = detail.get("operation") if isinstance(detail, dict) else None
    code = answer.get("error_code")
    kind = ServerPermissionError if exception == "PermissionError" else ServerError
    return kind(
        exception,
        content,
        error_code=_text(code) if code is not None else None,
        position=position if type(position) is int else None,
    )


def _text(value: JSON) -> str:
    """Return a text as it is, and of anything else a short form."""
    if isinstance(value, str):
        return value
    return reprlib.repr(value) if isinstance(value, dict | list) else str(value)


def _list(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def _credentials_message(said: str) -> str:
    return (
        f"the server does not accept the API user or the API key: {said.rstrip('.')}; "
        "check FTRACK_API_USER and FTRACK_API_KEY"
    )


def _not_ftrack(body: bytes, status: int) -> str:
    start = " ".join(body[:_SHOWN].decode("utf-8", "replace").split())
    return f"the server answered {status} with something that is no JSON ({start!r}); is it an ftrack server?"
