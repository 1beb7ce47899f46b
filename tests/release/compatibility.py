"""Run the suite on every interpreter of this machine, and with the lowest versions of what the library needs.

`python -m tests.release.compatibility`, or `make compatibility`; `--only 3.12` or `--only lowest` runs one of them.
Each has an environment of its own outside of the checkout, which is removed after it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.release.lowest import ROOT, TESTED, lowest_versions, pins

__all__ = ["Interpreter", "Run", "interpreters", "main", "planned"]

LEFT_OUT = ("tests/typing", "tests/release", "tests/benchmarks", "tests/reference/test_in_browser.py")
"""What one interpreter tells for all: type checkers, the wheel, the docs' site, speed, and pages in a browser."""
OLDEST = (3, 11)
HEAD = "# The lowest versions that passed the suite; written by `make compatibility`.\n"
_PLACES = ("~/.pyenv/versions/*/bin/python", "~/.local/share/uv/python/*/bin/python", "/usr/bin/python3.??")
_ASK = (
    "import sys, sysconfig; print(sys.implementation.name, *sys.version_info[:3], "
    "int(bool(sysconfig.get_config_var('Py_GIL_DISABLED'))))"
)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python of this machine."""

    path: Path
    version: tuple[int, int, int]
    free_threaded: bool = False

    @property
    def name(self) -> str:
        """As `3.13`, or `3.13t` where it runs without the global lock."""
        return f"{self.version[0]}.{self.version[1]}" + ("t" if self.free_threaded else "")


@dataclass(frozen=True, slots=True)
class Run:
    """The suite on an interpreter; `lowest` is with the lowest versions, else with the newest."""

    name: str
    interpreter: Interpreter
    lowest: bool = False


def interpreters(paths: Sequence[Path] | None = None) -> list[Interpreter]:
    """Return the newest of each minor version that the library supports, oldest first."""
    found: dict[str, Interpreter] = {}
    for path in _places() if paths is None else paths:
        each = _asked(path)
        if each is not None and each.version >= OLDEST:
            held = found.get(each.name)
            if held is None or held.version < each.version:
                found[each.name] = each
    return sorted(found.values(), key=lambda each: (each.version, each.free_threaded))


def planned(found: Sequence[Interpreter], only: Sequence[str] = ()) -> list[Run]:
    """Return the runs: the lowest versions on the oldest interpreter, and the newest on every one.

    Raises:
        LookupError: There is no interpreter, or none of a name that was asked for.
    """
    if not found:
        raise LookupError(f"this machine has no Python {OLDEST[0]}.{OLDEST[1]} or newer")
    runs = [Run("lowest", found[0], lowest=True), *(Run(each.name, each) for each in found)]
    unknown = set(only) - {run.name for run in runs}
    if unknown:
        raise LookupError(
            f"there is no {', '.join(sorted(unknown))}; this machine has {', '.join(r.name for r in runs)}"
        )
    return [run for run in runs if not only or run.name in only]


def main() -> None:
    """Run what was asked for, tell the outcome of each, and write down the lowest versions where they passed."""
    arguments = argparse.ArgumentParser(description="Run the suite on every interpreter, and with the lowest versions.")
    arguments.add_argument("--only", action="append", default=[], metavar="NAME", help="a version, or `lowest`")
    try:
        runs = planned(interpreters(), arguments.parse_args().only)
    except LookupError as error:
        sys.exit(str(error))
    outcomes = {run.name: _passed(run) for run in runs}
    for name, passed in outcomes.items():
        print(f"{name:8}{'passed' if passed else 'FAILED'}")
    sys.exit(0 if all(outcomes.values()) else 1)


def _passed(run: Run) -> bool:
    with tempfile.TemporaryDirectory(prefix="ftrack-orm-") as folder:
        constraints = Path(folder) / "lowest.txt"
        constraints.write_text(pins(lowest_versions()) if run.lowest else "", encoding="utf-8")
        print(f"== {run.name}: Python {'.'.join(map(str, run.interpreter.version))}", flush=True)
        python = _made(run.interpreter, Path(folder) / "venv", constraints)
        passed = subprocess.run([str(python), *_suite(run)], cwd=ROOT, check=False).returncode == 0
        if passed and run.lowest:
            TESTED.write_text(HEAD + constraints.read_text("utf-8"), encoding="utf-8", newline="\n")
    return passed


def _suite(run: Run) -> Iterator[str]:
    """Return the arguments of Python. An old version of another's may use what is deprecated by now; ours may not."""
    yield from ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", "tests")
    yield from (f"--ignore={path}" for path in LEFT_OUT)
    if run.lowest:
        yield from ("-W", "ignore::DeprecationWarning")


def _made(interpreter: Interpreter, folder: Path, constraints: Path) -> Path:
    """Make an environment with the library as it stands, its extras and the tools; return its Python."""
    python, needed = folder / "bin" / "python", ["--constraint", str(constraints), "--editable", f"{ROOT}[dev]"]
    if uv := shutil.which("uv"):
        subprocess.run([uv, "venv", "--quiet", "--python", str(interpreter.path), str(folder)], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *needed], check=True)
    else:
        subprocess.run([str(interpreter.path), "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *needed], check=True)
    return python


def _places() -> Iterator[Path]:
    for pattern in _PLACES:
        place = Path(pattern).expanduser()
        yield from sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor))))
    yield Path(sys.executable)


def _asked(path: Path) -> Interpreter | None:
    try:
        told = subprocess.run([str(path), "-c", _ASK], capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    name, major, minor, patch, free = told.split()
    return Interpreter(path, (int(major), int(minor), int(patch)), free == "1") if name == "cpython" else None


if __name__ == "__main__":
    main()
