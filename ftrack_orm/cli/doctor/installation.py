"""Check what is installed here."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from ftrack_orm.cli.doctor.check import Check

__all__ = ["check_installation"]

_DISTRIBUTION = "ftrack-orm"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_NOT_FOR_USERS = frozenset({"all", "dev"})


def check_installation() -> Iterator[Check]:
    """Check the versions of Python, of the library and of what it needs, and which extras are complete."""
    own = _version(_DISTRIBUTION)
    yield Check("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    if own is None:
        yield Check("ftrack-orm", "warning", "it runs from a folder and is not installed", "pip install ftrack-orm")
        return
    yield Check("ftrack-orm", "ok", own)
    needed = _requirements()
    yield from (_needed(name) for name in needed.pop(None, []))
    yield from (_extra(extra, names) for extra, names in sorted(needed.items(), key=str))


def _requirements() -> dict[str | None, list[str]]:
    """Return the names of the needed distributions, by the extra that needs them; None is the library itself."""
    found: dict[str | None, list[str]] = {}
    for requirement in requires(_DISTRIBUTION) or ():
        name, extra = _NAME.match(requirement), _EXTRA.search(requirement)
        if name is not None and name[0] != _DISTRIBUTION and (extra is None or extra[1] not in _NOT_FOR_USERS):
            found.setdefault(None if extra is None else extra[1], []).append(name[0])
    return found


def _needed(name: str) -> Check:
    there = _version(name)
    if there is None:
        return Check(name, "error", "missing", f"pip install {name}")
    return Check(name, "ok", there)


def _extra(extra: str | None, names: list[str]) -> Check:
    missing = [name for name in names if _version(name) is None]
    label = f"extra {extra}"
    if not missing:
        return Check(label, "ok", ", ".join(f"{name} {_version(name)}" for name in names))
    remedy = f"pip install '{_DISTRIBUTION}[{extra}]', if you need it"
    return Check(label, "skipped", f"without {', '.join(missing)}", remedy)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
