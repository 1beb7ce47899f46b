from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

_COMMAND = [sys.executable, "-m", "ftrack_orm.cli", "sandbox"]
_TINY = [{"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}]


@dataclass(frozen=True)
class _Run:
    process: subprocess.Popen[str]
    url: str
    settings: dict[str, str]

    def post(self, *operations: object) -> requests.Response:
        headers = {
            "ftrack-user": self.settings["FTRACK_API_USER"],
            "ftrack-api-key": self.settings["FTRACK_API_KEY"],
        }
        return requests.post(f"{self.url}/api", json=operations, headers=headers, timeout=30)

    def stop(self, number: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=30)
        return self.process.returncode, output, errors


@contextmanager
def _running(*arguments: str) -> Iterator[_Run]:
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    process = subprocess.Popen(
        [*_COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().rstrip("\n")
        exports = [re.fullmatch(r"export (\w+)=(\S+)\n", process.stdout.readline()) for _ in range(3)]
        yield _Run(process, url, {match[1]: match[2] for match in exports if match})
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    path = tmp_path / "schemas.json"
    path.write_text(json.dumps(_TINY))
    return str(path)


def _refused(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([*_COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def test_first_line_is_the_address_and_the_server_answers_there() -> None:
    with _running("--seed", "empty") as run:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", run.url)
        assert run.post({"action": "query_server_information"}).status_code == 200


def test_settings_follow_in_a_form_to_paste(tiny: str) -> None:
    with _running("--seed", "empty", "--schema", tiny, "--api-user", "grace", "--api-key", "k-1") as run:
        assert run.settings == {"FTRACK_SERVER": run.url, "FTRACK_API_USER": "grace", "FTRACK_API_KEY": "k-1"}
        assert run.post().json() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_cleanly(tiny: str, number: signal.Signals) -> None:
    with _running("--seed", "empty", "--schema", tiny) as run:
        assert run.post().json() == []
        assert run.stop(number) == (0, "", "")
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(run.url.rpartition(":")[2]))) != 0


def test_port_and_database_are_those_that_are_given(tiny: str, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = tmp_path / "workspace.db"
    with _running("--seed", "empty", "--schema", tiny, "--port", str(port), "--database", str(database)) as run:
        assert run.url == f"http://127.0.0.1:{port}"
        assert run.stop(signal.SIGTERM)[0] == 0
    assert database.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--seed", "nonsense"], "unknown seed 'nonsense'"),
        (["--schema", "nowhere.json"], "nowhere.json"),
        (["--database", "/no/such/folder/a.db", "--seed", "empty"], "the database cannot be opened"),
        (["--api-key", ""], "API key"),
    ],
)
def test_what_cannot_be_right_is_told_in_one_line(arguments: list[str], told: str) -> None:
    status, output, errors = _refused(*arguments)
    assert (status, output) == (1, "")
    assert errors.startswith("ftrack-orm: ")
    assert told in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--port", "65536"], ["--port", "many"], ["--no-such-option"], ["extra"]])
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    status, output, errors = _refused(*arguments)
    assert (status, output) == (2, "")
    assert "Usage: ftrack-orm sandbox" in errors
