"""`ftrack-orm sandbox` with faults, as a shell runs it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

_COMMAND = [sys.executable, "-m", "ftrack_orm.cli", "sandbox", "--seed", "empty", "--api-user", "ada", "--api-key", "k"]
_HEADERS = {"ftrack-user": "ada", "ftrack-api-key": "k"}


@contextmanager
def _running(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with subprocess.Popen([*_COMMAND, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.terminate()
            process.communicate(timeout=30)


def test_options_make_requests_fail() -> None:
    with _running("--fail", "1", "--fault-seed", "1", "--latency", "1ms", "--jitter", "1ms") as (url, _):
        statuses = {requests.post(f"{url}/api", json=[], headers=_HEADERS, timeout=30).status_code for _ in range(20)}
    assert len(statuses) > 1
    assert statuses <= {500, 502, 503, 504}


def test_invitation_is_told_on_standard_error_while_it_runs() -> None:
    with _running() as (url, process):
        query = {"action": "query", "expression": "select id from User limit 1"}
        answer = requests.post(f"{url}/api", json=[query], headers=_HEADERS, timeout=30).json()
        invite = {"action": "send_user_invite", "user_id": answer[0]["data"][0]["id"]}
        assert requests.post(f"{url}/api", json=[invite], headers=_HEADERS, timeout=30).json() == [{"sent": True}]
        assert process.stderr is not None
        assert "ada@" in process.stderr.readline()


def test_upload_limit_is_in_megabytes() -> None:
    with _running("--upload-limit", "1") as (url, _):
        operation = {"action": "get_upload_metadata", "component_id": "c", "file_name": "a", "file_size": 2**20 + 1}
        answer = requests.post(f"{url}/api", json=[operation], headers=_HEADERS, timeout=30).json()
    assert "1048576" in answer["content"]


@pytest.mark.parametrize("options", [("--latency", "fast"), ("--fail", "0.7", "--cut", "0.7")])
def test_faults_that_cannot_be_are_told_in_one_line(options: tuple[str, ...]) -> None:
    done = subprocess.run([*_COMMAND, *options], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("ftrack-orm: ")
    assert len(done.stderr.splitlines()) == 1
