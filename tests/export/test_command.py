"""`ftrack-orm export`, in a process of its own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ftrack_orm.cli.application import run
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.stock import stock_schema
from tests.export.conftest import connect_environment

QUERY = "select name, bid from Task"
Captured = pytest.CaptureFixture[str]


def test_a_file_is_written_by_its_ending(workspace: Sandbox, tmp_path: Path, capsys: Captured) -> None:
    assert run(["export", QUERY, str(tmp_path / "tasks.parquet")]) == 0
    out, err = capsys.readouterr()
    rows = pq.read_metadata(tmp_path / "tasks.parquet").num_rows
    assert out == ""
    assert err.startswith(f"{rows} rows, ")
    assert rows > 20


def test_json_says_what_was_written(workspace: Sandbox, tmp_path: Path, capsys: Captured) -> None:
    target = str(tmp_path / "tasks.jsonl")
    assert run(["export", f"{QUERY} limit 7", target, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["path"], told["rows"], told["parts"]) == (target, 7, 1)


def test_nothing_is_replaced_silently(workspace: Sandbox, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "tasks.csv"
    assert run(["export", QUERY, str(target)]) == 0
    before = target.read_bytes()
    assert run(["export", "select name from Shot", str(target)]) == 1
    assert "is there already; overwrite it" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert run(["export", "select name from Shot", str(target), "--overwrite"]) == 0
    assert target.read_text().splitlines()[0] == "name"


def test_parts_stay_in_a_folder_and_say_since_when(workspace: Sandbox, tmp_path: Path, capsys: Captured) -> None:
    folder = str(tmp_path / "tasks")
    assert run(["export", QUERY, folder, "--parts", "--to", "jsonl", "--rows-per-part", "40"]) == 0
    assert len(list((tmp_path / "tasks").glob("part-*.jsonl"))) > 1
    assert run(["export", QUERY, folder, "--parts", "--to", "jsonl", "--resume"]) == 0
    assert run(["export", QUERY, str(tmp_path / "new"), "--parts", "--to", "csv", "--since", folder]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "0 rows, 0 bytes, 0 parts"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([QUERY, "tasks"], "give --to parquet|csv|jsonl"),
        ([QUERY, "tasks.csv", "--to", "xlsx"], "no format 'xlsx'; there are parquet, csv, jsonl"),
        (["select nme from Task", "t.csv"], "did you mean 'name'?"),
        (["select name frm Task", "t.csv"], "^"),
        ([QUERY, "t.csv", "--since", "yesterday"], "--since takes a moment such as"),
        ([QUERY, "t.csv", "--rate", "0"], "requests_per_second takes a number above 0"),
        ([QUERY, "t.csv", "--models", "no_such"], "no_such"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    workspace: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", *arguments]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_a_bar_and_a_pipe_none(workspace: Sandbox, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ftrack_orm.cli", "export", QUERY]
    piped = subprocess.run([*command, str(tmp_path / "a.csv")], capture_output=True, text=True, check=True)
    assert piped.stderr.count("\n") == 1
    terminal, end = pty.openpty()
    with subprocess.Popen([*command, str(tmp_path / "b.csv")], stderr=end, env=os.environ | {"TERM": "xterm"}) as shown:
        os.close(end)
        text = ""
        try:
            while some := os.read(terminal, 4096):
                text += some.decode()
        except OSError:  # how Linux tells that the other end was closed
            pass
    os.close(terminal)
    assert shown.returncode == 0
    assert "1/1" in text
    assert "parts" in text


def test_what_the_workspace_has_beyond_the_package_is_exported_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = stock_schema().to_json()
    next(each for each in raw if each["id"] == "Task")["properties"]["mood"] = {"type": "number"}
    (tmp_path / "schemas.json").write_text(json.dumps(raw))
    target = tmp_path / "tasks.parquet"
    with Sandbox(tmp_path / "schemas.json", seed="demo") as sandbox:
        connect_environment(sandbox, monkeypatch)
        command = [sys.executable, "-m", "ftrack_orm.cli", "export", "select name, mood from Task", str(target)]
        subprocess.run(command, check=True, capture_output=True)
    assert pq.read_schema(target).types == [pa.string(), pa.float64()]
