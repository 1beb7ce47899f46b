"""Cut the one module of all classes into a module each, so that using one does not import the others.

A module imports its class's base. Classes that it leads to are imported for type checkers alone: at run time the
registry of the package finds them by the names of their entity types.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from ftrack_orm.errors import SchemaError
from ftrack_orm_codegen.module_text import GENERATED, HOMES, header, import_line, names_in, vocabulary_imports
from ftrack_orm_codegen.names import module_names

__all__ = ["split"]


def split(code: str) -> dict[str, str]:
    """Return the text of each module by its name.

    Raises:
        SchemaError: The modules together are not what the one was.
    """
    lines = code.split("\n")
    classes = {node.name: node for node in ast.parse(code).body if isinstance(node, ast.ClassDef)}
    modules = module_names(classes)
    texts = {}
    for name, node in classes.items():
        body = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        texts[modules[name]] = text = _module(node, body, modules)
        _verify(text, node, set(modules.values()))
    return texts


def _module(node: ast.ClassDef, body: str, modules: Mapping[str, str]) -> str:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)} & modules.keys()
    mentioned = {name.id for name in names_in(node)} | set(_quoted(node))
    related = mentioned & modules.keys() - bases - {node.name}
    words = vocabulary_imports(node, "..")
    needed = ["TYPE_CHECKING"] if related or words else []
    parts = [f'"""{node.name}, {GENERATED}"""', "", header(body, *needed).rstrip()]
    parts += ["", *(import_line(f".{modules[name]}", [name]) for name in sorted(bases))] if bases else []
    if needed:
        parts += ["", "if TYPE_CHECKING:", *words]
        parts += [import_line(f".{modules[name]}", [name], "    ") for name in sorted(related, key=modules.__getitem__)]
    return "\n".join([*parts, "", "", body, ""])


def _quoted(node: ast.ClassDef) -> Iterator[str]:
    """Return the names of classes that the bases mention in quotes."""
    parts = (part for base in node.bases for part in ast.walk(base))
    return (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _verify(text: str, node: ast.ClassDef, modules: set[str]) -> None:
    """See that a module holds that class and imports, and nothing else."""
    docstring, *statements, found = ast.parse(text).body
    for statement in list(statements):
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING" and not statement.orelse:
            statements += statement.body
            statements.remove(statement)
    imports = [
        one
        for one in statements
        if isinstance(one, ast.ImportFrom) and (not one.level or one.module in modules | set(HOMES.values()))
    ]
    if len(imports) != len(statements) or not isinstance(docstring, ast.Expr) or ast.dump(found) != ast.dump(node):
        raise SchemaError(f"the module of {node.name} is not what was generated; nothing was written")
