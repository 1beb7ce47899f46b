"""`ftrack-orm generate`, as a person or CI runs it."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from ftrack_orm import Session
from ftrack_orm.cli.application import run
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.stock import stock_schema

ENVIRONMENT = ("FTRACK_SERVER", "FTRACK_API_USER", "FTRACK_API_KEY", "FTRACK_APIKEY")
STOCK = Path(__file__).parents[2] / "generated" / "ftrack_stock"
THING = [{"id": "Thing", "properties": {"id": {"type": "string"}}}]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def schema_file(tmp_path: Path) -> Path:
    path = tmp_path / "schemas.json"
    path.write_text(json.dumps(THING))
    return path


def generate(*arguments: object) -> int:
    return run(["generate", *map(str, arguments)])


def test_a_package_is_generated_from_a_file(schema_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = schema_file.parent / "ours"
    assert generate("--schema", schema_file, "--output", output) == 0
    assert capsys.readouterr().out.startswith(f"wrote {output}: 1 entity classes, schema ")
    assert "class Thing(Entity" in (output / "models" / "thing.py").read_text()


def test_check_tells_a_folder_that_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate("--stock", "--output", STOCK, "--check") == 0
    assert capsys.readouterr().out == f"{STOCK} is up to date\n"


def test_check_lists_what_differs_and_writes_nothing(schema_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = schema_file.parent / "ours"
    assert generate("--schema", schema_file, "--output", output) == 0
    schema_file.write_text(json.dumps([*THING, {"id": "Other", "properties": {"id": {"type": "string"}}}]))
    before = (output / "models" / "__init__.py").read_bytes()
    capsys.readouterr()
    assert generate("--schema", schema_file, "--output", output, "--check") == 1
    assert capsys.readouterr().out.splitlines() == [
        "+ Other",
        ".ftrack-orm.json differs",
        "__init__.py differs",
        "models/__init__.py differs",
        "models/other.py is missing",
        "schema.json differs",
    ]
    assert (output / "models" / "__init__.py").read_bytes() == before


def test_check_tells_what_changed_in_the_schema(schema_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = schema_file.parent / "ours"
    generate("--schema", schema_file, "--output", output)
    (thing,) = json.loads(json.dumps(THING))
    thing["properties"]["id"] = {"type": "integer"}
    thing["properties"]["late"] = {"type": "string"}
    schema_file.write_text(json.dumps([thing]))
    capsys.readouterr()
    assert generate("--schema", schema_file, "--output", output, "--check") == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["~ Thing.id: type string -> integer  (breaking)", "+ Thing.late (scalar string)"]


def test_a_package_knows_the_hash_that_the_server_tells(tmp_path: Path) -> None:
    with Sandbox(seed="empty") as sandbox, Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        where = ("--url", sandbox.url, "--api-user", sandbox.api_user, "--api-key", sandbox.api_key)
        assert generate(*where, "--output", tmp_path / "ours") == 0
        told = session.query_server_information(["schema_hash"])["schema_hash"]
    assert f'SCHEMA_HASH = "{told}"' in (tmp_path / "ours" / "__init__.py").read_text()


def test_a_package_knows_the_hash_of_a_schema_whatever_its_order(schema_file: Path) -> None:
    (thing,) = json.loads(json.dumps(THING))
    sent = [{"id": "Another", "properties": {"name": {"type": "string"}, "id": {"type": "string"}}}, thing]
    sent[0]["required"] = ["name", "id"]  # as a server sends it: sorted by nothing
    schema_file.write_text(json.dumps(sent[::-1]))
    output = schema_file.parent / "ours"
    assert generate("--schema", schema_file, "--output", output) == 0
    told = hashlib.md5(json.dumps(sent[::-1], sort_keys=True).encode(), usedforsecurity=False).hexdigest()
    assert f'SCHEMA_HASH = "{told}"' in (output / "__init__.py").read_text()


def test_check_of_a_folder_that_is_not_there_makes_none(schema_file: Path) -> None:
    assert generate("--schema", schema_file, "--output", schema_file.parent / "ours", "--check") == 1
    assert not (schema_file.parent / "ours").exists()


def test_an_edited_folder_is_refused_in_one_line(schema_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = schema_file.parent / "ours"
    generate("--schema", schema_file, "--output", output)
    (output / "models" / "thing.py").write_text("# mine\n")
    capsys.readouterr()
    assert generate("--schema", schema_file, "--output", output) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "was edited since it was generated (models/thing.py): remove it or choose another folder" in said
    assert (output / "models" / "thing.py").read_text() == "# mine\n"


def test_two_sources_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate("--stock", "--url", "http://127.0.0.1:9", "--output", tmp_path / "ours") == 1
    assert "exclude each other" in capsys.readouterr().err


def test_without_a_source_the_server_must_be_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate("--output", tmp_path / "ours") == 1
    assert "FTRACK_SERVER" in capsys.readouterr().err


def test_a_missing_generator_is_named_with_its_remedy(
    schema_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "datamodel_code_generator", None)
    assert generate("--schema", schema_file, "--output", schema_file.parent / "ours") == 1
    assert "pip install 'ftrack-orm[codegen]'" in capsys.readouterr().err


def test_a_workspace_is_asked_for_its_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(seed="empty") as sandbox:
        monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
        output = tmp_path / "ours"
        assert generate("--url", sandbox.url, "--api-user", sandbox.api_user, "--output", output) == 0
    assert json.loads((output / "schema.json").read_text()) == json.loads(json.dumps(stock_schema().to_json()))
