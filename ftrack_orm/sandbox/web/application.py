"""The HTTP endpoint: requests in, batches to the executor, answers out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.web import answer
from ftrack_orm.sandbox.web.authentication import Credentials
from ftrack_orm.sandbox.web.placeholder_image import placeholder_image
from ftrack_orm.sandbox.web.request_body import MOST_BYTES, BodyTooLargeError, MalformedBodyError, operations, read_body

__all__ = ["application"]

_log = logging.getLogger("ftrack_orm.sandbox")


def application(executor: Executor, credentials: Credentials, user_id: str) -> Starlette:
    """Return the application that serves a workspace to its one API user, whose entity has this id."""
    endpoint = _Endpoint(executor, credentials, user_id)
    return Starlette(
        routes=[
            Route("/", _about, methods=["GET"]),
            Route("/api", endpoint.api, methods=["POST"]),
            Route("/img/thumbnail2.png", _thumbnail, methods=["GET"]),
        ],
        exception_handlers={HTTPException: _http_exception},
    )


@dataclass(frozen=True, slots=True)
class _Endpoint:
    executor: Executor
    credentials: Credentials
    user_id: str

    async def api(self, request: Request) -> Response:
        """Answer one request; what is slow happens in a thread."""
        if not self.credentials.accepts(request.headers):
            content = "The supplied API user and API key are not valid on this server."
            return answer.fault(401, "InvalidCredentialsError", content)
        try:
            body = await read_body(request)
        except BodyTooLargeError:
            return answer.fault(413, "ValueError", f"the request has more than {MOST_BYTES} bytes")
        except ClientDisconnect:
            return Response(status_code=400)
        return await run_in_threadpool(self._execute, body, _is_strict(request.headers))

    def _execute(self, body: bytes, strict: bool) -> Response:
        try:
            found = self.executor.execute(operations(body), user_id=self.user_id, strict=strict)
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
    options = headers.get("ftrack-api-options", "").split(";")
    return "strict:1" in (option.replace(" ", "").lower() for option in options)


async def _about(_: Request) -> Response:
    return JSONResponse({"server": "ftrack-orm sandbox", "endpoint": "/api"})


async def _thumbnail(_: Request) -> Response:
    return Response(placeholder_image(), media_type="image/png")


async def _http_exception(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else "Internal Server Error"
    return answer.fault(status, "HTTPError", detail)
