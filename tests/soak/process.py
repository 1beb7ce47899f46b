"""Start a child process, give it orders, end it or kill it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["ChildProcess"]

_ROOT = Path(__file__).parents[2]
_ENDING_SECONDS = 120.0
_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""glibc gives each thread a heap of its own, and those fill with holes for an hour: it would look like a leak."""


class ChildProcess:
    """A running child; `name` is that of its log and its report."""

    def __init__(self, module: str, name: str, told: dict[str, Any]) -> None:
        self.name = name
        log = Path(told["folder"]) / "logs" / f"{name}.log"
        with log.open("a", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", f"tests.soak.children.{module}", name, json.dumps(told)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=_ROOT,
                env={**os.environ, **_ONE_HEAP},
            )  # fmt: skip

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.process.pid

    @property
    def is_running(self) -> bool:
        """Whether it is there still."""
        return self.process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait for its first line."""
        assert self.process.stdout is not None
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError(f"{self.name} did not start; see its log")

    def order(self, **order: Any) -> None:
        """Tell it something; nothing happens where it has ended."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()
        except (OSError, ValueError):
            return

    def wait(self, timeout: float = _ENDING_SECONDS) -> int | None:
        """Wait until it has ended by itself and return its code; None where it did not, and was killed."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            return None
        finally:
            self._close()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, which no process can catch."""
        self.process.kill()
        self.process.wait()
        self._close()

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
