"""Give the files of components to those who may have them: whole, in ranges, or scaled to a thumbnail."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from ftrack_orm.sandbox.files.component_file import ComponentFile
from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.files.signed_token import Signer, TokenError
from ftrack_orm.sandbox.files.upload_operations import DOWNLOAD
from ftrack_orm.sandbox.media.thumbnail import DEFAULT_SIZE, LARGEST_SIZE, thumbnail
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.web import answer

__all__ = ["DownloadRoute", "Identify", "MayRemove"]

Identify = Callable[[str, str], str]
"""Returns the id of the user of a name and a key, or raises a Refusal."""
MayRemove = Callable[[str, str], None]
"""Raises a Refusal where a user (by id) may not remove the file of a component (by id)."""

_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-cache",
}
"""A file is anybody's data: shown by a browser it must not act as a page of the server."""


@dataclass(frozen=True, slots=True)
class DownloadRoute:
    """Answers `/component/get`, `/component/thumbnail` and `/component/remove`."""

    files: ComponentFiles
    signer: Signer
    identify: Identify
    may_remove: MayRemove | None = None

    async def get(self, request: Request) -> Response:
        """Answer with the file of a component, or the ranges that were asked for."""
        refused = await self._refused(request)
        return refused if refused is not None else await run_in_threadpool(self._file, request)

    async def thumbnail(self, request: Request) -> Response:
        """Answer with a picture of at most `size` by `size` pixels."""
        refused = await self._refused(request)
        return refused if refused is not None else await run_in_threadpool(self._thumbnail, request)

    async def remove(self, request: Request) -> Response:
        """Remove the file of a component; the component stays."""
        try:
            user_id = await run_in_threadpool(self._user_id, request)
            if self.may_remove is not None:
                await run_in_threadpool(self.may_remove, user_id, _component_id(request))
        except Refusal as refused:
            return _forbidden(refused)
        if not await run_in_threadpool(self.files.remove, _component_id(request)):
            return _missing(request)
        return JSONResponse({"success": True})

    async def _refused(self, request: Request) -> Response | None:
        """Return the refusal of who has neither credentials nor a signed URL."""
        token = request.query_params.get("token")
        try:
            if token is None:
                await run_in_threadpool(self._user_id, request)
            elif self.signer.read(DOWNLOAD, token).get("component_id") != _component_id(request):
                raise TokenError("the URL was signed for another component")
        except TokenError as error:
            return answer.fault(403, "PermissionError", str(error))
        except Refusal as refused:
            return _forbidden(refused)
        return None

    def _user_id(self, request: Request) -> str:
        given, headers = request.query_params, request.headers
        if "username" in given or "apiKey" in given:
            return self.identify(given.get("username", ""), given.get("apiKey", ""))
        return self.identify(headers.get("ftrack-user", ""), headers.get("ftrack-api-key", ""))

    def _file(self, request: Request) -> Response:
        file = self.files.find(_component_id(request))
        path = None if file is None else self.files.path(file)
        if file is None or path is None or not path.is_file():
            return _missing(request)
        response = FileResponse(
            path,
            media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            filename=file.name.encode("utf-8", "replace").decode() or "component",
            headers={**_HARMLESS, "ETag": f'"{file.digest}"'},
            content_disposition_type="inline",
            stat_result=path.stat(),
        )
        return Response(status_code=304, headers=dict(response.headers)) if _is_known(request, file) else response

    def _thumbnail(self, request: Request) -> Response:
        size = _size(request.query_params.get("size"))
        if size is None:
            return answer.fault(400, "ValueError", f"'size' must be a number from 1 to {LARGEST_SIZE}")
        file = self.files.find(_component_id(request))
        if file is None or not self.files.path(file).is_file():
            return _missing(request)
        picture = thumbnail(self.files.path(file), size)
        if picture is None:
            return RedirectResponse("/img/thumbnail2.png", 302)
        return Response(picture.content, media_type=picture.media_type, headers=_HARMLESS)


def _component_id(request: Request) -> str:
    given = request.query_params.get("id", "")
    return "" if "\0" in given else given


def _size(given: str | None) -> int | None:
    if not given:
        return DEFAULT_SIZE
    if given.isascii() and given.isdecimal() and len(given) < 10 and int(given) >= 1:
        return min(int(given), LARGEST_SIZE)
    return None


def _is_known(request: Request, file: ComponentFile) -> bool:
    known = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    return f'"{file.digest}"' in known


def _missing(request: Request) -> Response:
    return answer.fault(404, "ValidationError", f"component {_component_id(request)[:100]!r} has no file on the server")


def _forbidden(refused: Refusal) -> Response:
    return answer.fault(403 if refused.exception == "PermissionError" else 401, refused.exception, refused.content)
