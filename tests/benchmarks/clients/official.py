"""The official client: a session on a canned workspace, and the values read."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
    import ftrack_api  # type: ignore[import-untyped]  # the official client has no types

__all__ = ["open_session", "values"]


def open_session(url: str) -> Any:
    """Open a session; schemas come from the cache in FTRACK_API_SCHEMA_CACHE_PATH, where there is one."""
    return ftrack_api.Session(
        server_url=url,
        api_user="bench",
        api_key="key",
        auto_connect_event_hub=False,
        schema_cache_path=os.environ.get("FTRACK_API_SCHEMA_CACHE_PATH") or False,
        plugin_paths=[],
        timeout=600,
    )


def values(tasks: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Give five scalars and four nested names of each task."""
    for task in tasks:
        yield (
            task["name"],
            task["description"],
            task["bid"],
            task["sort"],
            task["start_date"],
            task["status"]["name"],
            task["type"]["name"],
            task["project"]["name"],
            task["parent"]["name"],
        )
