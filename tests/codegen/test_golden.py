"""Small schemas with every hard case, and what is generated from each.

After a wanted change: `ftrack-orm generate --schema tests/codegen/golden/CASE/schema.json --output tests/codegen/golden/CASE/studio`
(and `--vocabulary tests/codegen/golden/CASE/vocabulary.json` where there is one).
"""  # noqa: E501 - a command to copy

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema.vocabulary import Vocabulary
from ftrack_orm_codegen import compare_package, generate_package

GOLDEN = Path(__file__).with_name("golden")
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
RECORDED = Path(__file__).parents[3] / "shared" / "fixtures" / "query_schemas.json"


def recorded() -> Schema:
    """The schema of a real workspace where it is at hand, else the stock one with what such a one has beside."""
    if RECORDED.exists():
        return Schema.from_file(RECORDED)
    own = {"id": "Matte Painting", "$mixin": {"$ref": "TypedContext"}, "properties": {"id": {"type": "string"}}}
    return Schema.from_json([*stock_schema().to_json(), own])


def flat() -> Schema:
    """The same as an older server tells it: no bases, and attributes with neither type nor reference."""
    raw = [{key: value for key, value in one.items() if key != "$mixin"} for one in recorded().to_json()]
    for one in raw:
        one["properties"]["untyped"] = {"description": "Nobody knows."}
    return Schema.from_json(raw)


def imported_and_checked(package: Path) -> None:
    """Import every class with warnings as errors, and let both type checkers read the package."""
    program = f"import sys; sys.path.insert(0, {str(package.parent)!r})\nfrom {package.name} import *"
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    commands = [
        ["mypy", "--strict", "--follow-imports=silent", "--cache-dir", str(package.parent / "cache"), package.name],
        ["pyright", "--pythonpath", sys.executable, package.name],
    ]
    (package.parent / "mypy.ini").write_text("[mypy]\n")
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=package.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def vocabulary_of(case: str) -> Vocabulary | None:
    """Return the words of a case that has some."""
    file = GOLDEN / case / "vocabulary.json"
    return Vocabulary.from_file(file) if file.exists() else None


@pytest.mark.parametrize("case", CASES)
def test_each_case_gives_the_bytes_that_are_kept(case: str) -> None:
    schema = Schema.from_file(GOLDEN / case / "schema.json")
    assert compare_package(schema, GOLDEN / case / "studio", vocabulary=vocabulary_of(case)) == []


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_imported_with_all_its_wire_names(case: str) -> None:
    schema = Schema.from_file(GOLDEN / case / "schema.json")
    program = f"""
import json, sys
sys.path.insert(0, {str(GOLDEN / case)!r})
import studio
found = [getattr(studio, name) for name in studio.__all__]
classes = [cls for cls in found if hasattr(cls, "__mapper__")]
print(json.dumps({{cls.__entity_type__: sorted(cls.__mapper__.wire) for cls in classes}}))
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {entity_type.name: sorted(entity_type.attributes) for entity_type in schema}


@pytest.mark.parametrize("schema", [recorded, flat], ids=["recorded", "flat"])
def test_a_whole_workspace_generates_imports_and_type_checks(schema: Callable[[], Schema], tmp_path: Path) -> None:
    generate_package(schema(), tmp_path / "studio")
    imported_and_checked(tmp_path / "studio")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([{"id": "A", "properties": {"b": {"$ref": "B"}}}], "A.b: it refers to 'B'"),
        ([{"id": "A", "properties": {"b": {"type": "array"}}}], "A.b: an array must say what it holds"),
        ([{"id": "A", "properties": {"b": 3}}], "A.b: the property is no object"),
        ([{"id": "A", "properties": {"b": {"enum": [3]}}}], "A: 'b.enum' is no list of names"),
        ([{"id": "A", "properties": []}], "A: its properties are no object"),
        ([{"properties": {}}], "schema 0 of 1 has no id"),
        ({"exception": "x"}, "expected a list of schemas"),
    ],
)
def test_what_cannot_be_read_is_one_error_that_names_its_place(raw: object, said: str, tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    file.write_text(json.dumps(raw))
    with pytest.raises(ValueError, match=said):
        Schema.from_file(file)


@pytest.mark.parametrize("content", [b'[{"id": "A", "prop', b"", b"\xff\xfe", b"[" * 100_000], ids=range(4))
def test_a_truncated_file_is_named(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"schema.json is no JSON"):
        Schema.from_file(file)
