"""The commands that look at schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ftrack_orm.cli.application import run
from ftrack_orm.schema.stock import stock_schema


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A file with the stock schema, where a shot has a weather and a task's bid is text."""
    raw = stock_schema().to_json()
    for one in raw:
        if one["id"] == "Shot":
            one["properties"]["weather"] = {"type": "string"}
        if one["id"] == "Task":
            one["properties"]["bid"] = {"type": "string"}
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    path = tmp_path / "stock.json"
    path.write_text(json.dumps(stock_schema().to_json()), encoding="utf-8")
    return path


def test_the_list_has_a_line_for_each_entity_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "list", "--stock"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "entity type\tbase\tattributes\tprimary key"
    assert len(lines) == len(stock_schema()) + 1
    assert any(line.startswith("Task\tTypedContext\t") for line in lines)


def test_show_tells_what_each_attribute_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "Task", "--stock"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Context > TypedContext > Task"
    rows = {cells[0]: cells[1:] for line in lines[2:] if (cells := line.split("\t"))}
    assert rows["status"][0] == "Status"
    assert "key status_id" in rows["status"][2]
    assert rows["notes"][0] == "collection of Note"
    assert "computed" in rows["time_logged"][2]


def test_show_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "Task", "--stock", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["name"] == "Task"
    assert {one["name"] for one in shown["attributes"]} == set(stock_schema()["Task"].attributes)


def test_an_unknown_entity_type_is_one_line_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "Tsk", "--stock"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "did you mean 'Task'?" in told.err
    assert "Traceback" not in told.err


def test_diff_ends_with_1_and_names_what_breaks(stock: Path, changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "diff", str(stock), str(changed)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "+ Shot.weather (scalar string)",
        "~ Task.bid: type number -> string  (breaking)",
        "2 differences, 1 of them breaking",
    ]


def test_diff_of_the_same_ends_with_0(stock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "diff", str(stock), "--stock"]) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_diff_as_json(stock: Path, changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "diff", str(stock), str(changed), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[1] == {
        "action": "changed",
        "entity_type": "Task",
        "attribute": "bid",
        "fact": "type",
        "old": "number",
        "new": "string",
        "breaking": True,
    }


def test_a_generated_package_is_compared_with_the_workspace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, changed: Path
) -> None:
    from ftrack_orm.sandbox import Sandbox

    with Sandbox(changed, seed="empty") as sandbox:
        monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
        monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
        monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
        assert run(["schema", "diff", str(Path(__file__).parents[2] / "generated" / "ftrack_stock")]) == 1
    assert "+ Shot.weather (scalar string)" in capsys.readouterr().out


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "diff", str(tmp_path / "none.json"), "--stock"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("ftrack-orm: cannot read the schema file")
    assert told.count("\n") == 1
