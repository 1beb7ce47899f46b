"""A sandbox in a process of its own, as `ftrack-orm sandbox` starts it, so that it can be killed or loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

__all__ = ["SandboxProcess", "WireClient", "sandbox_process"]

_USER, _KEY = "jenkins", "a-key-for-tests"


@dataclass(frozen=True)
class SandboxProcess:
    """A running process and the address at which it answers."""

    process: subprocess.Popen[str]
    url: str

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, which no process can catch."""
        self.process.kill()
        self.process.wait(timeout=30)


@contextmanager
def sandbox_process(database: Path) -> Iterator[SandboxProcess]:
    """Run a sandbox on a database file, which is made with the seed `conformance` where there is none."""
    command = [sys.executable, "-m", "ftrack_orm.cli", "sandbox", "--seed", "conformance", "--database", str(database)]
    command += ["--api-user", _USER, "--api-key", _KEY]
    with (database.parent / "sandbox.log").open("a", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert url.startswith("http"), (database.parent / "sandbox.log").read_text(encoding="utf-8")
            yield SandboxProcess(process, url)
        finally:
            process.kill()
            process.communicate()


@dataclass(frozen=True)
class WireClient:
    """One HTTP connection to a sandbox."""

    url: str
    http: requests.Session = field(default_factory=requests.Session)

    def call(self, *operations: Any) -> list[Any]:
        """Return the results of operations, which must not be refused.

        Raises:
            requests.RequestException: There was no answer.
        """
        headers = {"ftrack-user": _USER, "ftrack-api-key": _KEY}
        answer = self.http.post(f"{self.url}/api", json=operations, headers=headers, timeout=60).json()
        assert isinstance(answer, list), answer
        return answer

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        rows: list[dict[str, Any]] = self.call({"action": "query", "expression": expression})[0]["data"]
        return rows
