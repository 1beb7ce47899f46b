"""Run a soak from a test, as `make soak` does, and read what it says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.soak.journal import lines

__all__ = ["Soaked", "soaked"]

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a soak printed, its exit code, and what was done on purpose."""

    code: int
    output: str
    confessions: dict[str, list[str]]


def soaked(folder: Path, seconds: float, *arguments: str) -> Soaked:
    """Run a soak of so many seconds in an empty folder."""
    command = [sys.executable, "-m", "tests.soak", "--minutes", f"{seconds / 60:.4f}", "--folder", str(folder)]
    ended = subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=_ROOT, check=False)
    confessions: dict[str, list[str]] = {}
    for line in lines(folder / "run" / "sabotage.log"):
        confessions.setdefault(line["sabotage"], []).append(line["what"])
    return Soaked(ended.returncode, ended.stdout + ended.stderr, confessions)
