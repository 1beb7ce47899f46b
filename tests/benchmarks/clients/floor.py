"""The floor: `requests` and a JSON decoder, with nothing kept track of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import orjson
import requests

from tests.benchmarks.canned import LINKS

__all__ = ["Floor", "orjson_floor", "values"]


class Floor:
    """Posts operations and decodes the answers."""

    def __init__(
        self,
        url: str,
        loads: Callable[[bytes], Any] = json.loads,
        dumps: Callable[[Any], bytes] = lambda value: json.dumps(value, separators=(",", ":")).encode(),
    ) -> None:
        self._url = f"{url}/api"
        self._http = requests.Session()
        self._http.headers.update({"Content-Type": "application/json", "Accept": "application/json"})
        self._http.headers.update({"ftrack-user": "bench", "ftrack-api-key": "key"})
        self._loads = loads
        self._dumps = dumps

    def call(self, operations: Sequence[dict[str, Any]]) -> list[Any]:
        """Send one request and decode its answer."""
        response = self._http.post(self._url, data=self._dumps(operations), timeout=600)
        answer = self._loads(response.content)
        assert isinstance(answer, list), answer
        return answer

    def pages(self, expression: str) -> Iterator[list[dict[str, Any]]]:
        """Give the rows of each page of a query, as they were decoded."""
        offset: int | None = 0
        while offset is not None:
            (answer,) = self.call([{"action": "query", "expression": f"{expression} offset {offset} limit 500"}])
            yield answer["data"]
            offset = answer["metadata"]["next"]["offset"]


def orjson_floor(url: str) -> Floor:
    """Return the floor with the fastest decoder."""
    return Floor(url, orjson.loads, orjson.dumps)


def values(page: Sequence[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Give five scalars and four nested names of each row; not timed, references must be looked up for it."""
    full = {row[name]["id"]: row[name] for row in page for name in LINKS if "name" in row[name]}
    for row in page:
        names = (full[row[name]["id"]]["name"] for name in LINKS)
        yield (row["name"], row["description"], row["bid"], row["sort"], row["start_date"]["value"], *names)
