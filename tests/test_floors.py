"""The floors of the house: a module imports only from floors below its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS: dict[str, float] = {
    "errors": 0, "secret": 0, "deferral": 0.5, "sentinels": 0, "parser_table": 0, "settings": 0.5, "configuration": 0.6,
    "schema": 1, "transport": 1, "reflection": 1.5, "schema_source": 1.6, "models": 1,
    "query": 2, "events": 2,
    "mapping": 3,
    "session": 4, "sandbox": 4,
    "media": 5, "export": 5, "display": 5, "reference": 5,
    "plugins": 5.5, "testing": 6, "cli": 6,
}  # fmt: skip


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at any depth of its code, those for type checkers included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "ftrack_orm").with_suffix("").parts[0]


LIBRARY = [
    path for path in modules(ROOT / "ftrack_orm") if path.parent != ROOT / "ftrack_orm" or path.stem != "__init__"
]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_only_from_lower_floors_or_its_own_package(path: Path) -> None:
    own = part_of(path)
    assert own in FLOORS, f"{own} stands on no floor"
    for name in imports(path):
        assert not name.startswith("."), f"{path}: relative import"
        if not name.startswith("ftrack_orm"):
            continue
        parts = name.split(".")
        assert parts[0] == "ftrack_orm", f"{path} imports {name}"
        assert len(parts) > 1, f"{path} imports the package root"
        assert parts[1] == own or FLOORS[parts[1]] < FLOORS[own], f"{path} imports {name}"


def test_sandbox_imports_floors_0_to_2_only() -> None:
    for path in modules(ROOT / "ftrack_orm" / "sandbox"):
        for name in imports(path):
            if name.startswith("ftrack_orm.") and not name.startswith("ftrack_orm.sandbox"):
                assert FLOORS[name.split(".")[1]] <= 2, f"{path} imports {name}"


def test_codegen_imports_floors_0_and_1_only() -> None:
    for path in modules(ROOT / "codegen"):
        for name in imports(path):
            if name.startswith("ftrack_orm."):
                assert FLOORS[name.split(".")[1]] < 2, f"{path} imports {name}"


def test_generated_code_imports_the_seam_module_only() -> None:
    for path in modules(ROOT / "generated"):
        for name in imports(path):
            if name.startswith("ftrack_orm"):
                assert name == "ftrack_orm.mapping.declarative", f"{path} imports {name}"
