"""The public interface changes when somebody decides that it does, and never by accident."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.release.public_api import MODULES, ROOT, SNAPSHOT, public_api

PACKAGE = """
from contextlib import contextmanager
from dataclasses import dataclass

__all__ = ["Job", "run", "LIMIT"]
LIMIT: int = 3

@dataclass(frozen=True)
class Job:
    name: str
    frames: int = 1
    _secret: str = ""

    @property
    def done(self) -> bool: return True

    def start(self, at: int, /, *names: str, quiet: bool = False, **more: object) -> None: ...

    @contextmanager
    def running(self): yield

    def __len__(self) -> int: return 1

def run(job: Job, *, retry: bool = True) -> None: ...
def _inner() -> None: ...
"""
TOLD = """studio
    class Job(name: str, frames: int = 1, _secret: str = '')
        def __len__(self) -> int
        property done: bool
        frames: int
        name: str
        with def running(self) -> None
        def start(self, at: int, /, *names: str, quiet: bool = False, **more: object) -> None
    LIMIT: int
    def run(job: Job, *, retry: bool = True) -> None
"""


def test_the_public_interface_is_the_recorded_one() -> None:
    recorded, found = SNAPSHOT.read_text(encoding="utf-8"), public_api()
    changes = difflib.unified_diff(recorded.splitlines(), found.splitlines(), "recorded", "found", lineterm="", n=1)
    assert recorded == found, (
        "The public interface differs from what is recorded:\n"
        + "\n".join(changes)
        + "\n\nWhere that is meant, write it down with: .venv/bin/python -m tests.release.public_api\n"
        "and tell of it in CHANGELOG.md; docs/compatibility.md says what may change when."
    )


def test_names_signatures_and_members_are_told(tmp_path: Path) -> None:
    (tmp_path / "studio.py").write_text(PACKAGE, encoding="utf-8")
    assert public_api(["studio"], tmp_path) == TOLD


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("frames: int = 1", "frames: int = 2"),
        ("at: int, /,", "at: int,"),
        ("retry: bool = True", "retry: bool"),
        ("def done", "def finished"),
        ("-> bool", "-> int"),
        ('"run", ', ""),
    ],
)
def test_a_change_that_breaks_callers_changes_the_text(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "studio.py").write_text(PACKAGE.replace(before, after), encoding="utf-8")
    assert public_api(["studio"], tmp_path) != TOLD


def test_a_module_without_public_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "studio.py").write_text("LIMIT = 3\n", encoding="utf-8")
    with pytest.raises(LookupError, match="studio states no public names"):
        public_api(["studio"], tmp_path)


def test_the_documentation_imports_from_promised_modules_only() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    blocks = (
        block for page in pages for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    )
    used = {name for block in blocks for name in re.findall(r"^\s*(?:from|import) (ftrack_orm[\w.]*)", block, re.M)}
    assert used - set(MODULES) == set()


def test_the_promised_modules_are_listed_for_users() -> None:
    page = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")
    assert [name for name in MODULES if f"`{name}`" not in page] == []
