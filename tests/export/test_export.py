"""Folders of parts: whole, typed, verified, never replaced silently, resumed without loss."""

from __future__ import annotations

import csv
import json
from concurrent.futures import Executor, Future
from datetime import datetime
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]  # it comes without types
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ConfigurationError, ExportError, QueryCheckError, QueryError
from ftrack_orm.export import Format, Manifest, Progress, export, export_file, read_manifest, verify
from ftrack_orm.query import count
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Task

TASKS = "select id, name, bid, start_date, status.name, parent.name from Task"


def read_parts(folder: Path, manifest: Manifest) -> list[dict[str, Any]]:
    tables = [pq.read_table(folder / part.name) for part in manifest.parts]
    return [row for table in tables for row in table.to_pylist()]


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["id"]))


def wanted(query: str = TASKS) -> list[dict[str, Any]]:
    with Session() as session:
        return by_id(session.query(query).to_dicts())


class _Stumbling(Executor):
    """Runs some tasks, then fails as a lost worker does."""

    def __init__(self, good: int) -> None:
        self._good = good

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._good -= 1
        if self._good >= 0:
            future.set_result(fn(*args, **kwargs))
        else:
            future.set_exception(ConnectionResetError("the worker is gone"))
        return future


def test_parts_hold_each_row_once(many: Sandbox, tmp_path: Path) -> None:
    manifest = export(TASKS, tmp_path / "tasks", rows_per_part=400)
    assert len(manifest.parts) > 5
    assert by_id(read_parts(tmp_path / "tasks", manifest)) == wanted()
    assert verify(tmp_path / "tasks") == manifest
    names = {path.name for path in (tmp_path / "tasks").iterdir()}
    assert names == {"manifest.json", *(part.name for part in manifest.parts)}


def test_a_manifest_says_what_is_there(workspace: Sandbox, tmp_path: Path) -> None:
    seen: list[Progress] = []
    manifest = export(TASKS, tmp_path / "tasks", progress=seen.append)
    assert read_manifest(tmp_path / "tasks") == manifest
    assert manifest.server == workspace.url
    assert [column.kind for column in manifest.columns] == ["id", "text", "number", "datetime", "text", "text"]
    assert manifest.rows == len(wanted())
    assert seen[0].done == 0
    assert seen[-1] == manifest.progress
    assert workspace.api_key not in (tmp_path / "tasks" / "manifest.json").read_text()


def test_all_formats_hold_the_same(workspace: Sandbox, tmp_path: Path) -> None:
    rows = wanted()
    lines = [json.dumps({**row, "start_date": row["start_date"] and row["start_date"].isoformat()}) for row in rows]
    export_file(TASKS, tmp_path / "t.jsonl", format="jsonl", rows_per_part=50)
    assert sorted((tmp_path / "t.jsonl").read_text().splitlines()) == sorted(lines)
    export_file(TASKS, tmp_path / "t.csv", format="csv", rows_per_part=50)
    with (tmp_path / "t.csv").open(newline="") as file:
        cells = by_id(list(csv.DictReader(file)))
    assert [cell["name"] for cell in cells] == [row["name"] for row in rows]
    assert [float(cell["bid"]) for cell in cells] == [row["bid"] for row in rows]
    export_file(TASKS, tmp_path / "t.parquet", rows_per_part=50)
    table = pq.read_table(tmp_path / "t.parquet")
    assert by_id(table.to_pylist()) == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "t.jsonl", "t.parquet"]


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_an_export_of_nothing_has_its_columns(workspace: Sandbox, tmp_path: Path, format: Format) -> None:
    export_file('select name, bid from Task where name is "-"', tmp_path / "none", format=format)
    if format == "parquet":
        assert pq.read_schema(tmp_path / "none").types == [pa.string(), pa.float64()]
    else:
        assert (tmp_path / "none").read_text() == ("name,bid\n" if format == "csv" else "")


def test_an_order_and_a_limit_are_kept(workspace: Sandbox, tmp_path: Path) -> None:
    query = select(Task.name, Task.bid).order_by(Task.bid.desc(), Task.id).offset(3).limit(25)
    export_file(query, tmp_path / "t.jsonl", format="jsonl", rows_per_part=10)
    with Session() as session:
        rows = session.query(query).to_dicts()
    assert [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()] == rows
    assert len(rows) == 25


