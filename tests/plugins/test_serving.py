"""`ftrack-orm events`: plug-ins served by a process of their own, events watched and published."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ftrack_orm.events import Event, EventHub
from ftrack_orm.sandbox import Sandbox
from tests.events.hubs import Collector, open_hub, until

GOOD = """
import logging
import time

def register(session):
    @session.events.on("topic=studio.echo")
    def echo(event):
        time.sleep(event.data.get("seconds", 0))
        with open({output!r}, "a") as file:
            file.write(event.data["text"] + "\\n")
        return {{"echo": event.data["text"]}}

    @session.events.on("topic=studio.fail")
    def fail(event):
        raise ZeroDivisionError("no luck")
"""


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "good.py").write_text(GOOD.format(output=str(tmp_path / "output.txt")))
    return folder


@pytest.fixture
def hub(sandbox: Sandbox) -> Iterator[EventHub]:
    with open_hub(sandbox) as hub:
        yield hub


def environment(sandbox: Sandbox, **more: str) -> dict[str, str]:
    own = {"FTRACK_SERVER": sandbox.url, "FTRACK_API_USER": sandbox.api_user, "FTRACK_API_KEY": sandbox.api_key}
    return os.environ | own | more


@contextmanager
def running(sandbox: Sandbox, *arguments: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "ftrack_orm.cli", "events", *arguments]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment(sandbox, **more), stdout=pipe, stderr=pipe, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def health(url: str) -> tuple[int, Any]:
    try:
        with urlopen(url) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def ended(process: subprocess.Popen[str]) -> tuple[int, list[dict[str, Any]]]:
    """End the process politely; return its status and its log."""
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=20)
    return process.returncode, [json.loads(each) for each in log.splitlines()]


def test_plug_ins_are_served_and_one_that_fails_hinders_no_other(
    sandbox: Sandbox, plugins: Path, hub: EventHub
) -> None:
    (plugins / "broken.py").write_text("import nowhere_at_all\n")
    (plugins / "raises.py").write_text("def register(session):\n    raise RuntimeError('no thanks')\n")
    with running(sandbox, "serve", str(plugins), "--health", "0") as process:
        url = line(process).removeprefix("health ")
        assert line(process) == "serving 1 of 3 plug-ins"
        assert hub.publish("studio.echo", {"text": "hello"}, wait_for_reply=10).data == {"echo": "hello"}
        status, told = health(url)
        assert (status, told["status"]) == (200, "degraded")
        states = {each["name"]: each["state"] for each in told["plugins"]}
        assert states == {"broken": "failed", "good": "serving", "raises": "failed"}
        assert health(url.replace("healthz", "other"))[0] == 404
        hub.publish("studio.fail")
        assert hub.publish("studio.echo", {"text": "again"}, wait_for_reply=10).data == {"echo": "again"}
        code, log = ended(process)
    assert code == 0
    failed = {each["plugin"]: each["exception"] for each in log if each["message"].endswith("is not served")}
    assert "nowhere_at_all" in failed["broken"]
    assert "no thanks" in failed["raises"]
    assert [each["subscribers"] for each in log if each["message"] == "plug-in good is served"] == [2]
    assert any("ZeroDivisionError: no luck" in each.get("exception", "") for each in log)
    assert sandbox.api_key not in json.dumps(log)


def test_health_says_when_there_is_no_connection(plugins: Path) -> None:
    with Sandbox(seed="empty") as sandbox, running(sandbox, "serve", str(plugins), "--health", "0") as process:
        url = line(process).removeprefix("health ")
        assert line(process) == "serving 1 of 1 plug-ins"
        assert health(url)[0] == 200
        sandbox.close()
        until(lambda: health(url)[0] == 503)


def test_sigterm_lets_handlers_finish_what_came(sandbox: Sandbox, plugins: Path, hub: EventHub, tmp_path: Path) -> None:
    output = tmp_path / "output.txt"
    with running(sandbox, "serve", FTRACK_EVENT_PLUGIN_PATH=str(plugins)) as process:
        assert line(process) == "serving 1 of 1 plug-ins"
        for text, seconds in (("one", 0), ("two", 0.5), ("three", 0)):
            hub.publish("studio.echo", {"text": text, "seconds": seconds})
        hub.flush()
        until(lambda: output.exists() and output.read_text() == "one\n")
        code, log = ended(process)
    assert code == 0
    assert output.read_text() == "one\ntwo\nthree\n"
    assert log[-1]["message"] == "plug-in good ended"


def test_nothing_to_serve_is_a_failure(sandbox: Sandbox, tmp_path: Path) -> None:
    with running(sandbox, "serve", str(tmp_path)) as process:
        _, log = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "there is no plug-in to serve" in log
    with running(sandbox, "serve", str(tmp_path / "gone")) as process:
        _, log = process.communicate(timeout=20)
    assert "no such file or folder" in log


def test_tail_prints_events_and_publish_publishes_them(sandbox: Sandbox, hub: EventHub) -> None:
    with running(sandbox, "tail", "topic=studio.* and data.kind=shot", "--count", "2") as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("watching topic=studio.*")
        hub.publish("studio.a", {"kind": "task"})
        hub.publish("studio.a", {"kind": "shot", "text": "line\n\x1b[2J"})
        with running(sandbox, "publish", "studio.b", '{"kind": "shot"}') as publishing:
            assert publishing.wait(20) == 0
        out, _ = process.communicate(timeout=20)
    first, second = out.splitlines()
    assert first.split("  ", 1)[1] == r'studio.a  ada  {"kind": "shot", "text": "line\n\u001b[2J"}'
    assert second.split("  ", 1)[1] == 'studio.b  ada  {"kind": "shot"}'
    assert process.returncode == 0


def test_publish_waits_for_a_reply(sandbox: Sandbox, hub: EventHub) -> None:
    got: Collector[Event] = Collector({"n": 42})
    hub.subscribe("topic=studio.ask", got, subscriber={"id": "me"})
    hub.flush()
    arguments = ("publish", "studio.ask", "-", "--target", "id=me", "--wait-for-reply", "10")
    command = [sys.executable, "-m", "ftrack_orm.cli", "events", *arguments]
    done = subprocess.run(
        command, env=environment(sandbox), input='{"a": 1}', capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"n": 42}
    assert got.items[0].data == {"a": 1}


@pytest.mark.parametrize("arguments", [("tail",), ("publish", "x")])
def test_wrong_key_is_told_in_one_line(sandbox: Sandbox, arguments: tuple[str, ...]) -> None:
    with running(sandbox, *arguments, "--api-key", "wrong") as process:
        _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert told.count("\n") == 1
    assert "does not accept the API user" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("publish", "x", "{"), "no JSON"),
        (("tail", "topic=="), "topic=="),
        (("publish", "x", "--wait-for-reply", "0.01"), "no reply"),
        (("serve", "--health", "here"), "HOST:PORT"),
        (("serve", "--log-format", "xml"), "json and text"),
    ],
)
def test_wrong_words_are_told_without_a_traceback(sandbox: Sandbox, arguments: Any, message: str) -> None:
    with running(sandbox, *arguments) as process:
        _, log = process.communicate(timeout=20)
    assert process.returncode != 0
    assert message in log
    assert "Traceback" not in log
