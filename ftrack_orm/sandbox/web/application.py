"""The HTTP endpoint: requests in, batches to the executor, answers out."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ftrack_orm.sandbox.console import console_routes
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.authentication import Authenticator
from ftrack_orm.sandbox.rights.identity import Identity
from ftrack_orm.sandbox.web import answer
from ftrack_orm.sandbox.web.placeholder_image import placeholder_image
from ftrack_orm.sandbox.web.request_body import MOST_BYTES, BodyTooLargeError, MalformedBodyError, operations, read_body

__all__ = ["application"]

_log = logging.getLogger("ftrack_orm.sandbox")

_CROSS_ORIGIN = Middleware(
    CORSMiddleware,
    allow_origin_regex=".*",
    allow_methods=["*"],
    allow_headers=["*"],
    allow_credentials=True,
    expose_headers=["FTRACK_ERROR", "ETag", "Content-Disposition", "Content-Range"],
)
"""Pages of any origin may ask: what counts is the key, which they must have. No cookie identifies anybody."""


def application(executor: Executor, authenticator: Authenticator, routes: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application that serves a workspace to those whom the authenticator believes, with more routes."""
    endpoint = _Endpoint(executor, authenticator)
    return Starlette(
        routes=[
            *console_routes(),
            Route("/api", endpoint.api, methods=["POST"]),
            Route("/img/thumbnail2.png", _thumbnail, methods=["GET"]),
            *routes,
        ],
        middleware=[_CROSS_ORIGIN],
        exception_handlers={HTTPException: _http_exception},
    )


@dataclass(frozen=True, slots=True)
class _Endpoint:
    executor: Executor
    authenticator: Authenticator

    async def api(self, request: Request) -> Response:
        """Answer one request; what is slow happens in a thread."""
        given = request.headers.get("ftrack-user", ""), request.headers.get("ftrack-api-key", "")
        try:
            identity = self.authenticator.recall(*given)
            if identity is None:
                identity = await run_in_threadpool(self.authenticator.identify, *given)
        except Refusal as refused:
            return answer.fault(401, refused.exception, refused.content)
        try:
            body = await read_body(request)
        except BodyTooLargeError:
            return answer.fault(413, "ValueError", f"the request has more than {MOST_BYTES} bytes")
        except ClientDisconnect:
            return Response(status_code=400)
        return await run_in_threadpool(self._execute, body, identity, request.headers)

    def _execute(self, body: bytes, identity: Identity, headers: Mapping[str, str]) -> Response:
        strict = _is_strict(headers)
        try:
            found = self.executor.execute(
                operations(body),
                user_id=identity.user_id,
                strict=strict,
                client_token=headers.get("ftrack-clienttoken"),
                push_token=headers.get("ftrack-pushtoken"),
                denormalized="denormalize:1" in _options(headers),
            )
            return answer.results(found)
        except MalformedBodyError as error:
            return answer.fault(400, "ParseError", str(error))
        except Refusal as refused:
            return answer.refusal(refused, strict=strict)
        except Exception as error:
            _log.exception("a request failed")
            return answer.fault(500, "InternalServerError", f"{type(error).__name__}: {error}")


def _is_strict(headers: Mapping[str, str]) -> bool:
    if headers.get("ftrack-strict-api", "").strip().lower() == "true":
        return True
    return "strict:1" in _options(headers)


def _options(headers: Mapping[str, str]) -> set[str]:
    """Return what `ftrack-api-options: strict:1;denormalize:1` asks for."""
    return {option.replace(" ", "").lower() for option in headers.get("ftrack-api-options", "").split(";")}


async def _thumbnail(_: Request) -> Response:
    return Response(placeholder_image(), media_type="image/png")


async def _http_exception(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else "Internal Server Error"
    return answer.fault(status, "HTTPError", detail)
