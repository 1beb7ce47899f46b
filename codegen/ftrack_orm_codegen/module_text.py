"""How the text of a generated module begins: its docstring and its imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ftrack_orm.schema.description import SEAM

__all__ = ["GENERATED", "HOMES", "header", "import_line", "names_in", "vocabulary_imports"]

GENERATED = "written by `ftrack-orm generate`: do not edit, generate again."
"""What the docstring of every generated module ends with."""

_IMPORTS = (
    ("builtins", ("list as _list",)),
    ("datetime", ("datetime",)),
    ("typing", ("TYPE_CHECKING", "Any", "Literal")),
    ("ftrack_orm.mapping.declarative", SEAM),
)
_LINE = 120

HOMES = {"CustomAttributeLinks": "custom_attributes", "CustomAttributes": "custom_attributes", "Named": "vocabulary"}
"""The module of the package that has what stands in the brackets of an annotation kind."""


def header(body: str, *needed: str) -> str:
    """Return the imports that a module's classes take, and those that are needed beside."""
    used = {name.id for name in names_in(ast.parse(body))} | set(needed)
    lines = ["from __future__ import annotations", ""]
    for module, names in _IMPORTS:
        wanted = [name for name in names if name.rpartition(" ")[2] in used]
        if module.startswith("ftrack_orm") and lines[-1]:
            lines.append("")
        if wanted:
            lines.append(import_line(module, wanted))
    return "\n".join(lines)


def vocabulary_imports(tree: ast.AST, dots: str, indent: str = "    ") -> list[str]:
    """Return the imports of what classes mention of the package's words and custom attributes, for checkers alone."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in HOMES:
            names = [name.id for name in names_in(node.slice)]
            mentioned = names[:1] if node.value.id == "CustomAttributeLinks" else names
            found.setdefault(HOMES[node.value.id], set()).update(mentioned)
    return [import_line(f"{dots}{module}", sorted(names), indent) for module, names in sorted(found.items())]


def import_line(module: str, names: Sequence[str], indent: str = "") -> str:
    """Return the statement that imports names from a module, folded where it is long."""
    line = f"{indent}from {module} import {', '.join(names)}"
    if len(line) <= _LINE:
        return line
    return f"{indent}from {module} import (\n" + "".join(f"{indent}    {name},\n" for name in names) + f"{indent})"


def names_in(tree: ast.AST) -> Iterator[ast.Name]:
    """Return every name that code reads or writes; text is none."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))
