"""Receive a file, or a part of one, at a signed URL; the body goes to disk as it comes."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from ftrack_orm.sandbox.files.component_files import ComponentFiles
from ftrack_orm.sandbox.files.file_table import PARTS, UPLOADS
from ftrack_orm.sandbox.files.incoming import Incoming, TooLargeError
from ftrack_orm.sandbox.files.signed_token import Signer, TokenError
from ftrack_orm.sandbox.files.upload_operations import UPLOAD
from ftrack_orm.sandbox.web import answer

__all__ = ["UploadRoute"]

_log = logging.getLogger("ftrack_orm.sandbox")
_AT_ONCE = 2**20


@dataclass(frozen=True, slots=True)
class UploadRoute:
    """Answers PUT requests to the URLs of `get_upload_metadata`; the token says all that is allowed."""

    files: ComponentFiles
    signer: Signer

    async def put(self, request: Request) -> Response:
        """Keep the body; the ETag of the answer is its MD5."""
        try:
            claims = self.signer.read(UPLOAD, request.query_params.get("token", ""))
        except TokenError as error:
            return answer.fault(403, "PermissionError", str(error))
        most = int(claims["size"])
        stated = request.headers.get("content-length", "")
        if stated.isdecimal() and int(stated[:20]) > most:
            return _too_large(most)
        try:
            return await self._receive(request, claims, most)
        except TooLargeError:
            return _too_large(most)
        except ClientDisconnect:
            return Response(status_code=400)
        except OSError as error:
            _log.warning("an upload cannot be written: %s", error)
            return answer.fault(507, "InternalServerError", f"the file cannot be written: {error.strerror}")

    async def _receive(self, request: Request, claims: dict[str, Any], most: int) -> Response:
        incoming = await run_in_threadpool(self.files.contents.receive, most)
        try:
            await _write(request, incoming)
            return await run_in_threadpool(self._keep, request.headers.get("content-md5"), claims, incoming)
        finally:
            await run_in_threadpool(incoming.close)

    def _keep(self, stated: str | None, claims: dict[str, Any], incoming: Incoming) -> Response:
        arrived = base64.b64encode(incoming.md5).decode()
        if any(given not in (None, arrived) for given in (stated, claims.get("md5"))):
            return answer.fault(
                400, "ValidationError", f"BadDigest: the body's MD5 is {arrived}, another was announced"
            )
        if "upload_id" in claims:
            return self._keep_part(claims, incoming)
        if incoming.size != claims["size"]:
            told = f"the body has {incoming.size} bytes, {claims['size']} were announced"
            return answer.fault(400, "ValidationError", f"IncompleteBody: {told}")
        self.files.put(claims["component_id"], claims["name"], incoming)
        return _kept(incoming)

    def _keep_part(self, claims: dict[str, Any], incoming: Incoming) -> Response:
        upload_id, number = claims["upload_id"], claims["part"]
        with self.files.store.begin() as connection:
            if connection.execute(select(UPLOADS.c.id).where(UPLOADS.c.id == upload_id)).first() is None:
                return answer.fault(404, "ValidationError", "NoSuchUpload: it is complete, or its component is gone")
            self.files.contents.keep_part(upload_id, number, incoming)
            connection.execute(PARTS.delete().where(PARTS.c.upload_id == upload_id, PARTS.c.number == number))
            row = {"upload_id": upload_id, "number": number, "e_tag": incoming.md5.hex(), "size": incoming.size}
            connection.execute(PARTS.insert(), row)
        return _kept(incoming)


async def _write(request: Request, incoming: Incoming) -> None:
    """Write the body a megabyte at a time, since each write is handed to another thread."""
    pending = bytearray()
    async for block in request.stream():
        pending += block
        if len(pending) >= _AT_ONCE:
            await run_in_threadpool(incoming.write, bytes(pending))
            pending.clear()
    if pending:
        await run_in_threadpool(incoming.write, bytes(pending))
    await run_in_threadpool(incoming.finish)


def _kept(incoming: Incoming) -> Response:
    return Response(headers={"ETag": f'"{incoming.md5.hex()}"'})


def _too_large(most: int) -> Response:
    return answer.fault(413, "ValidationError", f"EntityTooLarge: {most} bytes were announced")
