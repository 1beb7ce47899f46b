"""Serve plug-ins until it is told to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ftrack_orm.plugins.discovery import PluginSource
from ftrack_orm.plugins.plugin import Plugin

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["EventService"]

_log = logging.getLogger("ftrack_orm.plugins")


class EventService:
    """Plug-ins, each with a session of its own; one that fails is told of and hinders no other.

    Args:
        sources: What to load.
        open_session: Opens a session for a plug-in.
    """

    def __init__(self, sources: Iterable[PluginSource], open_session: Callable[[], Session]) -> None:
        self.plugins: list[Plugin] = [Plugin(source, open_session) for source in sources]
        self._stop = threading.Event()
        self._began = time.monotonic()

    def start(self) -> int:
        """Load and register all; return how many are served."""
        return sum(plugin.start() for plugin in self.plugins)

    def stop(self) -> None:
        """Let `wait` return; may be called by a signal."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until somebody calls `stop`."""
        self._stop.wait()

    def drain(self, timeout: float = 30.0) -> bool:
        """Let all plug-ins finish what came to them, side by side; tell whether they did in so many seconds."""
        outcomes: list[bool] = []
        threads = [
            threading.Thread(target=lambda plugin=plugin: outcomes.append(plugin.stop(timeout)), name=plugin.name)
            for plugin in self.plugins
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(outcomes) == len(threads) and all(outcomes)

    def report(self) -> dict[str, Any]:
        """Return what there is to say: `status` is `ok`, `degraded` (a plug-in failed) or `down` (no connection)."""
        plugins = [plugin.report() for plugin in self.plugins]
        states = {plugin["state"] for plugin in plugins}
        down = self._stop.is_set() or "reconnecting" in states or "serving" not in states
        status = "down" if down else "degraded" if "failed" in states else "ok"
        return {"status": status, "seconds": round(time.monotonic() - self._began, 1), "plugins": plugins}
