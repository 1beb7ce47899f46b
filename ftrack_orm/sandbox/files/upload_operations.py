"""The operations about files: where to put one, that all its parts are there, where to get it."""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.files.component_files import ComponentFiles, drop_uploads
from ftrack_orm.sandbox.files.file_table import PARTS, UPLOADS
from ftrack_orm.sandbox.files.part_joining import PartJoining
from ftrack_orm.sandbox.files.signed_token import Signer
from ftrack_orm.sandbox.operations.single_action import Single
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.transport.operation import JSON

__all__ = ["DOWNLOAD", "MOST_PARTS", "UPLOAD", "upload_operations"]

UPLOAD, DOWNLOAD = "upload", "download"
"""What tokens are made for."""
MOST_PARTS = 10_000
_UPLOAD_SECONDS = 6 * 3600.0
_DOWNLOAD_SECONDS = 3600.0
_LONGEST_NAME = 1024
_T = TypeVar("_T")


def upload_operations(files: ComponentFiles, signer: Signer, joining: PartJoining) -> dict[str, Single]:
    """Return the operations by their names; `joining` has prepared `complete_multipart_upload`."""
    return {
        "get_upload_metadata": partial(_upload_metadata, files, signer),
        "complete_multipart_upload": partial(_complete, files, joining),
        "generate_signed_url": partial(_signed_url, files, signer),
    }


def _upload_metadata(
    files: ComponentFiles, signer: Signer, message: Message, operation: Mapping[str, JSON]
) -> dict[str, JSON]:
    _require_writer(message)
    component_id = _given(operation, "component_id", str)
    name = _given(operation, "file_name", str)
    size = _whole(operation, "file_size", 0, files.upload_limit)
    if not component_id or len(component_id) > 255 or len(name) > _LONGEST_NAME:
        raise Refusal("ValidationError", "get_upload_metadata: 'component_id' or 'file_name' is too long, or empty")
    checksum = _checksum(operation.get("checksum"))
    parts = 1 if operation.get("parts") is None else _whole(operation, "parts", 1, MOST_PARTS)
    claims: dict[str, Any] = {"component_id": component_id, "name": name, "size": size, "md5": checksum}
    if parts == 1:
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": _disposition(name)}
        headers |= {} if checksum is None else {"Content-MD5": checksum}
        return {"component_id": component_id, "url": _url(message, signer, claims), "headers": dict(headers)}
    row = {"component_id": component_id, "name": name, "size": size, "checksum": checksum, "parts": parts}
    upload_id = _begun(message, operation.get("upload_id"), row)
    if upload_id is None:
        upload_id = secrets.token_hex(16)
        message.connection.execute(UPLOADS.insert(), {**row, "id": upload_id, "begun_at": time.time()})
    claims = {"upload_id": upload_id, "size": size}
    urls: list[JSON] = [
        {"part_number": number, "signed_url": _url(message, signer, {**claims, "part": number})}
        for number in range(1, parts + 1)
    ]
    return {"component_id": component_id, "upload_id": upload_id, "urls": urls}


def _begun(message: Message, upload_id: JSON, row: Mapping[str, JSON]) -> str | None:
    """Return the id of an upload that is to go on, if it was begun for the very same file."""
    if not isinstance(upload_id, str):
        return None
    same = [UPLOADS.c[name].is_(None) if value is None else UPLOADS.c[name] == value for name, value in row.items()]
    found = message.connection.execute(select(UPLOADS.c.id).where(UPLOADS.c.id == upload_id, *same)).scalar()
    return None if found is None else str(found)


