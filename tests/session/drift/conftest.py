"""A workspace that has moved on since the stock package was generated, and a package of its own for each test.

Classes learn at run time, for as long as the process lasts; a copy of the stock package keeps that from other tests.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.mapping import Registry
from ftrack_orm.mapping.registry import _registries
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.session.drift.detection import OnDrift
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport

OpenSession = Callable[..., Session]

_numbers = count()


def moved_on() -> Schema:
    """The stock schema with a new object type, a new attribute, and a new one that comes unasked."""
    raw = stock_schema().to_json()
    types: dict[str, dict[str, Any]] = {each["id"]: each for each in raw}
    bulletin = {**types["Milestone"], "id": "Bulletin"}
    bulletin["properties"] = {**bulletin["properties"], "punch_line": {"type": "string"}}
    bulletin["alias_for"] = {"id": "Task", "classifiers": {"object_typeid": "0f3c8a52-5f0e-4f3d-9d0a-6a8d1d1c7a11"}}
    types["Task"]["properties"]["mood"] = {"type": "string"}
    types["Status"]["properties"]["emoji"] = {"type": "string", "default": ":)"}
    types["Status"]["default_projections"].append("emoji")
    return Schema.from_json([*raw, bulletin])


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A copy of the stock package."""
    name = f"ftrack_stock_{next(_numbers)}"
    origin = Path(str(ftrack_stock.__file__)).parent
    shutil.copytree(origin, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module(name)
    _registries.pop(Registry.of_package(name).package)
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[module]


@pytest.fixture(scope="session")
def workspace() -> Iterator[Sandbox]:
    """A workspace that has moved on; tests add to it and take nothing away."""
    with Sandbox(schema=moved_on(), seed="demo") as sandbox:
        yield sandbox


@pytest.fixture
def unchanged(sandbox: Sandbox) -> RecordingTransport:
    """What is sent to a workspace that is what the package was generated from."""
    return RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))


@pytest.fixture
def sent(workspace: Sandbox) -> RecordingTransport:
    """What `open_session` sends."""
    return RecordingTransport(HttpTransport(Settings(workspace.url, workspace.api_user, workspace.api_key)))


@pytest.fixture
def open_session(sent: RecordingTransport, models: ModuleType) -> OpenSession:
    """Opens a session with the copied package on the workspace that has moved on."""

    def open_it(on_drift: OnDrift = "warn") -> Session:
        return Session(transport=sent, models=models, on_drift=on_drift)

    return open_it
