"""What is installed: the contents of the wheel, and that it works without the checkout."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = {
    "ftrack_orm": "ftrack_orm",
    "ftrack_orm_codegen": "codegen/ftrack_orm_codegen",
    "ftrack_stock": "generated/ftrack_stock",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and with what it needs from this one; without the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return folder / "bin" / "python"


def run(python: Path, *arguments: str, folder: Path, **settings: str) -> str:
    """Run a command of the environment, as in a shell where it is active."""
    inherited = {key: value for key, value in os.environ.items() if key in ("HOME", "LANG", "TMPDIR")}
    environment = (
        inherited
        | settings
        | {
            "VIRTUAL_ENV": str(python.parents[1]),
            "PATH": os.pathsep.join([str(python.parent), str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        }
    )
    done = subprocess.run([*arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_three_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.split("/")[0] for name in archive.namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == set(SOURCES)


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for package, folder in SOURCES.items():
        for name in tracked:
            if name.startswith(f"{folder}/") and (ROOT / name).exists():
                assert name.replace(folder, package, 1) in held


def test_every_package_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert {f"{package}/py.typed" for package in SOURCES} <= set(archive.namelist())


def test_the_runtime_needs_four_distributions(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        needed = message_from_bytes(archive.read(name)).get_all("Requires-Dist") or []
    core = sorted(one.split(">")[0].strip() for one in needed if "extra ==" not in one)
    assert core == ["lark", "pydantic", "requests", "websockets"]


def test_the_installed_package_is_used_from_a_script(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import ftrack_orm, ftrack_stock\n"
        "from ftrack_orm import Session, select\n"
        "from ftrack_orm.sandbox import Sandbox\n"
        "from ftrack_stock import Task\n"
        "with Sandbox() as sandbox, Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:\n"
        "    task = session.query(select(Task).where(Task.status.name == 'In progress')).first()\n"
        "    assert task is not None\n"
        "    task.name = 'renamed'\n"
        "    print(session.commit().updated, ftrack_orm.__file__)\n",
        encoding="utf-8",
    )
    told = run(installed, str(installed), str(script), folder=tmp_path)
    assert told.startswith(f"1 {installed.parents[1]}")


def test_the_installed_command_generates_a_package(installed: Path, tmp_path: Path) -> None:
    run(installed, str(installed), "-m", "ftrack_orm.cli", "generate", "--stock", "--output", "studio", folder=tmp_path)
    told = run(installed, str(installed), "-c", "from studio import Task; print(Task.__name__)", folder=tmp_path)
    assert told == "Task\n"


@pytest.mark.parametrize("package", ["ftrack_orm", "ftrack_stock"])
def test_the_public_interface_is_typed_completely(installed: Path, tmp_path: Path, package: str) -> None:
    pyright = str(Path(sys.executable).with_name("pyright"))
    told = run(installed, pyright, "--verifytypes", package, "--ignoreexternal", folder=tmp_path)
    assert "Type completeness score: 100%" in told


def test_the_tutorial_runs_on_the_installed_package(installed: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), re.M | re.S)
    script = tmp_path / "tutorial.py"
    script.write_text("\n".join(blocks), encoding="utf-8")
    server = subprocess.Popen(
        [str(installed), "-m", "ftrack_orm.cli", "sandbox", "--seed", "demo", "--api-user", "ada", "--api-key", "key"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    try:
        assert server.stdout is not None
        settings = {
            "FTRACK_SERVER": server.stdout.readline().strip(),
            "FTRACK_API_USER": "ada",
            "FTRACK_API_KEY": "key",
        }
        told = run(installed, str(installed), str(script), folder=tmp_path, **settings)
    finally:
        server.terminate()
        server.communicate(timeout=20)
    assert "did you mean 'name'?" in told
