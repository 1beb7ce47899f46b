"""Raw requests, as a client that is not ours would send them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from ftrack_orm.sandbox import Sandbox

__all__ = ["Wire"]


@dataclass(frozen=True)
class Wire:
    """One HTTP connection to a sandbox, with its credentials."""

    sandbox: Sandbox
    http: requests.Session

    @property
    def credentials(self) -> dict[str, str]:
        return {"ftrack-user": self.sandbox.api_user, "ftrack-api-key": self.sandbox.api_key}

    def post(self, *operations: Any, **headers: str) -> requests.Response:
        """Send operations; underscores in the names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(f"{self.sandbox.url}/api", json=operations, headers=self.credentials | named, timeout=30)

    def post_bytes(self, body: bytes) -> requests.Response:
        return self.http.post(f"{self.sandbox.url}/api", data=body, headers=self.credentials, timeout=30)

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the data of a query, which must work, with each reference given what its full copy holds."""
        response = self.post({"action": "query", "expression": expression})
        answer = response.json()
        assert isinstance(answer, list), answer
        data: list[dict[str, Any]] = answer[0]["data"]
        known: dict[tuple[str, str], dict[str, Any]] = {}
        return [_resolved(entity, known) for entity in data]


def _resolved(value: Any, known: dict[tuple[str, str], dict[str, Any]]) -> Any:
    """Make all mentions of an entity one dictionary."""
    if isinstance(value, list):
        return [_resolved(item, known) for item in value]
    if not isinstance(value, dict):
        return value
    held = {name: _resolved(item, known) for name, item in value.items()}
    if "id" not in held:
        return held
    entity = known.setdefault((str(held.get("__entity_type__")), held["id"]), {})
    entity.update(held)
    return entity
