"""`ftrack-orm query`, with good and bad input."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.cli.application import run
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import ServerAddress, build
from ftrack_stock import Project

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ftrack_server: ServerAddress) -> None:
    """Each command runs in a project of its own, on a sandbox."""
    monkeypatch.chdir(tmp_path)


def state(text: str) -> None:
    Path("pyproject.toml").write_text(f"[tool.ftrack-orm]\n{text}\n", encoding="utf-8")


def test_rows_are_lines_of_tabs_in_a_pipe(capsys: Output) -> None:
    assert run(["query", "select name, status.name from Task order by name limit 2"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "name\tstatus.name"
    assert [len(row.split("\t")) for row in rows] == [2, 2]


def test_json_is_an_object_in_each_line(capsys: Output) -> None:
    assert run(["query", "select name, end_date from Task limit 3", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 3
    assert all(set(row) == {"name", "end_date"} and "T" in row["end_date"] for row in rows)


def test_limit_holds_and_the_smaller_of_two_counts(capsys: Output) -> None:
    for text, option, count in (("Task", "4", 4), ("Task limit 2", "4", 2), ("Task limit 9", "3", 3)):
        assert run(["query", text, "--json", "--limit", option]) == 0
        assert len(capsys.readouterr().out.splitlines()) == count


def test_csv_guards_texts_that_spreadsheets_execute_but_not_numbers(capsys: Output, ftrack_sandbox: Sandbox) -> None:
    names = ["=1+1", "+a", "-b", "@c", "plain, with comma"]
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        session.add_all(build(Project, full_name=name) for name in names)
        session.commit()
    assert (
        run(
            [
                "query",
                "select full_name from Project where full_name in ('=1+1', '+a', '-b', '@c', 'plain, with comma')",
                "--csv",
            ]
        )
        == 0
    )
    (header, *rows) = csv.reader(StringIO(capsys.readouterr().out))
    assert header == ["full_name"]
    assert sorted(row[0] for row in rows) == sorted(["'=1+1", "'+a", "'-b", "'@c", "plain, with comma"])


def test_negative_numbers_stay_numbers_in_csv() -> None:
    from ftrack_orm.cli.output import csv_line

    assert csv_line([-5, -2.5, "-5", True, None]) == "-5,-2.5,'-5,true,\n"


def test_no_rows_are_told_and_are_no_error(capsys: Output) -> None:
    assert run(["query", "Task where name is nobody"]) == 0
    captured = capsys.readouterr()
    assert captured.out.split("\t")[0] == "id"  # a header all the same: what reads tables wants one
    assert captured.out.count("\n") == 1
    assert captured.err == "no rows\n"


def test_csv_without_rows_has_its_header(capsys: Output) -> None:
    assert run(["query", "select name, status.name from Task where name is nobody", "--csv"]) == 0
    assert capsys.readouterr().out == "name,status.name\n"


@pytest.mark.parametrize(
    ("text", "told", "column"),
    [
        ("Task where", "expected a condition", 11),
        ("select nme from Task", "did you mean 'name'?", 8),
        ("Tsk", "Task", 1),
    ],
)
def test_what_is_wrong_is_shown_with_a_caret(text: str, told: str, column: int, capsys: Output) -> None:
    assert run(["query", text]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err
    assert captured.err.splitlines()[-1] == " " * (column + 1) + "^"
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("arguments", [[], ["  "], ["Task", "--csv", "--json"], ["Task", "--limit", "-1"]])
def test_wrong_use_is_status_2(arguments: list[str], capsys: Output) -> None:
    assert run(["query", *arguments]) == 2
    assert "Usage: ftrack-orm query" in capsys.readouterr().err


def test_word_that_is_neither_an_entity_type_nor_a_saved_query_says_which_queries_are_saved(capsys: Output) -> None:
    state('[tool.ftrack-orm.queries]\nlate = "select name from Task limit 2"')
    assert run(["query", "latte"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "It is no saved query either; there are late"


def test_full_disk_is_an_error_in_one_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no device that is always full")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "ftrack_orm.cli", "query", "select name from Task"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (1, "ftrack-orm: No space left on device\n")


def test_saved_query_goes_by_its_name(capsys: Output) -> None:
    state('[tool.ftrack-orm.queries]\nlate = "select name from Task limit 2"')
    assert run(["query", "late", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert run(["query", "--saved"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t") == ["late", "select name from Task limit 2"]


def test_without_saved_queries_it_says_where_to_save_them(capsys: Output) -> None:
    assert run(["query", "--saved"]) == 1
    assert "[tool.ftrack-orm.queries]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('api-key = "s3cret"', "an API key is a secret"),
        ('ftrack_api_key = "s3cret"', "an API key is a secret"),
        ('queries = "Task"', "queries in [tool.ftrack-orm] must be a table"),
        ("queries = { late = 3 }", "queries in [tool.ftrack-orm] must be a table"),
        ('models = "no_such_package"', "cannot import the package 'no_such_package'"),
        ('models = "json"', "'json' is no package that `ftrack-orm generate` wrote"),
    ],
)
def test_what_is_wrong_in_pyproject_is_named(text: str, told: str, capsys: Output) -> None:
    state(text)
    assert run(["query", "Task"]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "s3cret" not in error


def test_address_of_pyproject_is_used_and_the_environment_wins(
    capsys: Output, ftrack_server: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(f'url = "http://127.0.0.1:1"\napi-user = "{ftrack_server.api_user}"')
    assert run(["query", "Task limit 1"]) == 0
    monkeypatch.delenv("FTRACK_SERVER")
    state(f'url = "{ftrack_server.url}"\napi-user = "{ftrack_server.api_user}"')
    monkeypatch.delenv("FTRACK_API_USER")
    assert run(["query", "Task limit 1"]) == 0


def test_missing_key_is_told_in_one_line(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FTRACK_API_KEY")
    assert run(["query", "Task"]) == 1
    assert capsys.readouterr().err == "ftrack-orm: no API key: set FTRACK_API_KEY, or pass api_key=...\n"


def test_wrong_key_is_never_printed(capsys: Output) -> None:
    assert run(["query", "Task", "--api-key", "wr0ng-k3y"]) == 1
    captured = capsys.readouterr()
    assert "does not accept" in captured.err
    assert "wr0ng-k3y" not in captured.out + captured.err


def test_control_characters_do_not_reach_a_terminal(capsys: Output, ftrack_sandbox: Sandbox) -> None:
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        session.add(build(Project, full_name="a\x1b[2Jb\tc"))
        session.commit()
    assert run(["query", r"select full_name from Project where full_name like 'a%b%c'"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == r"a\x1b[2Jb\tc"


def test_reader_that_leaves_early_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "ftrack_orm.cli", "query", "Task", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_completion_offers_saved_queries_and_entity_types(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    state('[tool.ftrack-orm.queries]\nlate = "Task"\nlast = "Shot"\nmine = "Task"')
    assert offered(monkeypatch, capsys, "ftrack-orm query la") == {"late", "last"}
    assert {"Task", "TaskTemplate"} <= offered(monkeypatch, capsys, "ftrack-orm get Tas")
    assert {"doctor", "docs"} <= offered(monkeypatch, capsys, "ftrack-orm do")


def offered(monkeypatch: pytest.MonkeyPatch, capsys: Output, line: str) -> set[str]:
    """What the shell is offered for a line that was begun."""
    with monkeypatch.context() as patch:
        patch.setenv("_FTRACK_ORM_COMPLETE", "complete_bash")
        patch.setenv("COMP_WORDS", line)
        patch.setenv("COMP_CWORD", str(len(line.split()) - 1))
        run([])
    return {word.split("\t")[0] for word in capsys.readouterr().out.split("\n") if word}
