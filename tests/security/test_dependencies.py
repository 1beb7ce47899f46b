"""What is run of others: the stated dependencies and nothing else."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = {"pydantic", "requests", "lark", "websockets"}
BROUGHT_ALONG = {"urllib3": "requests", "certifi": "requests", "pydantic_core": "pydantic"}
"""Imported too, and always installed with the dependency that is named here."""
IMPORTED_AS = {"pillow": "PIL", "ipython": "IPython"}
OPTIONAL = {"orjson", "pandas", "click", "traitlets"}
"""Used where somebody else installed them, or brought along by what an extra names."""
OWN_TEXT = {Path("ftrack_orm/query/node.py"), Path("ftrack_orm/mapping/declaring/annotation.py")}
"""They run text of classes that were imported: constructors of the names of their fields, and annotations as they stand
in a class body. Classes that are made at run time have no text in either."""


def names_of(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", text)[0] for text in requirements}


def imports(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield (node.module or "").partition(".")[0]


def test_runtime_dependencies_are_the_stated_ones() -> None:
    assert names_of(PROJECT["dependencies"]) == RUNTIME


def test_every_dependency_has_a_lower_bound() -> None:
    extras = PROJECT["optional-dependencies"]
    for text in [*PROJECT["dependencies"], *(text for given in extras.values() for text in given)]:
        assert text.startswith("ftrack-orm[") or ">=" in text, text


def test_nothing_is_imported_that_is_not_stated() -> None:
    extras = PROJECT["optional-dependencies"]
    stated = RUNTIME | {
        name for extra, given in extras.items() if extra not in ("dev", "docs") for name in names_of(given)
    }
    allowed = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in stated} | set(BROUGHT_ALONG) | OPTIONAL
    allowed |= {"ftrack_orm", "ftrack_orm_codegen", "ftrack_stock"} | set(sys.stdlib_module_names)
    found = {name for folder in ("ftrack_orm", "codegen", "generated") for name in imports(ROOT / folder)}
    assert found - allowed == set()


def test_importing_the_library_opens_no_connection_and_runs_no_program() -> None:
    code = (
        "import sys\n"
        "def judge(event, arguments):\n"
        "    if event in ('socket.connect', 'subprocess.Popen', 'os.system', 'os.exec', 'socket.getaddrinfo'):\n"
        "        raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(judge)\n"
        "import ftrack_orm\n"
        "from ftrack_orm import Session, select\n"
        "import ftrack_orm.sandbox, ftrack_orm.export, ftrack_orm.media, ftrack_orm.events\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_library_neither_unpickles_nor_runs_text() -> None:
    """Bytes and text of others become data: by JSON, by a grammar, by SQLite; never by what could run them."""
    refused = {"pickle", "marshal", "shelve", "cPickle", "dill", "cloudpickle", "yaml"}
    for folder in ("ftrack_orm", "codegen"):
        assert not refused & set(imports(ROOT / folder))
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    called = node.func.id if isinstance(node.func, ast.Name) else ""
                    own = path.relative_to(ROOT) in OWN_TEXT
                    assert called not in ("eval", "exec", "__import__") or own, f"{path}:{node.lineno}"
                    assert "shell" not in {each.arg for each in node.keywords}, f"{path}:{node.lineno}"
