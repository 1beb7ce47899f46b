"""Public names: each module states its own, the package root exactly these."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import ftrack_orm

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path
    for folder in (ROOT / "ftrack_orm", ROOT / "codegen" / "ftrack_orm_codegen")
    for path in folder.rglob("*.py")
    if path.name != "__main__.py"
)


def module_name(path: Path) -> str:
    start = ROOT / "codegen" if "codegen" in path.relative_to(ROOT).parts[:1] else ROOT
    parts = path.relative_to(start).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_package_root_exports_exactly_these() -> None:
    assert ftrack_orm.__all__ == ["Session", "and_", "not_", "or_", "reflect", "select"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_all_names_what_the_module_defines_in_public(path: Path) -> None:
    module = importlib.import_module(module_name(path))
    stated = module.__all__
    assert len(set(stated)) == len(stated)
    for name in stated:
        assert hasattr(module, name), f"{name} is stated but not there"
    defined = {
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_")
    }
    assert defined <= set(stated), f"public but not stated: {sorted(defined - set(stated))}"


def test_importing_the_library_imports_nothing_that_only_some_need() -> None:
    code = (
        "import sys, ftrack_orm; "
        "print([m for m in ('lark', 'sqlalchemy', 'starlette', 'uvicorn', 'rich', 'typer', 'datamodel_code_generator') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
