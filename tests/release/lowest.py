"""The lowest versions of dependencies that `pyproject.toml` allows, and those that were tested."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

__all__ = ["ROOT", "TESTED", "lowest_versions", "pins", "proven_versions"]

ROOT = Path(__file__).parents[2]
TESTED = Path(__file__).with_name("lowest.txt")
_TOOLS = frozenset({"dev", "docs"})
"""Extras that nobody installs who uses the library; what they name is taken at its newest."""


def lowest_versions(project: Path = ROOT / "pyproject.toml") -> dict[str, str]:
    """Return the lower bound of every dependency that users get, by its name.

    Raises:
        LookupError: A dependency has no lower bound, or two that differ.
    """
    found: dict[str, str] = {}
    for requirement in _requirements(project):
        bounds = [each.version for each in requirement.specifier if each.operator == ">="]
        if len(bounds) != 1 or found.setdefault(requirement.name, bounds[0]) != bounds[0]:
            raise LookupError(f"{requirement} does not state the one lower bound of {requirement.name}")
    return found


def proven_versions() -> dict[str, str]:
    """Return the versions that the last run of `make compatibility` with lowest versions proved."""
    lines = TESTED.read_text(encoding="utf-8").splitlines()
    pinned = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {name: version for name, _, version in pinned}


def pins(versions: dict[str, str]) -> str:
    """Return versions as a constraints file."""
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))


def _requirements(project: Path) -> Iterator[Requirement]:
    stated = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = (texts for extra, texts in stated["optional-dependencies"].items() if extra not in _TOOLS)
    for texts in (stated["dependencies"], *extras):
        for requirement in map(Requirement, texts):
            if requirement.name != stated["name"]:
                yield requirement
