"""`ftrack-orm doctor`: what is wrong is found, what to do is said, and no key is shown."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from ftrack_orm.cli.application import run
from ftrack_orm.cli.doctor import installation
from ftrack_orm.cli.doctor.check import Check
from ftrack_orm.cli.doctor.installation import check_requirement
from ftrack_orm.cli.doctor.workspace import check_clock
from ftrack_orm.testing import ServerAddress

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def examined(capsys: Output) -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in json.loads(capsys.readouterr().out)}


def test_all_is_well_on_a_sandbox(ftrack_server: ServerAddress, capsys: Output) -> None:
    assert run(["doctor", "--json"]) == 0
    checks = examined(capsys)
    assert {name for name, check in checks.items() if check["state"] in ("warning", "error")} == set()
    assert {"python", "ftrack-orm", "pydantic", "extra cli", "settings", "server", "credentials", "schema"} <= set(
        checks
    )
    assert ftrack_server.url in checks["settings"]["found"]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_key_is_never_printed(options: list[str], ftrack_server: ServerAddress, capsys: Output) -> None:
    assert run(["doctor", *options]) == 0
    captured = capsys.readouterr()
    assert ftrack_server.api_key not in captured.out + captured.err
    assert run(["doctor", "--api-key", "wr0ng-k3y", *options]) == 1
    captured = capsys.readouterr()
    assert "does not accept" in captured.out
    assert "wr0ng-k3y" not in captured.out + captured.err


def test_missing_settings_come_with_what_to_do(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FTRACK_SERVER", "FTRACK_API_KEY", "FTRACK_APIKEY"):
        monkeypatch.delenv(name, raising=False)
    assert run(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("settings\terror\tno server address") for line in lines)
    assert any(line.startswith("settings: export FTRACK_SERVER") for line in lines)


def test_server_that_is_not_there_is_named(capsys: Output) -> None:
    assert run(["doctor", "--url", "http://127.0.0.1:1", "--api-key", "key", "--json"]) == 1
    checks = examined(capsys)
    assert checks["server"]["state"] == "error"
    assert "127.0.0.1:1" in checks["server"]["found"]
    assert checks["server"]["remedy"]
    assert checks["clock"]["state"] == "skipped"


@pytest.mark.usefixtures("ftrack_server")
def test_package_of_another_schema_is_a_warning(
    capsys: Output, monkeypatch: pytest.MonkeyPatch, ftrack_models: ModuleType
) -> None:
    monkeypatch.setattr(ftrack_models, "SCHEMA_HASH", "of another one")
    assert run(["doctor", "--json"]) == 0
    schema = examined(capsys)["schema"]
    assert schema["state"] == "warning"
    assert "ftrack-orm generate" in schema["remedy"]


@pytest.mark.usefixtures("ftrack_server")
def test_package_that_is_not_there_is_an_error(capsys: Output) -> None:
    Path("pyproject.toml").write_text('[tool.ftrack-orm]\nmodels = "no_such_package"\n', encoding="utf-8")
    assert run(["doctor", "--json"]) == 1
    assert "no_such_package" in examined(capsys)["models"]["found"]


@contextmanager
def clock_server(date: str | None) -> Iterator[str]:
    """An HTTP server that says it is this time."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response_only(200)
            if date is not None:
                self.send_header("Date", date)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("minutes", "state", "found"),
    [(0, "ok", "agrees"), (5, "warning", "300 s behind"), (-60, "warning", "3600 s ahead of")],
)
def test_clock_is_compared_with_that_of_the_server(minutes: int, state: str, found: str) -> None:
    moment = datetime.now(UTC) + timedelta(minutes=minutes)
    with clock_server(format_datetime(moment, usegmt=True)) as url:
        check = check_clock(url)
    assert check.state == state
    told, _, rest = found.partition(" s ")
    if rest:
        assert rest in check.found
        assert abs(int(check.found.split(" s ")[0].split()[-1]) - int(told)) <= 3
    assert bool(check.remedy) == (state == "warning")


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_server_that_does_not_tell_its_time_is_no_fault(date: str | None) -> None:
    with clock_server(date) as url:
        assert check_clock(url).state == "skipped"


@pytest.mark.parametrize(
    ("wanted", "state", "found", "remedy"),
    [
        ("pydantic>=2.7", "ok", "2.", ""),
        ("pydantic>=99,<100", "error", "and it must be <100,>=99", "pip install --upgrade 'pydantic<100,>=99'"),
        ("no-such-distribution>=1", "error", "missing", "pip install 'no-such-distribution>=1'"),
    ],
)
def test_what_is_installed_is_compared_with_what_is_needed(wanted: str, state: str, found: str, remedy: str) -> None:
    check = check_requirement(Requirement(wanted))
    assert (check.state, check.remedy) == (state, remedy)
    assert found in check.found


def stated(monkeypatch: pytest.MonkeyPatch, *lines: str) -> dict[str, Check]:
    """What is found where the package says that it needs this."""
    told = Message()
    for name, value in (("Version", "1.0"), *(line.split(": ", 1) for line in lines)):
        told[name] = value
    monkeypatch.setattr(installation, "metadata", lambda name: told)
    return {check.name: check for check in installation.check_installation()}


def test_an_optional_package_that_is_too_old_is_a_warning_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = stated(monkeypatch, "Provides-Extra: cli", "Requires-Dist: rich>=99; extra == 'cli'")
    assert checks["extra cli"].state == "warning"
    assert checks["extra cli"].remedy == "pip install --upgrade 'rich>=99'"


def test_an_extra_that_is_not_installed_is_told_as_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = stated(monkeypatch, "Provides-Extra: moon", "Requires-Dist: no-such-distribution; extra == 'moon'")
    assert checks["extra moon"].state == "skipped"
    assert checks["extra moon"].found == "optional; without no-such-distribution"
    assert checks["extra moon"].remedy == "pip install 'ftrack-orm[moon]'"


def test_a_python_that_is_too_old_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    check = stated(monkeypatch, "Requires-Python: >=4")["python"]
    assert check.state == "error"
    assert check.remedy == "make an environment of Python >=4"


def test_a_requirement_of_another_system_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = stated(monkeypatch, "Requires-Dist: no-such-distribution; sys_platform == 'amiga'")
    assert "no-such-distribution" not in checks


def test_everything_that_is_wrong_comes_with_what_to_do(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text('[tool.ftrack-orm]\nmodels = "no_such_package"\n', encoding="utf-8")
    monkeypatch.setattr(installation, "metadata", metadata_of_tomorrow)
    for options in (["--url", "http://127.0.0.1:1", "--api-key", "key"], ["--url", "::", "--api-key", "key"]):
        assert run(["doctor", "--json", *options]) == 1
        wrong = [check for check in examined(capsys).values() if check["state"] in ("warning", "error")]
        assert len(wrong) >= 3
        assert all(check["remedy"] for check in wrong), wrong


def metadata_of_tomorrow(name: str) -> Message:
    told = Message()
    told["Version"] = "9.0"
    told["Requires-Dist"] = "pydantic>=99"
    return told
