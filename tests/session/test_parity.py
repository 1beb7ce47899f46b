"""Every public member of the official client's session has its place in the documentation, and is there."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from ftrack_orm import Session

PAGE = (Path(__file__).parents[2] / "docs" / "official_clients.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in PAGE.splitlines() if "|" in line]


def official_session() -> ast.ClassDef:
    """The class as the installed package has it in its source, which imports with warnings."""
    spec = find_spec("ftrack_api")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse((Path(spec.origin).parent / "session.py").read_text(encoding="utf-8"))
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Session"]
    return found


def methods(session: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in session.body if isinstance(node, ast.FunctionDef)}


def assigned(session: ast.ClassDef) -> set[str]:
    """What the class sets on itself: `self.schemas = ...`."""
    return {
        node.attr
        for node in ast.walk(session)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


OFFICIAL = official_session()
MEMBERS = sorted(name for name in methods(OFFICIAL).keys() | assigned(OFFICIAL) if name[0] != "_" and name != "logger")


@pytest.mark.parametrize("member", MEMBERS)
def test_every_member_of_the_official_session_has_its_row(member: str) -> None:
    found = [row for row in ROWS if re.search(rf"`{member}\b", row[0])]
    assert found, f"{member} has no row"
    assert all(row[1] for row in found)


def test_the_official_session_was_read() -> None:
    assert {"query", "commit", "schemas", "request_timeout"} <= set(MEMBERS)


def test_every_member_of_ours_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`session\.(\w+)", PAGE))
    assert len(named) > 30
    assert {name for name in named if not hasattr(Session, name)} == set()


def test_every_option_of_the_official_session_has_its_row() -> None:
    options = {argument.arg for argument in methods(OFFICIAL)["__init__"].args.args} - {"self"}
    assert len(options) > 10
    assert {option for option in options if not re.search(rf"\b{option}\b", PAGE)} == set()
