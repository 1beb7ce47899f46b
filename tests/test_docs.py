"""Every Python block of the documentation runs, in order, on the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ftrack_stock  # noqa: F401  # its classes announce themselves
from ftrack_orm.mapping import Registry
from ftrack_orm.sandbox import Sandbox

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN_HERE = [page for page in PAGES if page.parent.name != "errors" or page.stem == "index"]
"""The blocks of the pages on errors are run by tests/errors/test_pages.py, which sees that they raise them."""
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _stock() -> Iterator[None]:
    """Give the generated class its place back, which one of a page takes."""
    registry = Registry.of_package("ftrack_stock")
    stock = registry.mapper("Task")
    yield
    registry.add(stock)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the official client imports what Python deprecates
@pytest.mark.parametrize("page", RUN_HERE, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_blocks_run(page: Path, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "page"}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], str(page), "exec"), names)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
