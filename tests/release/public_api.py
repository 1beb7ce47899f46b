"""The public interface as text, read from the sources without importing them.

`python -m tests.release.public_api` writes it to `public_api.txt` beside this file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import griffe

__all__ = ["MODULES", "SNAPSHOT", "public_api"]

ROOT = Path(__file__).parents[2]
SNAPSHOT = Path(__file__).with_name("public_api.txt")
MODULES = (
    "ftrack_orm",
    "ftrack_orm.display",
    "ftrack_orm.errors",
    "ftrack_orm.events",
    "ftrack_orm.events.bridge",
    "ftrack_orm.events.durable",
    "ftrack_orm.events.form",
    "ftrack_orm.events.typed",
    "ftrack_orm.export",
    "ftrack_orm.mapping",
    "ftrack_orm.mapping.declarative",
    "ftrack_orm.media",
    "ftrack_orm.plugins",
    "ftrack_orm.query",
    "ftrack_orm.reference",
    "ftrack_orm.sandbox",
    "ftrack_orm.sandbox.faults",
    "ftrack_orm.schema",
    "ftrack_orm.schema.stock",
    "ftrack_orm.schema.vocabulary",
    "ftrack_orm.sentinels",
    "ftrack_orm.session",
    "ftrack_orm.session.cache",
    "ftrack_orm.session.events",
    "ftrack_orm.settings",
    "ftrack_orm.testing",
    "ftrack_orm.transport",
)
"""What is named in `__all__` of these is promised; everything else may change at any time."""

_PLUMBING = frozenset(
    {"__all__", "__slots__", "__init__", "__repr__", "__str__", "__dir__", "__getattr__", "__module__", "__doc__"}
    | {"__match_args__", "__annotations__", "__weakref__", "__set_name__", "__init_subclass__", "__rich_repr__"}
)
"""Part of no promise, or told otherwise: the parameters of `__init__` stand beside the class."""


_STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}


def public_api(modules: Sequence[str] = MODULES, root: Path = ROOT) -> str:
    """Return the text: modules of one package, and in each its names, with signatures and members."""
    package = modules[0].partition(".")[0]
    house = griffe.load(package, search_paths=[str(root)], resolve_aliases=True)
    lines: list[str] = []
    for path in modules:
        module = house if path == package else house[path.partition(".")[2]]
        lines += [path, *(f"    {line}" for line in _names(module)), ""]
    return "\n".join(lines)


def _names(module: griffe.Object | griffe.Alias) -> Iterator[str]:
    stated = sorted(str(name) for name in module.exports or ())
    if not stated:
        raise LookupError(f"{module.path} states no public names in __all__")
    for name in stated:
        found = module[name]
        yield from _told(name, found.final_target if found.is_alias else found)


def _told(name: str, found: griffe.Object | griffe.Alias) -> Iterator[str]:
    if found.is_class:
        yield f"class {name}{_bases(found)}{_parameters(found)}"
        for member in sorted(found.all_members):
            if _is_promised(member):
                yield from (f"    {line}" for line in _member(member, found.all_members[member]))
    else:
        yield from _member(name, found)


def _member(name: str, found: griffe.Object | griffe.Alias) -> Iterator[str]:
    target = found.final_target if isinstance(found, griffe.Alias) else found
    if isinstance(target, griffe.Function):
        for each in target.overloads or [target]:
            yield f"{_kind(target)}{name}({_listed(each.parameters)}) -> {each.returns}"
    elif isinstance(target, griffe.Attribute):
        word = "property " if "property" in target.labels else ""
        setter = " (can be set)" if "writable" in target.labels else ""
        yield f"{word}{name}: {target.annotation}{setter}"
    elif isinstance(target, griffe.Class):
        yield from _told(name, target)
    else:
        yield f"{target.kind.value} {name}"


def _kind(function: griffe.Function) -> str:
    kinds: list[str] = [word for word in ("async", "classmethod", "staticmethod") if word in function.labels]
    if any(
        str(decorator.value) in ("contextmanager", "contextlib.contextmanager") for decorator in function.decorators
    ):
        kinds.append("with")
    return " ".join([*kinds, "def "])


def _bases(found: griffe.Object | griffe.Alias) -> str:
    target = found.final_target if isinstance(found, griffe.Alias) else found
    assert isinstance(target, griffe.Class)
    bases = ", ".join(str(base) for base in target.bases)
    return f"[{bases}]" if bases else ""


def _parameters(found: griffe.Object | griffe.Alias) -> str:
    made = found.all_members.get("__init__")
    target = made.final_target if isinstance(made, griffe.Alias) else made
    return f"({_listed(target.parameters, skip=1)})" if isinstance(target, griffe.Function) else "()"


def _listed(parameters: griffe.Parameters, skip: int = 0) -> str:
    """Return parameters as they are written in a `def`."""
    told: list[str] = []
    before: griffe.ParameterKind | None = None
    for each in list(parameters)[skip:]:
        if before is griffe.ParameterKind.positional_only and each.kind is not before:
            told.append("/")
        stars = _STARS.get(each.kind, "") if each.kind else ""
        opened = (griffe.ParameterKind.keyword_only, griffe.ParameterKind.var_positional)
        if each.kind is griffe.ParameterKind.keyword_only and before not in opened:
            told.append("*")
        default = "" if each.default is None or stars else f" = {each.default}"
        told.append(f"{stars}{each.name}" + (f": {each.annotation}" if each.annotation else "") + default)
        before = each.kind
    if before is griffe.ParameterKind.positional_only:
        told.append("/")
    return ", ".join(told)


def _is_promised(name: str) -> bool:
    return name not in _PLUMBING and (not name.startswith("_") or (name.startswith("__") and name.endswith("__")))


if __name__ == "__main__":
    SNAPSHOT.write_text(public_api(), encoding="utf-8", newline="\n")
