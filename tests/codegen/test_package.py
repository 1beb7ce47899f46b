"""What `generate_package` writes, and what it refuses to replace."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ftrack_orm.errors import ConfigurationError, SchemaError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen import compare_package, generate_package
from ftrack_orm_codegen import package as package_module
from tests.codegen.hostile import hostile_schema

STOCK = Path(__file__).parents[2] / "generated" / "ftrack_stock"


def small(*attributes: str) -> Schema:
    return Schema.from_json([{"id": "Thing", "properties": {name: {"type": "string"} for name in ("id", *attributes)}}])


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(folder: Path, program: str) -> str:
    """Run a program that can import from a folder, with warnings as errors."""
    program = f"import sys, warnings\nwarnings.simplefilter('error')\nsys.path.insert(0, {str(folder)!r})\n{program}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_the_committed_stock_package_is_what_is_generated() -> None:
    assert compare_package(stock_schema(), STOCK) == []


def test_importing_the_130_stock_classes_builds_no_validators() -> None:
    program = """
import ftrack_stock
classes = [getattr(ftrack_stock, name) for name in ftrack_stock.__all__ if name != "SCHEMA_HASH"]
print(len(classes), sum(cls.__pydantic_complete__ for cls in classes))
"""
    assert run(STOCK.parent, program) == "130 0\n"


def test_a_second_run_gives_the_same_bytes_and_changes_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "first" / "models_of_ours", tmp_path / "second" / "models_of_ours"
    assert generate_package(small("name"), first).changed
    assert not generate_package(small("name"), first).changed
    generate_package(small("name"), second)
    assert content(first) == content(second)
    assert sorted(content(first)) == [
        ".ftrack-orm.json",
        "__init__.py",
        "models/__init__.py",
        "models/thing.py",
        "py.typed",
        "schema.json",
    ]


def test_a_package_holds_the_schema_that_it_was_made_from(tmp_path: Path) -> None:
    report = generate_package(small("name"), tmp_path / "ours")
    assert Schema.from_file(tmp_path / "ours" / "schema.json") == small("name")
    printed = run(tmp_path, "import ours; print(ours.SCHEMA_HASH, ours.__all__)")
    assert printed == f"{small('name').hash} ['SCHEMA_HASH', 'Thing']\n"
    assert (report.schema_hash, report.classes) == (small("name").hash, ("Thing",))


def test_a_folder_of_ours_is_replaced_compiled_files_or_not(tmp_path: Path) -> None:
    generate_package(small(), tmp_path / "ours")
    run(tmp_path, "import ours")
    generate_package(small("name"), tmp_path / "ours")
    assert run(tmp_path, "import ours; print(repr(ours.Thing.name))") == "<Path name>\n"
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "ours"
    foreign.mkdir()
    (foreign / "__init__.py").write_text("mine = 1\n")
    with pytest.raises(ConfigurationError, match=r"was not written by.*remove it or choose another folder"):
        generate_package(small(), foreign)
    assert content(foreign) == {"__init__.py": b"mine = 1\n"}


@pytest.mark.parametrize("marker", [b"", b"[]", b"\xff", b'{"generator": "other", "files": {}}', b'{"files": 3}'])
def test_a_folder_with_another_marker_is_foreign(tmp_path: Path, marker: bytes) -> None:
    generate_package(small(), tmp_path / "ours")
    (tmp_path / "ours" / ".ftrack-orm.json").write_bytes(marker)
    with pytest.raises(ConfigurationError, match="was not written by"):
        generate_package(small("name"), tmp_path / "ours")


def test_an_edited_folder_is_refused_and_the_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    generate_package(small(), folder)
    (folder / "models" / "thing.py").write_text("# mine\n")
    (folder / "mine.py").write_text("")
    (folder / "py.typed").unlink()
    before = content(folder)
    with pytest.raises(ConfigurationError, match=r"was edited.*\(mine.py, models/thing.py, py.typed\): remove it"):
        generate_package(small("name"), folder)
    assert content(folder) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours").write_text("mine")
    with pytest.raises(ConfigurationError, match="is no folder"):
        generate_package(small(), tmp_path / "ours")


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    generate_package(small(), tmp_path / "elsewhere")
    (tmp_path / "ours").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigurationError, match="is no folder"):
        generate_package(small("name"), tmp_path / "ours")


@pytest.mark.parametrize("name", ["my-models", "3d", "class", "a.b"])
def test_a_folder_name_that_cannot_be_imported_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be imported"):
        generate_package(small(), tmp_path / name)


def test_a_package_that_does_not_import_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate_package(small(), tmp_path / "ours")
    before = content(tmp_path / "ours")
    monkeypatch.setattr(package_module, "entrance", lambda *_: "raise RuntimeError('broken')\n")
    with pytest.raises(SchemaError, match="nothing was written: RuntimeError: broken"):
        generate_package(small("name"), tmp_path / "ours")
    assert content(tmp_path / "ours") == before
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_differences_name_each_file(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    assert compare_package(small(), folder) == [f"{folder} does not exist"]
    generate_package(small(), folder)
    (folder / "models" / "thing.py").write_text("")
    (folder / "mine.py").write_text("")
    (folder / "py.typed").unlink()
    assert compare_package(small(), folder) == [
        "mine.py was not generated",
        "models/thing.py differs",
        "py.typed is missing",
    ]


def test_a_hostile_schema_becomes_classes_and_runs_nothing(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    schema = hostile_schema(canary)
    generate_package(schema, tmp_path / "hostile")
    program = """
