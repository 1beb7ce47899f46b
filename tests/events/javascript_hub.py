"""A hub of the official JavaScript client, in a process of node that is told what to do."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.sandbox import Sandbox

__all__ = ["JavaScriptHub"]

FOLDER = Path(__file__).parents[1] / "javascript"
SECONDS = 20.0


class JavaScriptHub:
    """Does one thing after the other; what its handlers get comes to callbacks, in a thread of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._callbacks: dict[int, Callable[[Any], object]] = {}
        self._results: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._number = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        assert self._results.get(timeout=SECONDS) == {"ready": True}

    @classmethod
    @contextmanager
    def running(cls, server: Sandbox) -> Iterator[JavaScriptHub]:
        node = shutil.which("node")
        if node is None or not (FOLDER / "node_modules" / "@ftrack" / "api").is_dir():
            reason = f"no {'node' if node is None else 'JavaScript client'}: run `make services`"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        own = {"FTRACK_SERVER": server.url, "FTRACK_API_USER": server.api_user, "FTRACK_API_KEY": server.api_key}
        pipe = subprocess.PIPE
        command = [node, "hub.js"]
        process = subprocess.Popen(command, cwd=FOLDER, env=os.environ | own, stdin=pipe, stdout=pipe, text=True)
        try:
            yield cls(process)
        finally:
            process.kill()
            process.communicate()

    def subscribe(
        self, topic: str, callback: Callable[[Any], object], answer: Any = None, metadata: Any = None
    ) -> None:
        key = len(self._callbacks)
        self._callbacks[key] = callback
        self._do("subscribe", topic=topic, key=key, answer=answer, metadata=metadata)

    def publish(self, topic: str, data: Any, target: str = "") -> None:
        self._do("publish", topic=topic, data=data, target=target)

    def ask(self, topic: str, data: Any) -> Any:
        return self._do("ask", topic=topic, data=data)

    def _do(self, deed: str, **words: Any) -> Any:
        self._number += 1
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"number": self._number, "deed": deed, **words}) + "\n")
        self._process.stdin.flush()
        told = self._results.get(timeout=SECONDS)
        assert told["number"] == self._number
        return told["result"]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if "event" in told:
                self._callbacks[told["event"]["key"]](told["event"])
            else:
                self._results.put(told)
