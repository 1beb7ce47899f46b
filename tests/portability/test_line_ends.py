"""Text files have the line ends that the library decides on, on every system, and those of any system are read."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ftrack_orm.configuration import read_configuration
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen import compare_package, generate_package

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("ftrack_orm", "codegen") for path in sorted((ROOT / folder).rglob("*.py"))]
STOCK = ROOT / "generated" / "ftrack_stock"


def text_writes(source: str) -> Iterator[int]:
    """Yield the lines that write text and leave its line ends, or its encoding, to the system."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        stated = {keyword.arg for keyword in node.keywords}
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        mode = next((text for text in reversed(texts) if text and set(text) <= set("rwaxbt+")), "r")
        writes = called == "write_text" or (called in ("open", "fdopen") and set(mode) & set("wax") and "b" not in mode)
        if writes and not {"encoding", "newline"} <= stated:
            yield node.lineno


def test_no_text_is_written_with_the_line_ends_or_the_encoding_of_the_system() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in SOURCES for line in text_writes(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    ["path.write_text('x', encoding='utf-8')", "open('x', 'w', encoding='utf-8')", "path.open('a', newline='')"],
)
def test_a_write_that_leaves_it_to_the_system_is_found(source: str) -> None:
    assert list(text_writes(source)) == [1]


@pytest.mark.parametrize(
    "source",
    ["path.write_text('x', encoding='utf-8', newline='\\n')", "open('x', 'wb')", "path.open()", "path.open('xb')"],
)
def test_bytes_and_stated_line_ends_are_fine(source: str) -> None:
    assert list(text_writes(source)) == []


def with_windows_line_ends(folder: Path) -> None:
    """Change a folder as git does when it checks it out on Windows."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def thing(*attributes: str) -> Schema:
    return Schema.from_json([{"id": "Thing", "properties": {name: {"type": "string"} for name in attributes}}])


def test_a_generated_package_with_the_line_ends_of_windows_is_the_same_package(tmp_path: Path) -> None:
    package = tmp_path / "ftrack_stock"
    shutil.copytree(STOCK, package, ignore=shutil.ignore_patterns("__pycache__"))
    with_windows_line_ends(package)
    assert compare_package(stock_schema(), package) == []


def test_a_generated_package_with_the_line_ends_of_windows_was_not_edited(tmp_path: Path) -> None:
    package = tmp_path / "studio"
    generate_package(thing("id"), package)
    with_windows_line_ends(package)
    generate_package(thing("id", "name"), package)
    written = [path.read_bytes() for path in package.rglob("*") if path.is_file()]
    assert not any(b"\r" in content for content in written)
    assert any(b"name" in content for content in written)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_schema_that_a_shell_of_windows_wrote_is_read(tmp_path: Path, encoding: str) -> None:
    told = json.dumps([{"id": "Thing", "title": "Größe", "properties": {"id": {"type": "string"}}}], ensure_ascii=False)
    path = tmp_path / "schema.json"
    path.write_bytes(told.replace("{", "{\r\n").encode(encoding))
    assert [(each.name, each.extra["title"]) for each in Schema.from_file(path)] == [("Thing", "Größe")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_settings_with_the_line_ends_and_the_mark_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    text = "[tool.ftrack-orm]\r\noutput = 'src/studio'\r\nonly = ['Task']\r\n"
    (tmp_path / "pyproject.toml").write_bytes(text.encode(encoding))
    assert read_configuration(tmp_path) == {"output": tmp_path / "src" / "studio", "only": ["Task"]}
