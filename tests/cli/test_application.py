from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints, entry_points, version

import pytest
import typer

from ftrack_orm.cli import application, discovery, main
from ftrack_orm.errors import ConfigurationError, QuerySyntaxError


def _register(app: typer.Typer) -> None:
    @app.command("greet")
    def greet(name: str) -> None:
        typer.echo(f"Hello {name}")

    @app.command("fail")
    def fail() -> None:
        raise ConfigurationError("no server address")

    @app.command("misquery")
    def misquery() -> None:
        raise QuerySyntaxError("expected 'from'", "select name Task", 12)

    @app.command("quit")
    def quit() -> None:
        raise typer.Exit(7)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this module and a broken one be the packages that add commands."""
    found = EntryPoints(
        [
            EntryPoint("broken", "no_such_module:register", discovery.GROUP),
            EntryPoint("greet", f"{__name__}:_register", discovery.GROUP),
        ]
    )
    monkeypatch.setattr(discovery, "entry_points", lambda group: found.select(group=group))


@pytest.mark.usefixtures("installed")
def test_command_of_another_package_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(["greet", "Wren"]) == 0
    assert capsys.readouterr().out == "Hello Wren\n"


@pytest.mark.usefixtures("installed")
def test_package_that_cannot_be_loaded_is_told_and_hinders_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    application.run(["greet", "Wren"])
    errors = capsys.readouterr().err
    assert errors == (
        "ftrack-orm: the command 'broken' (no_such_module:register) is missing: No module named 'no_such_module'\n"
    )


@pytest.mark.usefixtures("installed")
def test_error_of_the_library_is_one_line_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(["fail"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[-1] == "ftrack-orm: no server address"
    assert "Traceback" not in captured.err


@pytest.mark.usefixtures("installed")
def test_query_that_cannot_be_parsed_is_shown_with_its_caret(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(["misquery"]) == 1
    assert capsys.readouterr().err.splitlines()[-2:] == ["  select name Task", "              ^"]


@pytest.mark.usefixtures("installed")
def test_status_that_a_command_chose_is_kept() -> None:
    assert application.run(["quit"]) == 7


@pytest.mark.parametrize("arguments", [["no-such-command"], ["--no-such-option"]])
def test_wrong_use_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(arguments) == 2
    assert "Usage: ftrack-orm" in capsys.readouterr().err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(["--help"]) == 0
    assert "sandbox" in capsys.readouterr().out


def test_installed_script_is_this_application() -> None:
    [script] = [found for found in entry_points(group="console_scripts") if found.name == "ftrack-orm"]
    assert script.load() is main


def test_missing_typer_is_told_with_its_remedy() -> None:
    code = "import sys; sys.modules['typer'] = None; from ftrack_orm.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith('pip install "ftrack-orm[cli]"\n')
    assert done.stderr.count("\n") == 1


def test_command_line_loads_no_server_and_no_generator_to_show_its_help() -> None:
    code = (
        "import sys\n"
        "from ftrack_orm.cli.application import application\n"
        "application()\n"
        "heavy = {'sqlalchemy', 'starlette', 'uvicorn', 'datamodel_code_generator'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert application.run(["--version"]) == 0
    assert capsys.readouterr().out == f"ftrack-orm {version('ftrack-orm')}\n"
