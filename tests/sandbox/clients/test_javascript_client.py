"""The official JavaScript client works on the sandbox: each scenario of `tests/javascript` is a test here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ftrack_orm.sandbox import Sandbox

_FOLDER = Path(__file__).parents[2] / "javascript"
_FILES = sorted(_FOLDER.glob("*.test.js"))
_SCENARIO = re.compile(r'^test\("(.+?)", ', re.MULTILINE)
_SCENARIOS = [(path.name, name) for path in _FILES for name in _SCENARIO.findall(path.read_text(encoding="utf-8"))]
_SECONDS = 120

Reports = dict[tuple[str, str], str | None]
"""What went wrong in each scenario that was run, None where nothing did."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="conformance") as running:
        yield running


@pytest.fixture(scope="module")
def reports(sandbox: Sandbox) -> Reports:
    """Run all scenarios once, the files beside each other."""
    node = _node()
    command = [node, "--test", "--test-concurrency=4", "--test-reporter=./reporter.js", *(path.name for path in _FILES)]
    environment = os.environ | _settings(sandbox)
    done = subprocess.run(
        command, cwd=_FOLDER, env=environment, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, f"node reported nothing: {done.stdout}{done.stderr}"
    assert not [line for line in lines if line["name"] is None and line["error"] != "test failed"], done.stdout
    return {(line["file"], line["name"]): line["error"] for line in lines if line["name"] is not None}


def _node() -> str:
    node = shutil.which("node")
    if node is None or not (_FOLDER / "node_modules" / "@ftrack" / "api").is_dir():
        reason = f"no {'node' if node is None else 'JavaScript client'}: run `make services`"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return node


def _settings(sandbox: Sandbox) -> dict[str, str]:
    colleague, reader = sandbox.add_user("js_colleague"), sandbox.add_user("js_reader", roles=("Reader",))
    return {
        "FTRACK_SERVER": sandbox.url,
        "FTRACK_API_USER": sandbox.api_user,
        "FTRACK_API_KEY": sandbox.api_key,
        "FTRACK_COLLEAGUE": colleague.user,
        "FTRACK_COLLEAGUE_KEY": colleague.key,
        "FTRACK_READER": reader.user,
        "FTRACK_READER_KEY": reader.key,
    }


@pytest.mark.parametrize(
    ("file", "name"),
    [pytest.param(file, name, id=f"{file.removesuffix('.test.js')}: {name}") for file, name in _SCENARIOS],
)
def test_javascript(file: str, name: str, reports: Reports) -> None:
    assert (file, name) in reports, "the scenario was not run: its file failed before it, or node knows it otherwise"
    error = reports[file, name]
    if error is not None:
        pytest.fail(error, pytrace=False)


def test_every_scenario_that_node_ran_is_a_test_here(reports: Reports) -> None:
    assert reports.keys() == set(_SCENARIOS)


def test_lock_file_names_no_registry_and_pins_every_package() -> None:
    packages = json.loads((_FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert "@ftrack/api" in packages[""]["dependencies"]
    for path, package in packages.items():
        assert "resolved" not in package, path
        assert not path or package["integrity"].startswith("sha512-"), path
