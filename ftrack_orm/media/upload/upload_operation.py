"""The operations of an upload, and what the server answers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ftrack_orm.errors import ProtocolError
from ftrack_orm.transport import JSON

__all__ = ["CompleteMultipartUpload", "GetUploadMetadata", "UploadTarget"]


@dataclass(frozen=True, slots=True)
class GetUploadMetadata:
    """Ask where to put a file; `checksum` is its MD5 in base64.

    `upload_id` asks for new URLs of an upload that was begun. A server that does not know how to go on with one answers
    with another upload.
    """

    reads_only: ClassVar[bool] = True
    """Asking twice is safe: an upload that nobody completes is nothing."""

    component_id: str
    file_name: str
    file_size: int
    checksum: str | None = None
    parts: int | None = None
    upload_id: str | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        asked: dict[str, JSON] = {
            "action": "get_upload_metadata",
            "component_id": self.component_id,
            "file_name": self.file_name,
            "file_size": self.file_size,
            "checksum": self.checksum,
        }
        if self.parts is not None:
            asked["parts"] = self.parts
        if self.upload_id is not None:
            asked["upload_id"] = self.upload_id
        return asked

    def __str__(self) -> str:
        return f"get_upload_metadata {self.component_id}"


@dataclass(frozen=True, slots=True)
class CompleteMultipartUpload:
    """Tell that all parts are there, by the ETag of each."""

    reads_only: ClassVar[bool] = False

    component_id: str
    upload_id: str
    e_tags: Sequence[str]
    """In the order of the parts."""

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        parts = [{"part_number": number, "e_tag": e_tag} for number, e_tag in enumerate(self.e_tags, 1)]
        return {
            "action": "complete_multipart_upload",
            "component_id": self.component_id,
            "upload_id": self.upload_id,
            "parts": parts,
        }

    def __str__(self) -> str:
        return f"complete_multipart_upload {self.component_id}"


@dataclass(frozen=True, slots=True)
class UploadTarget:
    """Where to put the parts of a file, by their numbers; who knows such a URL may write, so it is shown nowhere."""

    urls: Mapping[int, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    upload_id: str | None = None
    """None for a file in one part."""

    @classmethod
    def read(cls, answer: JSON, parts: int) -> UploadTarget:
        """Take the server's answer.

        Raises:
            ProtocolError: It does not say where each part goes.
        """
        if not isinstance(answer, Mapping):
            raise _strange("it is no object")
        if parts == 1:
            headers = answer.get("headers") or {}
            if not _is_address(answer.get("url")) or not isinstance(headers, Mapping):
                raise _strange("it has no url")
            return cls({1: answer["url"]}, {str(name): str(value) for name, value in headers.items()})
        upload_id, listed = answer.get("upload_id"), answer.get("urls")
        if not isinstance(upload_id, str) or not upload_id or not isinstance(listed, list):
            raise _strange("it has no upload_id or no urls")
        urls = {
            each["part_number"]: each["signed_url"]
            for each in listed
            if isinstance(each, Mapping)
            and isinstance(each.get("part_number"), int)
            and _is_address(each.get("signed_url"))
        }
        if urls.keys() != set(range(1, parts + 1)):
            raise _strange(f"it has no URL for each of {parts} parts")
        return cls(urls, {}, upload_id)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def _strange(why: str) -> ProtocolError:
    return ProtocolError(f"the server's answer to get_upload_metadata does not say where the file goes: {why}")
