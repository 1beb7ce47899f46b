"""The server as the auditor asks it: operations over HTTP, with nothing of the library in between."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import requests

from tests.soak.children.server import KEY, USER

__all__ = ["Wire", "created"]

_PAGE = 1000


class Wire:
    """A connection to the server; every answer must be a good one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = requests.Session()

    def call(self, *operations: dict[str, Any]) -> list[Any]:
        """Return the results of operations."""
        headers = {"ftrack-user": USER, "ftrack-api-key": KEY}
        response = self._http.post(f"{self.url}/api", json=operations, headers=headers, timeout=120)
        answer = response.json()
        if not isinstance(answer, list):
            raise RuntimeError(f"the server refused the auditor: {answer}")
        return answer

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        rows: list[dict[str, Any]] = self.call({"action": "query", "expression": expression})[0]["data"]
        return rows

    def events(self, after: int) -> Iterator[dict[str, Any]]:
        """Yield the rows of `Event` after a number, in their order."""
        while True:
            wanted = "select id, action, data, insert from Event"
            rows = self.query(f"{wanted} where id > {after} order by id ascending limit {_PAGE}")
            yield from rows
            if len(rows) < _PAGE:
                return
            after = rows[-1]["id"]

    def newest_event(self) -> int:
        """Return the number of the newest event."""
        rows = self.query("select id from Event order by id descending limit 1")
        return int(rows[0]["id"]) if rows else 0

    def digest(self, component_id: str) -> str | None:
        """Download the file of a component and return its SHA-256; None where there is none."""
        asked = {"id": component_id, "username": USER, "apiKey": KEY}
        response = self._http.get(f"{self.url}/component/get", params=asked, timeout=120)
        return hashlib.sha256(response.content).hexdigest() if response.status_code == 200 else None

    def close(self) -> None:
        """Close the connection."""
        self._http.close()


def created(entity_type: str, **values: Any) -> dict[str, Any]:
    """Return the operation that creates an entity."""
    data = {"__entity_type__": entity_type, **values}
    return {"action": "create", "entity_type": entity_type, "entity_key": [values.get("id")], "entity_data": data}