def _complete(
    files: ComponentFiles, joining: PartJoining, message: Message, operation: Mapping[str, JSON]
) -> dict[str, JSON]:
    _require_writer(message)
    component_id, upload_id = _given(operation, "component_id", str), _given(operation, "upload_id", str)
    mine = (UPLOADS.c.id == upload_id) & (UPLOADS.c.component_id == component_id)
    upload = message.connection.execute(select(UPLOADS).where(mine)).mappings().first()
    if upload is None:
        raise Refusal("ValidationError", "complete_multipart_upload: there is no such upload of this component")
    e_tags = _judged_parts(message, upload_id, upload["parts"], _given(operation, "parts", list))
    joined = joining.take(operation)
    if joined is None or joined.e_tags != e_tags:
        raise Refusal("ValidationError", "complete_multipart_upload: the parts changed meanwhile; complete it again")
    if joined.file.size != upload["size"]:
        told = f"the parts hold {joined.file.size} bytes, {upload['size']} were announced"
        raise Refusal("ValidationError", f"complete_multipart_upload: {told}")
    if upload["checksum"] not in (None, base64.b64encode(joined.file.md5).decode()):
        raise Refusal("ValidationError", "complete_multipart_upload: the parts do not have the announced checksum")
    _, before = files.put_within(message.connection, component_id, upload["name"], joined.file)
    drop_uploads(message.connection, [upload_id])
    message.afterwards += [partial(files.collect, before), partial(files.contents.drop_parts, upload_id)]
    return {
        "component_id": component_id,
        "url": f"{message.server_url}/component/get?id={quote(component_id, safe='')}",
    }


def _judged_parts(message: Message, upload_id: str, count: int, given: list[Any]) -> dict[int, str]:
    """Return the ETags of the parts by their numbers, if exactly these arrived."""
    statement = select(PARTS.c.number, PARTS.c.e_tag).where(PARTS.c.upload_id == upload_id)
    arrived: dict[int, str] = {row.number: row.e_tag for row in message.connection.execute(statement)}
    stated: dict[int, str] = {}
    for part in given:
        number, tag = (part.get("part_number"), part.get("e_tag")) if isinstance(part, Mapping) else (None, None)
        if not isinstance(number, int) or isinstance(number, bool) or not isinstance(tag, str) or number in stated:
            raise Refusal("ValidationError", "complete_multipart_upload: 'parts' must list each part_number with e_tag")
        stated[number] = tag.strip('"')
    for number in range(1, count + 1):
        if number not in arrived or stated.get(number) != arrived[number]:
            told = "did not arrive" if number not in arrived else "has another e_tag"
            raise Refusal("ValidationError", f"complete_multipart_upload: part {number} of {count} {told}")
    if len(stated) > count:
        raise Refusal(
            "ValidationError", f"complete_multipart_upload: there are {count} parts, {len(stated)} are listed"
        )
    return stated


def _signed_url(
    files: ComponentFiles, signer: Signer, message: Message, operation: Mapping[str, JSON]
) -> dict[str, JSON]:
    component_id = _given(operation, "component_id", str)
    if files.find_within(message.connection, component_id) is None:
        raise Refusal("ValidationError", f"generate_signed_url: component {component_id} has no file on the server")
    token = signer.sign(DOWNLOAD, {"component_id": component_id}, seconds=_DOWNLOAD_SECONDS)
    address = f"{message.server_url}/component/get?id={quote(component_id, safe='')}&token={token}"
    return {"component_id": component_id, "url": address}


def _require_writer(message: Message) -> None:
    if message.rights is not None:
        message.rights.require(message)


def _url(message: Message, signer: Signer, claims: Mapping[str, Any]) -> str:
    return f"{message.server_url}/upload?token={signer.sign(UPLOAD, claims, seconds=_UPLOAD_SECONDS)}"


def _disposition(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"


def _given(operation: Mapping[str, JSON], name: str, kind: type[_T]) -> _T:
    value = operation.get(name)
    if not isinstance(value, kind):
        expected = {"str": "text", "list": "a list"}[kind.__name__]
        raise Refusal("ValidationError", f"{operation.get('action')}: {name!r} must be {expected}")
    text = str(value) if kind is str else ""
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
        raise Refusal("ValidationError", f"{operation.get('action')}: {name!r} holds what is no text")
    return value


def _whole(operation: Mapping[str, JSON], name: str, least: int, most: int) -> int:
    value = operation.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise Refusal("ValidationError", f"{operation.get('action')}: {name!r} must be a number from {least} to {most}")


def _checksum(given: JSON) -> str | None:
    """Return the checksum as it was given, if it is an MD5 in base64."""
    if given is None or given == "":
        return None
    try:
        if isinstance(given, str) and len(base64.b64decode(given, validate=True)) == 16:
            return given
    except (binascii.Error, ValueError):
        pass
    raise Refusal("ValidationError", "get_upload_metadata: 'checksum' must be an MD5 digest in base64")
