"""How many requests the official client sends to publish a sequence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.media.official_stores import OfficialDisk, OfficialStandard
from tests.official_client import new_name

__all__ = ["official_requests"]


def official_requests(
    session: Any, sequence: str, store: Path, took: Callable[[float], object] = lambda seconds: None
) -> int:
    """Publish a sequence to a location on disk; return the number of requests after version and location are there.

    `took` is told the seconds.
    """
    location = session.create("Location", {"name": new_name("disk")})
    parent = session.query("select parent from Task").first()["parent"]
    asset = session.create("Asset", {"name": new_name("asset"), "parent": parent})
    version = session.create("AssetVersion", {"asset": asset})
    session.commit()
    location.accessor, location.structure = OfficialDisk(prefix=str(store)), OfficialStandard()
    location.priority = 1
    sent = 0

    def count(response: Any, *arguments: Any, **named: Any) -> None:
        nonlocal sent
        sent += response.request.method == "POST"

    session._request.hooks["response"].append(count)
    started = time.perf_counter()
    session.create_component(sequence, {"name": "beauty", "version": version}, location="auto")
    session.commit()
    took(time.perf_counter() - started)
    session._request.hooks["response"].remove(count)
    return sent
