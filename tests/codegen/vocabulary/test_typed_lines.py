"""What both type checkers accept and flag in a package with words and custom attributes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ftrack_orm_codegen import Options, generate_package
from tests.codegen.vocabulary.small_workspace import small_schema, small_vocabulary

ROOT = Path(__file__).parents[3]
NAME = "typed_studio"

HEAD = f"""
from datetime import datetime
from typing import Any, Literal, assert_type
from ftrack_orm import select
from ftrack_orm.query import Criterion, KeyedPath
from {NAME} import *
from {NAME}.custom_attributes import LightChoice, ShotCustomAttributes

def lines(shot: Shot, task: Task, project: Project, user: User) -> None:
"""

GOOD = """
assert_type(shot.custom_attributes, ShotCustomAttributes)
assert_type(shot.custom_attributes.fps, int)
assert_type(shot.custom_attributes["fps"], int)
assert_type(project.custom_attributes.fps, float)
assert_type(project.custom_attributes["ready"], bool)
assert_type(shot.custom_attributes.due, datetime | None)
assert_type(shot.custom_attributes.light, list[LightChoice])
assert_type(shot.custom_attributes.tags, list[str])
assert_type(shot.custom_attributes.page, str | None)
assert_type(shot.custom_attributes.length, str | float | None)
assert_type(shot.custom_attributes["3d note"], str)
assert_type(shot.custom_attributes["update"], str)
shot.custom_attributes.fps = 25
shot.custom_attributes.fps = None
shot.custom_attributes["due"] = datetime(2026, 1, 1)
shot.custom_attributes.light = ["day", "day for night"]
shot.custom_attributes["light"] = ("day",)
shot.custom_attributes.update({"whatever": 3})
Shot(name="a", custom_attributes={"fps": 25, "light": ["day"], "3d note": "x"})
assert_type(Shot.custom_attributes.fps > 24, Criterion)
assert_type(Shot.custom_attributes["fps"].in_([24, 25]), Criterion)
assert_type(Shot.custom_attributes["light"] == "day", Criterion)
assert_type(Shot.custom_attributes.due > datetime(2026, 1, 1), Criterion)
assert_type(Task.parent.as_(Shot).custom_attributes["3d note"], KeyedPath[str])
assert_type(Shot.custom_attributes.any(Shot.custom_attributes.key == "x"), Criterion)
assert_type(task.status.name == "In progress", bool)
select(Task).where(Task.status.name == "In progress", Task.status.name.in_(["镜头", "!!!"]))
select(Task).where(Task.status.name.like("In%"))
task.status = Statuses.IN_PROGRESS
task.status = Statuses("s1")
Task(name="a", parent=shot, status=Statuses.STATUS_2D_PAINT, type=Types.FX, priority=Priorities.NONE)
assert_type(Task.status == Statuses.IN_PROGRESS, Criterion)
assert_type(Task.status.in_([Statuses.IN_PROGRESS, Statuses.IN_PROGRESS_2]), Criterion)
assert_type(Statuses.IN_PROGRESS.id, str)
assert_type(Statuses.IN_PROGRESS.name, str)
assert_type(Statuses.of(task.status), Statuses | None)
assert_type(ProjectSchemas.VFX_SCHEME.statuses(Task, Types.FX), tuple[Statuses, ...])
assert_type(ProjectSchemas.VFX_SCHEME.types(Task), tuple[Types, ...])
assert_type(shot.custom_attribute_links.director.all(), list[User])
shot.custom_attribute_links["director"].add(user)
assert_type(Shot.custom_attribute_links, type[CustomAttributeLink])
"""

BAD = """
shot.custom_attributes.fps = "25"
shot.custom_attributes["fps"] = "25"
shot.custom_attributes.fps = 23.976
shot.custom_attributes.due = "2026-01-01"
shot.custom_attributes.light = ["dusk"]
shot.custom_attributes["light"] = ("dusk",)
shot.custom_attributes.length = 3
shot.custom_attributes["length"] = 3
shot.custom_attributes.fsp
shot.custom_attributes["fsp"]
shot.custom_attributes["fsp"] = 3
task.custom_attributes.light
project.custom_attributes.due
Shot.custom_attributes.fsp
Shot.custom_attributes["fsp"]
Shot.custom_attributes.fps > "24"
select(Shot).where(Shot.custom_attributes.light == "dusk")
Shot.custom_attributes["light"].in_(["dusk"])
Shot(name="a", custom_attributes={"fps": "25"})
Shot(name="a", custom_attributes={"fsp": 25})
select(Task).where(Task.status.name == "In progres")
select(Task).where(Task.status.name != "In progres")
Task.status.name.in_(["In progres"])
Statuses.IN_PROGRES
task.status = Types.FX
Task(name="a", status=Types.FX)
select(Task).where(Task.status == Types.FX)
Task.status.in_([Types.FX])
shot.custom_attribute_links.director.add(shot)
shot.custom_attribute_links["directr"]
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[int]]:
    """The file with all lines beside its package, and the numbers of those that are wrong."""
    folder = tmp_path_factory.mktemp("typed")
    options = Options(strict_literals=True)
    generate_package(small_schema(), folder / NAME, options, vocabulary=small_vocabulary())
    good, bad = ([f"    {line}" for line in text.strip().split("\n")] for text in (GOOD, BAD))
    head = HEAD.strip().split("\n")
    (folder / "lines.py").write_text("\n".join([*head, *good, *bad, ""]), encoding="utf-8")
    first = len(head) + len(good) + 1
    return folder / "lines.py", set(range(first, first + len(bad)))


def by_mypy(file: Path) -> set[int]:
    environment = os.environ | {"MYPYPATH": str(file.parent)}
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    return {int(line) for name, line in re.findall(r"^(.+?):(\d+): error: ", done.stdout, re.MULTILINE)}


def by_pyright(file: Path) -> set[int]:
    configuration = {"extraPaths": [str(ROOT), str(file.parent)], "pythonVersion": "3.11", "include": ["lines.py"]}
    path = file.with_name("pyrightconfig.json")
    path.write_text(json.dumps(configuration))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(path)]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, check=False)
    findings = json.loads(done.stdout)["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in findings if one["severity"] == "error"}


@pytest.mark.parametrize("checker", [by_mypy, by_pyright])
def test_bad_lines_are_flagged_and_good_ones_are_not(
    checker: Callable[[Path], set[int]], lines: tuple[Path, set[int]]
) -> None:
    file, wrong = lines
    text = file.read_text(encoding="utf-8").split("\n")
    found = checker(file)
    assert found == wrong, {number: text[number - 1] for number in found ^ wrong}


@pytest.mark.parametrize("strict", [True, False])
def test_a_package_with_a_vocabulary_type_checks(strict: bool, tmp_path: Path) -> None:
    options = Options(strict_literals=strict, single_file=strict)
    generate_package(small_schema(), tmp_path / NAME, options, vocabulary=small_vocabulary())
    environment = os.environ | {"MYPYPATH": str(tmp_path)}
    mypy = [sys.executable, "-m", "mypy", "-p", NAME]
    done = subprocess.run(mypy, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pyright = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, NAME]
    done = subprocess.run(pyright, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
