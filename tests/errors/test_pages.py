"""A page for each error: it raises what it is about, on the sandbox, and tells all that the error holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm import errors
from ftrack_orm.errors import FtrackError
from ftrack_orm.sandbox import Sandbox
from tests.errors.test_tree import ONE_OF_EACH

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "errors"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
RAISED: dict[str, type[Exception]] = {
    name: kind
    for name in errors.__all__
    if isinstance(kind := getattr(errors, name), type) and issubclass(kind, Exception)
}


def page(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_each_public_error_has_a_page_and_each_page_an_error() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} - {"index"} == set(RAISED)


def test_the_overview_and_the_navigation_lead_to_each_page() -> None:
    assert set(re.findall(r"\]\((\w+)\.md\)", page("index"))) == set(RAISED)
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    assert set(re.findall(r"errors/(\w+)\.md", navigation)) == {*RAISED, "index"}


@pytest.mark.parametrize("name", RAISED)
def test_a_page_names_what_the_error_holds_and_what_is_above_it(name: str) -> None:
    kind, text = RAISED[name], page(name)
    assert text.startswith(f"# {name}\n")
    assert "\n## What to do\n" in text
    example = ONE_OF_EACH.get(kind) if issubclass(kind, FtrackError) else None
    for attribute in vars(example) if example is not None else ():
        if attribute == "__notes__":
            continue  # what pytest or Hypothesis wrote on it elsewhere
        assert f"`{attribute}`" in text, f"{name}.md does not tell of {attribute}"
    above = {base.__name__ for base in kind.__bases__ if base.__name__ in RAISED}
    for base in above:
        assert f"[{base}]({base}.md)" in text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the official client imports what Python deprecates
@pytest.mark.parametrize("name", RAISED)
def test_the_block_of_a_page_meets_its_error(name: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    kind, met = RAISED[name], []
    make = kind.__init__

    def noted(error: Any, *arguments: Any, **named: Any) -> None:
        met.append(error)
        make(error, *arguments, **named)

    monkeypatch.setattr(kind, "__init__", noted)
    text = page(name)
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], f"{name}.md", "exec"), {"__name__": "page"})
    assert met, f"{name}.md does not raise it"
    assert all(isinstance(error, FtrackError | Warning) for error in met)
