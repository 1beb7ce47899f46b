"""The official Python client on a sandbox."""

from __future__ import annotations

import uuid
import warnings
from typing import Any

from ftrack_orm.sandbox import Sandbox

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
    import ftrack_api  # type: ignore[import-untyped]  # the official client has no types
    import ftrack_api.exception as client_errors  # type: ignore[import-untyped]  # the official client has no types
    import ftrack_api.inspection as inspection  # type: ignore[import-untyped]  # the official client has no types
    import ftrack_api.symbol as symbol  # type: ignore[import-untyped]  # the official client has no types

__all__ = ["client_errors", "connect", "ftrack_api", "inspection", "new_name", "symbol"]


def connect(sandbox: Sandbox, user: str | None = None, key: str | None = None, **options: Any) -> Any:
    """Return a session of the official client; of the sandbox's own user unless another is named."""
    defaults: dict[str, Any] = {"auto_connect_event_hub": False, "schema_cache_path": False, "plugin_paths": []}
    credentials = {"api_user": user or sandbox.api_user, "api_key": key or sandbox.api_key}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return ftrack_api.Session(server_url=sandbox.url, **credentials, **(defaults | options))


def new_name(word: str = "thing") -> str:
    """Return a name that nothing has yet."""
    return f"{word}_{uuid.uuid4().hex[:12]}"