def test_groups_are_one_part(workspace: Sandbox, tmp_path: Path) -> None:
    query = select(Task.type_id, count(Task.id)).group_by(Task.type_id)
    manifest = export(query, tmp_path / "groups", rows_per_part=2)
    assert len(manifest.parts) == 1
    assert sum(row["count_id"] for row in read_parts(tmp_path / "groups", manifest)) == len(wanted())


def test_what_is_there_is_not_touched(workspace: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for resume, overwrite in ((False, False), (True, False), (False, True)):
        with pytest.raises(ExportError, match="no export"):
            export(TASKS, tmp_path, resume=resume, overwrite=overwrite)
    export(TASKS, tmp_path / "tasks")
    with pytest.raises(ExportError, match="resume it, or overwrite it"):
        export(TASKS, tmp_path / "tasks")
    (tmp_path / "t.csv").write_text("mine")
    with pytest.raises(ExportError, match="there already"):
        export_file(TASKS, tmp_path / "t.csv", format="csv")
    with pytest.raises(ExportError, match="there already"):
        export_file(TASKS, tmp_path / "t.csv", format="csv", resume=True)
    assert (tmp_path / "t.csv").read_text() == "mine"


def test_overwriting_removes_the_export_alone(workspace: Sandbox, tmp_path: Path) -> None:
    export(TASKS, tmp_path, rows_per_part=20)
    (tmp_path / "notes.txt").write_text("mine")
    manifest = export("select username from User", tmp_path, format="csv", overwrite=True)
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "manifest.json", manifest.parts[0].name}


def test_a_lost_worker_leaves_an_export_that_resumes(many: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        export(TASKS, tmp_path, rows_per_part=400, executor=_Stumbling(4))
    stopped = read_manifest(tmp_path)
    assert stopped.progress.done == 4
    assert stopped.finished is None
    with pytest.raises(ExportError, match="not finished"):
        verify(tmp_path)
    before = {part.name: (tmp_path / part.name).stat().st_mtime_ns for part in stopped.parts if part.written}
    manifest = export(TASKS, tmp_path, rows_per_part=400, resume=True)
    assert by_id(read_parts(tmp_path, manifest)) == wanted()
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in before} == before


def test_a_file_is_resumed_from_its_parts(many: Sandbox, tmp_path: Path) -> None:
    target = tmp_path / "t.parquet"
    with pytest.raises(ConnectionResetError):
        export_file(TASKS, target, rows_per_part=400, executor=_Stumbling(4))
    assert not target.exists()
    with pytest.raises(ExportError, match="resume it"):
        export_file(TASKS, target, rows_per_part=400)
    export_file(TASKS, target, resume=True)
    assert by_id(pq.read_table(target).to_pylist()) == wanted()
    assert list(tmp_path.iterdir()) == [target]


def test_resuming_writes_again_what_was_lost_and_sends_nothing_when_all_is_there(many: Sandbox, tmp_path: Path) -> None:
    manifest = export(TASKS, tmp_path, rows_per_part=400)
    assert export(TASKS, tmp_path, resume=True, executor=_Stumbling(0)) == manifest
    lost = tmp_path / manifest.parts[2].name
    content = lost.read_bytes()
    lost.unlink()
    (tmp_path / f".{lost.name}.0123456789ab.tmp").write_bytes(content[:10])
    export(TASKS, tmp_path, resume=True)
    assert by_id(read_parts(tmp_path, manifest)) == wanted()
    assert not list(tmp_path.glob(".*"))
    verify(tmp_path)


def test_another_export_is_not_resumed(workspace: Sandbox, tmp_path: Path) -> None:
    export(TASKS, tmp_path)
    with pytest.raises(ExportError, match="of another query"):
        export("select name from Task", tmp_path, resume=True)
    with pytest.raises(ExportError, match="of another format"):
        export(TASKS, tmp_path, resume=True, format="csv")
    with pytest.raises(ExportError, match="of another moment"):
        export(TASKS, tmp_path, resume=True, since=datetime(2026, 1, 1))