import json, hostile
for name in hostile.__all__[1:]:
    cls = getattr(hostile, name)
    entity = cls(id="1")
    assert "\\n" not in cls.__doc__ and len(cls.__doc__) < 500
    print(json.dumps([cls.__entity_type__, sorted(cls.__mapper__.wire)]))
narrow = hostile.Narrow(list=3)
assert narrow.list == 3 and narrow.options is None
assert repr(hostile.Thing.list.name) == "<Path list.name>"
"""
    found = dict(json.loads(line) for line in run(tmp_path, program).splitlines())
    assert found == {entity_type.name: sorted(entity_type.attributes) for entity_type in schema}
    assert not canary.exists()


def test_a_hostile_package_holds_classes_and_nothing_else(tmp_path: Path) -> None:
    generate_package(hostile_schema(tmp_path / "canary"), tmp_path / "hostile")
    modules = [path for path in (tmp_path / "hostile" / "models").glob("*.py") if path.name != "__init__.py"]
    assert len(modules) == len(hostile_schema(tmp_path / "canary"))
    for module in modules:
        tree = ast.parse(module.read_bytes())
        assert {type(statement) for statement in tree.body} <= {ast.Expr, ast.ImportFrom, ast.If, ast.ClassDef}
        assert {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} == {"Attribute"}


def test_a_schema_of_an_older_server_gives_the_same_classes(tmp_path: Path) -> None:
    raw = [{key: value for key, value in one.items() if key != "$mixin"} for one in stock_schema().to_json()]
    generate_package(Schema.from_json(raw), tmp_path / "flat")
    assert content(tmp_path / "flat" / "models") == content(STOCK / "models")


def test_a_site_without_the_stock_bases_generates(tmp_path: Path) -> None:
    flat = [
        {key: value for key, value in one.items() if key not in ("$mixin", "alias_for")}
        | {"id": f"My {one['id']}", "properties": {"id": {"type": "string"}, "of": {"$ref": f"My {one['id']}"}}}
        for one in stock_schema().to_json()
    ]
    generate_package(Schema.from_json(flat), tmp_path / "flat")
    assert run(tmp_path, "import flat; print(flat.MyTask.__bases__[0].__name__)") == "Entity\n"


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_accept_a_hostile_package(tmp_path: Path, checker: str) -> None:
    generate_package(hostile_schema(tmp_path / "canary"), tmp_path / "hostile")
    commands = {
        "mypy": ["mypy", "--strict", "--follow-imports=silent", "--cache-dir", str(tmp_path / "cache"), "hostile"],
        "pyright": ["pyright", "--pythonpath", sys.executable, "hostile"],
    }
    (tmp_path / "mypy.ini").write_text("[mypy]\n")
    done = subprocess.run(
        [sys.executable, "-m", *commands[checker]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
