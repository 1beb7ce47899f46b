"""Refuse generated code that says anything but what was asked for.

Names and texts of a schema come from a server, whoever runs it. Generated code may hold classes with annotated
attributes whose arguments are literals, with exactly the data of the document, and no other statement: so nothing that
a schema says can become code.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Set
from typing import Any

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema.description import ANNOTATION_NAMES
from ftrack_orm_codegen.json_schema import JsonSchema
from ftrack_orm_codegen.module_text import HOMES

__all__ = ["verify"]

_MODULES = frozenset({"__future__", "builtins", "datetime", "typing", "ftrack_orm.mapping.declarative"})
_ATTRIBUTE_ARGUMENTS = ("default", "init", "target", "key", "mapping", "immutable", "api_name")
_CLASS_ARGUMENTS = ("entity_type", "primary_key", "default_projections")


def verify(code: str, document: JsonSchema) -> None:
    """Compare a module with the document that it was made from.

    Raises:
        SchemaError: It is not the same; the message says where.
    """
    definitions = {stated["x-ftrack"]["class"]: stated for stated in document["$defs"].values()}
    docstring, *statements = ast.parse(code).body
    _expect(_is_text(docstring), "the module begins with its docstring")
    allowed = ANNOTATION_NAMES | {"list", "_list"} | set(definitions)
    seen = []
    for statement in statements:
        if isinstance(statement, ast.ImportFrom):
            _expect(statement.module in _MODULES, f"it imports {statement.module}")
            continue
        if isinstance(statement, ast.If):
            _verify_mentions(statement)
            continue
        if not isinstance(statement, ast.ClassDef):
            raise _failure(f"line {statement.lineno} is no class")
        _expect(statement.name in definitions, f"it has a class {statement.name}")
        _verify_class(statement, definitions[statement.name], allowed)
        seen.append(statement.name)
    _expect(sorted(seen) == sorted(definitions), "it has each class once")


def _verify_mentions(node: ast.If) -> None:
    """See that only checkers import something, and that from the package's own vocabulary."""
    _expect(ast.unparse(node.test) == "TYPE_CHECKING" and not node.orelse, f"line {node.lineno} is for checkers")
    for one in node.body:
        fits = isinstance(one, ast.ImportFrom) and one.level == 1 and one.module in HOMES.values()
        _expect(fits, f"line {one.lineno} imports words or custom attributes")


def _verify_class(node: ast.ClassDef, stated: JsonSchema, allowed: Set[str]) -> None:
    extension = stated["x-ftrack"]
    bases = [extension.get("base", "Entity"), *extension.get("methods", ())]
    _expect(
        [ast.unparse(name) for name in node.bases] == [ast.unparse(ast.parse(base, mode="eval")) for base in bases],
        f"{node.name} has the bases {', '.join(bases)}",
    )
    _expect(_arguments(node.keywords) == _wanted(extension, _CLASS_ARGUMENTS), f"{node.name} has its arguments")
    _expect(not node.decorator_list, f"{node.name} has no decorator")
    properties = (stated["allOf"][1] if "allOf" in stated else stated)["properties"]
    seen = []
    for item in node.body:
        if not _is_text(item):
            seen.append(_verify_attribute(node.name, item, properties, allowed))
    _expect(sorted(seen) == sorted(properties), f"{node.name} has each attribute once")


def _verify_attribute(owner: str, item: ast.stmt, properties: Mapping[str, JsonSchema], allowed: Set[str]) -> str:
    if not (isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and isinstance(item.value, ast.Call)):
        raise _failure(f"line {item.lineno} of {owner} is no attribute")
    name = item.target.id
    _expect(name in properties, f"{owner} has an attribute {name}")
    parts = {part.id for part in ast.walk(item.annotation) if isinstance(part, ast.Name)}
    extension = properties[name]["x-ftrack"]
    if extension["kind"] in HOMES:
        wanted = f"{extension['kind']}[{extension['class']}]"
        _expect(ast.unparse(item.annotation) == wanted, f"{owner}.{name} is a {wanted}")
        allowed |= set(extension["class"].split(", "))
    _expect(parts <= allowed and not parts & set(properties), f"the annotation of {owner}.{name} holds types alone")
    _expect(not any(isinstance(part, ast.Call) for part in ast.walk(item.annotation)), f"{owner}.{name} calls nothing")
    _expect(_takes_none(item.annotation) == _is_nullable(properties[name]), f"{owner}.{name} is as optional as stated")
    _expect(ast.unparse(item.value.func) == "Attribute" and not item.value.args, f"{owner}.{name} is an Attribute")
    arguments = _wanted(extension, _ATTRIBUTE_ARGUMENTS)
    _expect(_arguments(item.value.keywords) == arguments, f"{owner}.{name} has its arguments")
    return name


def _arguments(keywords: list[ast.keyword]) -> dict[str | None, Any]:
    try:
        return {keyword.arg: ast.literal_eval(keyword.value) for keyword in keywords}
    except ValueError as error:
        raise _failure("an argument is no literal") from error


def _wanted(extension: JsonSchema, names: tuple[str, ...]) -> dict[str, Any]:
    stated = {name: extension[name] for name in names if name in extension}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()}


def _takes_none(annotation: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and part.value is None for part in ast.walk(annotation))


def _is_nullable(stated: JsonSchema) -> bool:
    if stated["x-ftrack"]["kind"] not in ("Scalar", "Computed"):
        return False
    return "null" in (stated.get("type"), *stated.get("type", ())) or {"type": "null"} in stated.get("anyOf", ())


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _expect(holds: bool, claim: str) -> None:
    if not holds:
        raise _failure(f"expected that {claim}")


def _failure(why: str) -> SchemaError:
    return SchemaError(f"the generated code is not what the schema says: {why}; nothing was written")
