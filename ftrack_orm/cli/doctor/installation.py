"""Check what is installed here, against what the package says that it needs."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, version

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from ftrack_orm.cli.doctor.check import Check

__all__ = ["check_installation", "check_requirement"]

_DISTRIBUTION = "ftrack-orm"
_NOT_FOR_USERS = frozenset({"all", "dev", "docs"})


def check_installation() -> Iterator[Check]:
    """Check the versions of Python, of the library and of what it needs, and which extras are complete."""
    try:
        stated = metadata(_DISTRIBUTION)
    except PackageNotFoundError:
        yield Check("python", "ok", _python())
        yield Check("ftrack-orm", "warning", "it runs from a folder and is not installed", "pip install ftrack-orm")
        return
    yield _check_python(stated)
    yield Check("ftrack-orm", "ok", stated["Version"])
    needed = list(_requirements(stated))
    core = [requirement for requirement in needed if _applies(requirement, "")]
    yield from (check_requirement(requirement) for requirement in core)
    for extra in sorted(set(stated.get_all("Provides-Extra") or ()) - _NOT_FOR_USERS):
        names = {requirement.name for requirement in core}
        yield _check_extra(extra, [one for one in needed if _applies(one, extra) and one.name not in names])


def check_requirement(requirement: Requirement) -> Check:
    """Compare what is installed of a distribution with what is asked for."""
    there = _version(requirement.name)
    if there is None:
        return Check(requirement.name, "error", "missing", f"pip install {_quoted(requirement)}")
    if not _suits(requirement, there):
        return Check(
            requirement.name,
            "error",
            f"{there}, and it must be {requirement.specifier}",
            f"pip install --upgrade {_quoted(requirement)}",
        )
    return Check(requirement.name, "ok", there)


def _check_python(stated: PackageMetadata) -> Check:
    wanted = (stated.get_all("Requires-Python") or [""])[0]
    if SpecifierSet(wanted).contains(platform.python_version(), prereleases=True):
        return Check("python", "ok", _python())
    return Check("python", "error", f"{_python()}, and it must be {wanted}", f"make an environment of Python {wanted}")


def _python() -> str:
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _requirements(stated: PackageMetadata) -> Iterator[Requirement]:
    for text in stated.get_all("Requires-Dist") or ():
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        if canonicalize_name(requirement.name) != _DISTRIBUTION:
            yield requirement


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _check_extra(extra: str, needed: Sequence[Requirement]) -> Check:
    """An extra is for those who want it: what is missing is no fault, but what is too old fails one day."""
    versions = {requirement.name: _version(requirement.name) for requirement in needed}
    old = [one for one in needed if (there := versions[one.name]) is not None and not _suits(one, there)]
    missing = [name for name, there in versions.items() if there is None]
    label = f"extra {extra}"
    if old:
        found = ", ".join(f"{one.name} {versions[one.name]}, and it must be {one.specifier}" for one in old)
        return Check(label, "warning", found, f"pip install --upgrade {' '.join(map(_quoted, old))}")
    if missing:
        remedy = f"pip install '{_DISTRIBUTION}[{extra}]'"
        return Check(label, "skipped", f"optional; without {', '.join(missing)}", remedy)
    return Check(label, "ok", ", ".join(f"{name} {there}" for name, there in versions.items()))


def _suits(requirement: Requirement, there: str) -> bool:
    return requirement.specifier.contains(there, prereleases=True)


def _quoted(requirement: Requirement) -> str:
    return f"'{requirement.name}{requirement.specifier}'"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
