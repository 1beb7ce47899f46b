"""The sandbox: an ftrack-compatible server on this machine, for learning and for tests.

>>> from ftrack_orm.sandbox import Sandbox
>>> with Sandbox(seed="empty") as sandbox:
...     print(sandbox.url.rpartition(":")[0])
http://127.0.0.1

It needs the extra `sandbox`; nothing of that is imported before `Sandbox` is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError

if TYPE_CHECKING:
    from ftrack_orm.sandbox.sandbox import Sandbox

__all__ = ["Sandbox"]

_NEEDED = frozenset({"PIL", "anyio", "h11", "sqlalchemy", "starlette", "uvicorn"})


def __getattr__(name: str) -> object:
    if name != "Sandbox":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from ftrack_orm.sandbox.sandbox import Sandbox
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        message = f"the sandbox needs {error.name}, which is not installed: pip install 'ftrack-orm[sandbox]'"
        raise ConfigurationError(message) from error
    return Sandbox
