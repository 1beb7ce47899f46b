"""Every public member of the official client's session has its place in the documentation, and is there."""

from __future__ import annotations

import ast
import inspect
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from ftrack_orm import Session

PAGE = (Path(__file__).parents[3] / "docs" / "official_clients.md").read_text(encoding="utf-8")
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


JAVASCRIPT = (
    "apiUser apiKey serverUrl apiEndpoint eventHub clientToken initialized initializing additionalHeaders schemas "
    "serverInformation serverVersion getPrimaryKeyAttributes getIdentifyingKey encodeOperations getServerInformation "
    "getServerVersion getSchemas call ensure getSchema query search create update delete getComponentUrl thumbnailUrl "
    "createComponent autoConnectEventHub serverInformationValues eventHubOptions strictApi decodeDatesAsIso "
    "ensureSerializableResponse pushToken signal abortController getStatuses expression"
)
"""The public members, options and functions that the type declarations of @ftrack/api 1.11.2 have."""


@pytest.mark.parametrize("member", JAVASCRIPT.split())
def test_every_member_of_the_javascript_session_has_its_row(member: str) -> None:
    rows = PAGE.partition("## JavaScript")[2]
    assert re.search(rf"^\|[^|]*\b{member}\b", rows, re.MULTILINE), f"{member} has no row"


def official_methods(folder: str) -> set[str]:
    """The public methods of what users hold of the official client: its entities, or its results."""
    spec = find_spec("ftrack_api")
    assert spec is not None
    assert spec.origin is not None
    found: set[str] = set()
    for path in Path(spec.origin).parent.glob(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.endswith(("Factory", "Metaclass", "KeyMaker")):
                found |= {method.name for method in node.body if isinstance(method, ast.FunctionDef)}
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize("member", sorted(official_methods("entity/*.py") | official_methods("query.py")))
def test_every_member_of_the_official_entities_has_its_row(member: str) -> None:
    assert any(re.search(rf"\b{member}\b", row[0]) for row in ROWS), f"{member} has no row"


def test_what_is_not_there_yet_is_not_there() -> None:
    """A row that promises something for later goes when it has come."""
    later = {
        name for row in ROWS if len(row) > 1 and "not there yet" in row[1] for name in re.findall(r"`(\w+)", row[0])
    }
    assert {name for name in later if hasattr(Session, name)} == set()


def test_every_option_of_ours_that_the_page_names_exists() -> None:

    options = inspect.signature(Session.__init__).parameters
    named = {
        name
        for call in re.findall(r"`Session\(([^)`]*)\)`", PAGE.split("| here |", 1)[1])
        for name in re.findall(r"(\w+)=", call)
    }
    theirs = {"schema_cache_path", "cache_key_maker", "plugin_paths", "plugin_arguments", "auto_connect_event_hub"}
    assert named - {"auto_populate", "strict_api", *theirs} <= set(options)
