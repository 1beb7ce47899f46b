"""The audit of dependencies: what is asked about, and that no answer is never taken for a good one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.release.audit import Verdict, installed_for_users, judged

ASKED = {"requests": "2.31.0", "lark": "1.1.9"}
WELL = {"name": "lark", "version": "1.1.9", "vulns": []}
BAD = {"name": "Requests", "version": "2.31.0", "vulns": [{"id": "CVE-2024-35195", "fix_versions": ["2.32.0"]}]}


def report(*packages: dict[str, Any]) -> dict[str, Any]:
    return {"dependencies": list(packages), "fixes": []}


def test_what_users_install_is_asked_about_and_tools_are_not() -> None:
    asked = set(installed_for_users())
    assert {"pydantic", "pydantic-core", "requests", "urllib3", "lark", "websockets", "sqlalchemy", "rich"} <= asked
    assert not {"pytest", "mypy", "ftrack-orm", "ftrack-python-api", "mkdocs"} & asked


def test_a_vulnerability_is_told_with_the_version_that_mends_it() -> None:
    verdict = judged(report(WELL, BAD), ASKED)
    assert verdict == Verdict(2, (), ("Requests 2.31.0: CVE-2024-35195, mended in 2.32.0",))
    assert verdict.exit_code == 1
    assert "mended in 2.32.0" in str(verdict)


def test_everything_that_is_well_is_well() -> None:
    assert judged(report(WELL), {"lark": "1.1.9"}).exit_code == 0


@pytest.mark.parametrize(
    "told",
    [{}, report(), report(WELL), report(WELL, {"name": "requests", "skip_reason": "not found"})],
    ids=["no answer", "nothing", "one of two", "skipped"],
)
def test_a_package_that_was_not_audited_is_not_well(told: dict[str, Any]) -> None:
    verdict = judged(told, ASKED)
    assert verdict.exit_code == 2
    assert "NOT AUDITED" in str(verdict)
    assert "requests" in str(verdict)
