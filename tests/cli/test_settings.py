"""Where each command looks for the workspace: options, else the environment, else pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftrack_orm.cli.application import run
from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema_source import SchemaSource

NOWHERE = "http://127.0.0.1:1"
COMMANDS: dict[str, list[str]] = {
    "query": ["query", "select name from Project"],
    "schema list": ["schema", "list"],
    "docs": ["docs", "--output", "site"],
    "generate": ["generate", "--output", "ours", "--only", "Status"],
    "doctor": ["doctor"],
    "export": ["export", "select name from Project", "projects.csv"],
    "events publish": ["events", "publish", "studio.test"],
    "sandbox clone": ["sandbox", "clone", "--output", "copy.db"],
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("FTRACK_SERVER", "FTRACK_API_USER", "FTRACK_API_KEY", "FTRACK_APIKEY"):
        monkeypatch.delenv(name, raising=False)


def state(url: str, user: str) -> None:
    Path("pyproject.toml").write_text(f'[tool.ftrack-orm]\nurl = "{url}"\napi-user = "{user}"\n', encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_environment_wins_over_pyproject(command: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    state(NOWHERE, "nobody")
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    assert run(COMMANDS[command]) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_wins_over_the_environment(command: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTRACK_SERVER", NOWHERE)
    monkeypatch.setenv("FTRACK_API_USER", "nobody")
    monkeypatch.setenv("FTRACK_API_KEY", "wrong")
    url = "--from-url" if command == "sandbox clone" else "--url"
    options = [url, sandbox.url, "--api-user", sandbox.api_user, "--api-key", sandbox.api_key]
    assert run([*COMMANDS[command], *options]) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_pyproject_is_taken_where_nothing_else_is_said(
    command: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(sandbox.url, sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    assert run(COMMANDS[command]) == 0


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"doctor"}))
def test_without_any_the_message_names_them(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(COMMANDS[command]) == 1
    told = capsys.readouterr().err
    assert told.startswith("ftrack-orm: no server address: ")
    assert "FTRACK_SERVER" in told
    assert told.count("\n") == 1


def test_a_key_in_pyproject_is_refused() -> None:
    Path("pyproject.toml").write_text('[tool.ftrack-orm]\napi-key = "s3cret"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="FTRACK_API_KEY") as raised:
        chosen_settings("http://127.0.0.1:1", "ada", None)
    assert "s3cret" not in str(raised.value)


def test_an_address_beside_a_schema_is_no_second_source_in_pyproject() -> None:
    source = SchemaSource().over({"url": NOWHERE, "stock": True})
    assert source == SchemaSource(stock=True)


def test_two_sources_in_pyproject_are_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"\[tool\.ftrack-orm\] exclude each other"):
        SchemaSource().over({"schema": Path("a.json"), "stock": True})
