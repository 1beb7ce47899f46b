"""What `--help` shows: nothing is lost, examples can be copied, and a narrow terminal is fine."""

from __future__ import annotations

import pytest

from ftrack_orm.cli.application import run

Output = pytest.CaptureFixture[str]

COMMANDS = (
    *("check", "delete", "docs", "doctor", "export", "generate", "get", "migrate", "query", "sandbox", "set", "shell"),
    *("schema/list", "schema/show", "schema/diff", "schema/docs", "sandbox/clone"),
    *("events/serve", "events/tail", "events/publish"),
)


@pytest.fixture(params=COMMANDS)
def shown(request: pytest.FixtureRequest, capsys: Output) -> str:
    assert run([*request.param.split("/"), "--help"]) == 0
    return capsys.readouterr().out


def test_every_command_has_an_example_on_a_line_of_its_own(shown: str) -> None:
    examples = [line.strip().removeprefix("Example: ") for line in shown.splitlines()]
    assert [line for line in examples if line.startswith("ftrack-orm ")]


def test_no_metavar_is_bracketed_twice(shown: str) -> None:
    assert not [pair for pair in ("[[", "......", "...}") if pair in shown]


def test_the_name_of_a_table_is_not_taken_for_markup(capsys: Output) -> None:
    run(["query", "--help"])
    assert "[tool.ftrack-orm.queries]" in capsys.readouterr().out


def test_an_example_longer_than_the_terminal_is_not_broken(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    run(["query", "--help"])
    assert (
        "ftrack-orm query 'select name, status.name from Task where bid > 3600 limit 20'\n" in capsys.readouterr().out
    )


def test_commands_are_listed_by_name_those_of_other_packages_among_them(capsys: Output) -> None:
    run(["--help"])
    listed = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    names = [line.split()[0] for line in listed if line[2:3].strip()]
    assert names == sorted(names)
    assert {"generate", "sandbox", "query"} <= set(names)
