"""Uploads as a client makes them by the protocol."""

from __future__ import annotations

import base64
import hashlib
import uuid
from typing import Any

import requests

from tests.sandbox.wire import Wire

__all__ = ["Uploads", "checksum"]


def checksum(content: bytes) -> str:
    return base64.b64encode(hashlib.md5(content).digest()).decode()


class Uploads:
    """Makes components and asks where to put their files."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def component(self, name: str = "main") -> str:
        """Create a component without a file and return its id."""
        component_id = str(uuid.uuid4())
        data = {"__entity_type__": "FileComponent", "id": component_id, "name": name}
        answer = self.wire.post({"action": "create", "entity_type": "FileComponent", "entity_data": data}).json()
        assert isinstance(answer, list), answer
        return component_id

    def ask(self, component_id: str, size: int, **more: Any) -> Any:
        """Return the answer of get_upload_metadata: its result, or an error object."""
        operation = {"action": "get_upload_metadata", "component_id": component_id, "file_name": "plate.bin"}
        answer = self.wire.post(operation | {"file_size": size} | more).json()
        return answer[0] if isinstance(answer, list) else answer

    def store(self, content: bytes, **more: Any) -> str:
        """Upload a file in one part and return the id of its component."""
        component_id = self.component()
        place = self.ask(component_id, len(content), checksum=checksum(content), **more)
        response = requests.put(place["url"], data=content, headers=place["headers"], timeout=30)
        assert response.status_code == 200, response.text
        return component_id

    def get(self, component_id: str, **headers: str) -> requests.Response:
        """Download the file of a component."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return requests.get(
            f"{self.wire.sandbox.url}/component/get",
            params={"id": component_id, "username": self.wire.sandbox.api_user, "apiKey": self.wire.sandbox.api_key},
            headers=named,
            timeout=30,
        )

    def complete(self, component_id: str, upload_id: str, parts: Any) -> Any:
        """Return the answer of complete_multipart_upload: its result, or an error object."""
        operation = {"action": "complete_multipart_upload", "component_id": component_id, "upload_id": upload_id}
        answer = self.wire.post(operation | {"parts": parts}).json()
        return answer[0] if isinstance(answer, list) else answer
