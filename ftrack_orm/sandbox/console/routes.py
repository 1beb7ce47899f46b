"""Where the console's page, its style and its script are served.

The page holds no data: it asks `/api` and the event server like every client, with the user and key that its visitor
types. They stay in the browser's tab.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

__all__ = ["console_routes"]

_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "connect-src 'self' ws: wss:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_ASSETS = ("console.css", "console.js", "query_view.js", "event_view.js", "workspace.js")


def console_routes() -> Sequence[BaseRoute]:
    """Return the routes of the page at the root, and of what it needs."""
    return [
        Route("/", _page, methods=["GET"]),
        *(Route(f"/console/{name}", _served(name), methods=["GET"]) for name in _ASSETS),
    ]


async def _page(_: Request) -> Response:
    return _response("console.html")


def _served(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_: Request) -> Response:
        return _response(name)

    return serve


def _response(name: str) -> Response:
    return Response(_asset(name), media_type=_TYPES[Path(name).suffix], headers=_HEADERS)


@cache
def _asset(name: str) -> bytes:
    return (Path(__file__).with_name("assets") / name).read_bytes()
