"""`--json` of every command: one document on standard output that a program reads, and nothing else there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import requests
import typer.main

from ftrack_orm.cli.application import application, run
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import ServerAddress

Output = pytest.CaptureFixture[str]

SCRIPT = (
    'import ftrack_api\nsession = ftrack_api.Session()\ntask = session.query("Task").first()\nprint(task["name"])\n'
)
PLUGIN = 'def register(session):\n    session.events.subscribe("topic=studio.test", print)\n'
WITHOUT = {"shell": "it is for a person at a terminal"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def document(capsys: Output, *arguments: str, status: int = 0) -> Any:
    """Run a command and return what it printed, which must be one JSON document."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def commands(command: Any, path: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return every command by its words; a group that is a command of its own is among them."""
    below = getattr(command, "commands", None)
    found = {" ".join(path): command} if path and (below is None or command.invoke_without_command) else {}
    for name, one in (below or {}).items():
        found |= commands(one, (*path, name))
    return found


EVERY = commands(typer.main.get_command(application()))


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_it(name: str) -> None:
    stated = {option for parameter in EVERY[name].params for option in parameter.opts}
    assert ("--json" in stated) is (name not in WITHOUT)


@pytest.mark.parametrize("name", EVERY)
def test_every_command_tells_in_its_help_what_it_does_with_an_example(name: str, capsys: Output) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = capsys.readouterr().out.partition("Usage: ")[2]
    assert told.startswith(f"ftrack-orm {name}")
    assert "ftrack-orm " in told.partition("\n")[2]


def test_docs_tells_where_the_site_is(capsys: Output) -> None:
    told = document(capsys, "docs", "--stock", "--output", "site")
    assert told == {
        "folder": "site",
        "index": str(Path("site/index.html")),
        "title": "Stock workspace",
        "pages": told["pages"],
    }
    assert Path(told["index"]).exists()
    assert told["pages"] > 100


def test_docs_of_a_file_that_is_not_there_leaves_standard_output_empty(capsys: Output) -> None:
    assert run(["docs", "--schema", "none.json", "--output", "site", "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "none.json" in told.err


def test_generate_tells_what_it_wrote_and_what_differs(capsys: Output) -> None:
    wanted = ("generate", "--stock", "--only", "Status", "--output", "ours")
    first = document(capsys, *wanted)
    assert (first["folder"], first["written"]) == ("ours", True)
    assert {"Status", "State"} <= set(first["classes"])
    again = document(capsys, *wanted)
    assert again == {**first, "written": False}
    checked = document(capsys, *wanted, "--check")
    assert checked == {
        "folder": "ours",
        "written": False,
        "up_to_date": True,
        "schema_hash": first["schema_hash"],
        "differences": [],
    }
    Path("ours/models/status.py").unlink()
    differs = document(capsys, *wanted, "--check", status=1)
    assert (differs["up_to_date"], differs["differences"]) == (False, ["models/status.py is missing"])


def test_migrate_tells_each_file(capsys: Output) -> None:
    Path("script.py").write_text(SCRIPT, encoding="utf-8")
    Path("broken.py").write_text("import ftrack_api\ndef (:\n", encoding="utf-8")
    broken, script = document(capsys, "migrate", ".")
    assert (broken["changed"], broken["fault"][:15]) == (False, "it is no Python")
    assert (script["changed"], script["written"], script["fault"]) == (True, False, None)
    assert "+from ftrack_orm import Session" in script["diff"]
    assert Path("script.py").read_text(encoding="utf-8") == SCRIPT
    assert [one["written"] for one in document(capsys, "migrate", ".", "--write")] == [False, True]
    assert Path("script.py").read_text(encoding="utf-8") != SCRIPT


def test_check_tells_the_findings(capsys: Output) -> None:
    Path("script.py").write_text('session.query("select nme from Task")\n', encoding="utf-8")
    (finding,) = document(capsys, "check", ".", status=1)
    assert (finding["line"], "did you mean 'name'" in finding["message"]) == (1, True)
    Path("script.py").unlink()
    assert document(capsys, "check", ".") == []


def test_clone_tells_what_it_copied(ftrack_server: ServerAddress, capsys: Output) -> None:
    told = document(capsys, "sandbox", "clone", "--from-url", ftrack_server.url, "--output", "copy.db")
    assert told["path"] == "copy.db"
    assert told["entities"] > 100


@pytest.mark.usefixtures("ftrack_server")
def test_export_tells_what_it_wrote(capsys: Output) -> None:
    told = document(capsys, "export", "select name from Project", "projects.csv")
    assert (told["path"], told["rows"]) == ("projects.csv", 1)
    assert told["bytes"] == Path("projects.csv").stat().st_size


@pytest.mark.usefixtures("ftrack_server")
def test_publish_tells_the_event(capsys: Output) -> None:
    told = document(capsys, "events", "publish", "studio.test", '{"shot": "sh010"}')
    assert told["event"]["topic"] == "studio.test"
    assert told["event"]["data"] == {"shot": "sh010"}
    assert told["reply"] is None


@pytest.mark.usefixtures("ftrack_server")
def test_query_writes_parquet_with_the_types_of_the_schema(capsys: Output) -> None:
    assert (
        run(["query", "select name, bid, status.name from Task order by name limit 3", "--parquet", "t.parquet"]) == 0
    )
    assert "3 rows in t.parquet" in capsys.readouterr().err
    table: Any = pq.read_table("t.parquet")
    assert {field.name: str(field.type) for field in table.schema} == {
        "name": "string",
        "bid": "double",
        "status.name": "string",
    }
    assert table.num_rows == 3


@pytest.mark.usefixtures("ftrack_server")
def test_query_that_is_refused_leaves_no_parquet(capsys: Output) -> None:
    assert run(["query", "select nme from Task", "--parquet", "t.parquet"]) == 1
    assert "did you mean 'name'" in capsys.readouterr().err
    assert not Path("t.parquet").exists()
    assert run(["query", "Task", "--parquet", "t.parquet", "--csv"]) == 2
    assert "one of --csv, --json and --parquet" in " ".join(capsys.readouterr().err.split())


def first_line(arguments: list[str], environment: dict[str, str]) -> tuple[Any, subprocess.Popen[str]]:
    """Start a command that runs until it is told to stop, and read the JSON of its first line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ftrack_orm.cli", *arguments, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    return json.loads(process.stdout.readline()), process


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=30)
    return process.returncode, output


def test_the_sandbox_tells_its_address_in_a_line() -> None:
    told, process = first_line(["sandbox", "--seed", "empty"], {})
    try:
        assert told["environment"]["FTRACK_SERVER"] == told["url"]
        headers = {
            "ftrack-user": told["environment"]["FTRACK_API_USER"],
            "ftrack-api-key": told["environment"]["FTRACK_API_KEY"],
        }
        assert requests.post(f"{told['url']}/api", json=[], headers=headers, timeout=30).json() == []
        assert ended(process) == (0, "")
    finally:
        process.kill()


def test_served_plugins_are_told_in_a_line(sandbox: Sandbox) -> None:
    Path("plugin.py").write_text(PLUGIN, encoding="utf-8")
    settings = {
        "FTRACK_SERVER": sandbox.url,
        "FTRACK_API_USER": sandbox.api_user,
        "FTRACK_API_KEY": sandbox.api_key,
    }
    told, process = first_line(["events", "serve", "plugin.py", "--health", "0"], settings)
    try:
        assert (told["serving"], told["plugins"]) == (1, 1)
        assert requests.get(told["health"], timeout=30).status_code == 200
        assert ended(process) == (0, "")
    finally:
        process.kill()
