"""The plugin as a project has it: fixtures, isolation, markers, and no cost for those who do not use it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ftrack_orm.testing import ServerAddress

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_process(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\naddopts = -p no:cacheprovider --strict-markers\nfilterwarnings = error\n")


def test_each_test_finds_the_sandbox_as_new(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest
        from ftrack_orm import select
        from ftrack_orm.testing import build
        from ftrack_stock import Project, Task

        @pytest.mark.parametrize("number", range(3))
        def test_change(ftrack_session, ftrack_sandbox, sent, number):
            assert len(ftrack_session.query(select(Task))) == 300
            assert ftrack_sandbox.invitations == ()
            task = ftrack_session.query(select(Task)).first()
            assert task.name != "changed"
            task.name = "changed"
            ftrack_session.add(build(Project))
            ftrack_session.delete(ftrack_session.query(select(Task)).all()[5])
            ftrack_session.commit()
            assert sorted(sent.written) == ["create Project", "delete Task", "update Task"]

        def test_start_is_once(ftrack_sandbox, _ftrack_workspaces):
            assert len(_ftrack_workspaces._sandboxes) == 1
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=4)


def test_seed_is_overridden_by_a_name_or_a_function(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_empty="""
        import pytest
        from ftrack_orm import select
        from ftrack_stock import Task

        @pytest.fixture
        def ftrack_seed():
            return "empty"

        def test_nothing_is_there(ftrack_session):
            assert not ftrack_session.query(select(Task))
        """,
        test_own="""
        import pytest
        from ftrack_orm import select
        from ftrack_orm.testing import build_many
        from ftrack_stock import Task

        calls = []

        def plant(session):
            calls.append(session)
            session.add_all(build_many(Task, 3))

        @pytest.fixture
        def ftrack_seed():
            return plant

        @pytest.mark.parametrize("number", range(2))
        def test_it_was_planted_once(ftrack_session, number):
            assert len(ftrack_session.query(select(Task))) == 3
            assert len(calls) == 1
        """,
        test_wrong="""
        import pytest

        @pytest.fixture
        def ftrack_seed():
            return 3

        def test_it(ftrack_session):
            pass
        """,
    )
    outcome = pytester.runpytest_inprocess()
    outcome.assert_outcomes(passed=3, errors=1)
    outcome.stdout.fnmatch_lines(["*ftrack_seed gives the name of a seed*not 3*"])


def test_server_is_the_same_workspace_for_any_client(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import requests
        from ftrack_orm import Session, select
        from ftrack_stock import Task

        def test_http(ftrack_server, ftrack_session):
            task = ftrack_session.query(select(Task)).first()
            task.name = "over http"
            ftrack_session.commit()
            body = [{"action": "query", "expression": "Task where name is 'over http'"}]
            headers = {"ftrack-user": ftrack_server.api_user, "ftrack-api-key": ftrack_server.api_key}
            (found,) = requests.post(f"{ftrack_server.url}/api", json=body, headers=headers).json()
            assert [row["id"] for row in found["data"]] == [task.id]

        def test_environment_leads_there(ftrack_server):
            with Session() as session:
                assert session.server_url == ftrack_server.url
                assert not session.query("Task where name is 'over http'").all()
        """
    )
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_network_is_refused_unless_marked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import socket
        import pytest
        from ftrack_orm.testing import NetworkRefusedError

        def reach():
            socket.create_connection(("192.0.2.1", 9), timeout=0.01)

        def test_refused(ftrack_session):
            with pytest.raises(NetworkRefusedError):
                reach()

        @pytest.mark.ftrack_network
        def test_marked(ftrack_session):
            with pytest.raises(OSError):
                reach()

        def test_without_the_fixtures():
            with pytest.raises((OSError, NetworkRefusedError)) as caught:
                reach()
            print("WITHOUT", caught.type.__name__)
        """
    )
    outcome = pytester.runpytest_inprocess("-rP")
    outcome.assert_outcomes(passed=3)
    outcome.stdout.no_fnmatch_line("WITHOUT NetworkRefusedError")
    all_refused = pytester.runpytest_inprocess("-rP", "-o", "ftrack_refuse_network=true")
    all_refused.assert_outcomes(passed=3)
    all_refused.stdout.fnmatch_lines(["WITHOUT NetworkRefusedError"])


def test_recording_is_made_by_the_option_and_replayed_without(
    pytester: pytest.Pytester, ftrack_server: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile(
        test_it="""
        import pytest
        from ftrack_orm import select
        from ftrack_stock import Task

        def test_count(ftrack_recording):
            assert len(ftrack_recording.query(select(Task.id))) == 300

        @pytest.mark.ftrack_recording("kept/named.json")
        def test_named(ftrack_recording):
            assert ftrack_recording.query(select(Task.id).limit(1)).all()
        """
    )
    missing = pytester.runpytest_inprocess()
    missing.assert_outcomes(errors=2)
    missing.stdout.fnmatch_lines(["*there is no recording*make it: pytest --ftrack-record*"])
    pytester.runpytest_inprocess("--ftrack-record").assert_outcomes(passed=2)
    for name in ("recordings/test_it.test_count.json", "kept/named.json"):
        assert ftrack_server.api_key not in (pytester.path / name).read_text(encoding="utf-8")
    monkeypatch.delenv("FTRACK_SERVER")
    monkeypatch.delenv("FTRACK_API_KEY")
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_plugin_imports_nothing_of_weight() -> None:
    program = (
        "import sys, pytest; before = set(sys.modules); import ftrack_orm.testing.plugin\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    light = {"hashlib", "_hashlib", "_blake2"}  # which newer versions of pytest import as well
    imported = {name for name in done.stdout.split() if not name.startswith("ftrack_orm.errors")} - light
    assert imported <= {"ftrack_orm", "ftrack_orm.deferral", "ftrack_orm.testing", "ftrack_orm.testing.plugin"}


def test_the_page_of_the_documentation_passes(pytester: pytest.Pytester) -> None:
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    pytester.makepyfile(**{f"test_block_{number}": block for number, block in enumerate(blocks)})
    pytester.runpytest_inprocess().assert_outcomes(passed=sum(block.count("def test_") for block in blocks))