def test_damage_is_found(workspace: Sandbox, tmp_path: Path) -> None:
    manifest = export(TASKS, tmp_path)
    path = tmp_path / manifest.parts[0].name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ExportError, match="damaged"):
        verify(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [('"part-00000.parquet"', '"../../etc/passwd"'), ('"version": 1', '"version": 2'), ("{", "["), ('"id"', '"blob"')],
)
def test_a_manifest_is_not_believed_blindly(workspace: Sandbox, tmp_path: Path, before: str, after: str) -> None:
    export(TASKS, tmp_path)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace(before, after, 1) if before != '"id"' else _swapped(path.read_text()))
    with pytest.raises(ExportError, match=r"manifest\.json"):
        export(TASKS, tmp_path, overwrite=True)


def _swapped(text: str) -> str:
    return text.replace('"kind": "id"', '"kind": "blob"', 1)


def test_places_that_fsspec_knows_are_written_and_resumed(many: Sandbox) -> None:
    memory = fsspec.filesystem("memory")
    with pytest.raises(ConnectionResetError):
        export_file(TASKS, "memory://studio/t.jsonl", format="jsonl", rows_per_part=400, executor=_Stumbling(3))
    assert not memory.exists("/studio/t.jsonl")
    export_file(TASKS, "memory://studio/t.jsonl", format="jsonl", resume=True)
    with memory.open("/studio/t.jsonl") as file:
        rows = [json.loads(line) for line in file]
    assert [row["id"] for row in by_id(rows)] == [row["id"] for row in wanted()]
    assert memory.find("/studio") == ["/studio/t.jsonl"]
    memory.rm("/studio", recursive=True)


def test_credentials_in_an_address_are_not_shown(workspace: Sandbox) -> None:
    with pytest.raises(ConfigurationError) as caught:
        export(TASKS, "nope://ada:secret@host/tasks?token=secret")
    assert "nope://host/tasks" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_wrong_queries_and_settings_are_refused_before_anything_is_written(workspace: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(QueryCheckError, match="did you mean 'status'"):
        export("select statuss.name from Task", tmp_path / "x")
    with pytest.raises(QueryError, match="leads to Status"):
        export("select status from Task", tmp_path / "x")
    with pytest.raises(ConfigurationError, match="no format 'xlsx'"):
        export(TASKS, tmp_path / "x", format="xlsx")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ConfigurationError, match="requests_per_second"):
        export(TASKS, tmp_path / "x", requests_per_second=0)
    with pytest.raises(ConfigurationError, match="rows_per_part"):
        export(TASKS, tmp_path / "x", rows_per_part=0)
    assert not (tmp_path / "x").exists()


def test_what_a_server_refuses_names_the_part(
    workspace: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(_: Progress) -> None:
        monkeypatch.setenv("FTRACK_API_KEY", "wrong")

    with pytest.raises(ExportError, match=r"part-00000\.parquet: .*API key"):
        export(TASKS, tmp_path, progress=forget)


def test_formulas_are_disarmed_in_csv_and_nowhere_else(workspace: Sandbox, tmp_path: Path) -> None:
    evil = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "\uff1dx", "fine=1"]
    with Session() as session:
        task = session.query(select(Task)).all()[0]
        for number, text in enumerate(evil):
            task.metadata[f"note{number}"] = text
        task.bid = -3.0
        session.commit()
        query = f'select value from Metadata where parent_id is "{task.id}" and key like "note%" order by key'
        bids = f'select bid from Task where id is "{task.id}"'
    export_file(query, tmp_path / "m.csv", format="csv")
    with (tmp_path / "m.csv").open(newline="") as file:
        cells = [row["value"] for row in csv.DictReader(file)]
    assert cells == [*(f"'{text}" for text in evil[:-1]), evil[-1]]
    export_file(query, tmp_path / "raw.csv", format="csv", guard=False)
    with (tmp_path / "raw.csv").open(newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == evil
    export_file(query, tmp_path / "m.jsonl", format="jsonl")
    assert [json.loads(line)["value"] for line in (tmp_path / "m.jsonl").read_text().splitlines()] == evil
    export_file(bids, tmp_path / "b.csv", format="csv")
    assert (tmp_path / "b.csv").read_text() == "bid\n-3.0\n"
