"""The pytest plugin. It imports nothing of the library before a test asks for one of its fixtures.

ftrack_sandbox     a sandbox in this process, as new for each test
ftrack_session     a session on it
sent               what that session sent
ftrack_server      the same sandbox over HTTP: address, user and key, in the environment too
ftrack_recording   a session that replays what was recorded against a workspace; `--ftrack-record` records
ftrack_seed        to be overridden: what the sandbox starts with
ftrack_models      to be overridden: the generated package
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

    from ftrack_orm.sandbox import Sandbox
    from ftrack_orm.session import Session
    from ftrack_orm.testing.sent import Sent
    from ftrack_orm.testing.server_address import ServerAddress
    from ftrack_orm.testing.workspaces import Planting, Workspaces

__all__ = [
    "ftrack_models",
    "ftrack_recording",
    "ftrack_sandbox",
    "ftrack_seed",
    "ftrack_server",
    "ftrack_session",
    "pytest_addoption",
    "pytest_configure",
    "pytest_runtest_protocol",
    "sent",
]

_LONGEST = 120
"""Letters of a name in the name of a file; with folder and ending it stays below the 255 bytes of file systems."""
_OWN = frozenset({"ftrack_recording", "ftrack_sandbox"})
_MARKERS = (
    "ftrack_network: the test may reach other machines, though it uses the ftrack fixtures",
    "ftrack_recording(path): where the recording of the test is, relative to its file",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("ftrack-orm")
    group.addoption(
        "--ftrack-record", action="store_true", help="record ftrack_recording anew against FTRACK_SERVER, do not replay"
    )
    parser.addini(
        "ftrack_refuse_network", "refuse the network to all tests, not just those with ftrack fixtures", "bool"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Refuse the network to a test that uses the fixtures, unless it is marked."""
    with _guard(item):
        return (yield)


def _guard(item: pytest.Item) -> Any:
    fixtures = set(getattr(item, "fixturenames", ()))
    concerned = bool(item.config.getini("ftrack_refuse_network")) or not _OWN.isdisjoint(fixtures)
    records = "ftrack_recording" in fixtures and item.config.getoption("--ftrack-record")
    if not concerned or records or item.get_closest_marker("ftrack_network") is not None:
        return nullcontext()
    from ftrack_orm.testing.network import network_refused

    return network_refused()


@pytest.fixture(scope="session")
def _ftrack_workspaces() -> Iterator[Workspaces]:
    from ftrack_orm.testing.workspaces import Workspaces

    with Workspaces() as workspaces:
        yield workspaces


@pytest.fixture
def ftrack_seed() -> Planting:
    """What the sandbox starts with: `"demo"`, `"empty"`, `"conformance"`, `"bench:N"`, or a function(session).

    Override it in a module or a conftest. A function fills an empty sandbox, once for all tests that have it.
    """
    return "demo"


@pytest.fixture
def ftrack_models() -> ModuleType:
    """The generated package: the one that pyproject.toml states, or the stock one. Override it for another."""
    from ftrack_orm.models import load_models

    return load_models()


@pytest.fixture
def ftrack_sandbox(_ftrack_workspaces: Workspaces, ftrack_seed: Planting, ftrack_models: ModuleType) -> Sandbox:
    """A sandbox in this process, without sockets: started once, and as new for each test."""
    return _ftrack_workspaces.sandbox(ftrack_seed, ftrack_models)


@pytest.fixture
def _ftrack_sent(ftrack_sandbox: Sandbox) -> Iterator[Sent]:
    from ftrack_orm.testing.sent import Sent

    transport = Sent(ftrack_sandbox.transport())
    yield transport
    transport.close()


@pytest.fixture
def sent(_ftrack_sent: Sent) -> Sent:
    """What `ftrack_session` sent: `sent.written == ["create Shot", "create Task"]`."""
    return _ftrack_sent


@pytest.fixture
def ftrack_session(_ftrack_sent: Sent, ftrack_models: ModuleType) -> Iterator[Session]:
    """A session on `ftrack_sandbox`."""
    from ftrack_orm.session import Session

    with Session(transport=_ftrack_sent, models=ftrack_models, prefetch=False) as session:
        yield session


@pytest.fixture
def ftrack_server(ftrack_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> ServerAddress:
    """The sandbox over HTTP, for clients that open their own connection: `url`, `api_user` and `api_key`.

    FTRACK_SERVER, FTRACK_API_USER and FTRACK_API_KEY are set to it: `Session()` and the official client go there.
    """
    from ftrack_orm.testing.server_address import ServerAddress

    served = ftrack_sandbox.serve()
    monkeypatch.setenv("FTRACK_SERVER", served.url)
    monkeypatch.setenv("FTRACK_API_USER", served.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", served.api_key)
    return ServerAddress(served.url, served.api_user, served.api_key)


@pytest.fixture
def ftrack_recording(request: pytest.FixtureRequest, ftrack_models: ModuleType) -> Iterator[Session]:
    """A session that replays the test's recording: `recordings/TEST.json` beside its file, or where it is marked.

    With `--ftrack-record` it works on the workspace at FTRACK_SERVER, and records.
    """
    from ftrack_orm.testing.recording import recorded_session, replayed_session

    place = _recording_place(request)
    if not request.config.getoption("--ftrack-record"):
        with replayed_session(place, models=ftrack_models) as session:
            yield session
        return
    with recorded_session(place, models=ftrack_models) as session:
        yield session


def _recording_place(request: pytest.FixtureRequest) -> Path:
    marker = request.node.get_closest_marker("ftrack_recording")
    folder = request.path.parent
    if marker is not None and marker.args:
        return folder / str(marker.args[0])
    return folder / "recordings" / f"{request.path.stem}.{_file_name(request.node.name)}.json"


def _file_name(test: str) -> str:
    """Return a part of a file's name for a test: any system takes it, and no two tests share one.

    Parameters may hold anything, be long, or differ in case alone, which many file systems do not tell apart.
    """
    name = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in test)
    _, _, parameters = test.partition("[")
    if len(name) <= _LONGEST and re.fullmatch(r"[a-z0-9_.-]*\]?", parameters):
        return name
    return f"{name[:_LONGEST]}.{hashlib.sha256(test.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
