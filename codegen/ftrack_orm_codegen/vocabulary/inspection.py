"""Refuse modules of words and custom attributes that say anything but what was asked for.

Names, keys, choices and labels come from a server, whoever runs it. The modules may hold classes, annotations and
literals; there is no call but that of TypedDict, no statement that does anything, and no name but those that are meant.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Set

from ftrack_orm.errors import SchemaError
from ftrack_orm_codegen.vocabulary.custom_class import CustomClasses
from ftrack_orm_codegen.vocabulary.word_module import WordKind, stated

__all__ = ["inspect_custom_module", "inspect_word_module"]

_INERT = (
    ast.Module, ast.Expr, ast.Constant, ast.ImportFrom, ast.alias, ast.If, ast.ClassDef, ast.Assign, ast.AnnAssign,
    ast.FunctionDef, ast.arguments, ast.arg, ast.Name, ast.Load, ast.Store, ast.List, ast.Tuple, ast.Subscript,
    ast.BinOp, ast.BitOr, ast.keyword, ast.Dict, ast.UnaryOp, ast.USub,
)  # fmt: skip
_MODULES = frozenset(
    {"__future__", "collections.abc", "datetime", "typing", "ftrack_orm.mapping.declarative", "models"}
)
_PLAIN = frozenset({"bool", "float", "int", "list", "property", "str"})


def inspect_word_module(text: str, kinds: Iterable[WordKind]) -> None:
    """See that the module of words holds exactly these.

    Raises:
        SchemaError: It does not.
    """
    tree = ast.parse(text)
    _inspect(tree, frozenset(name for kind in kinds for name, _ in kind.members()))
    found = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    _expect(set(found) == {kind.enumeration for kind in kinds}, "it has each enumeration once")
    for kind in kinds:
        members = [node for node in found[kind.enumeration].body if isinstance(node, ast.Assign)]
        written = [(ast.unparse(node.targets[0]), ast.literal_eval(node.value)) for node in members]
        _expect(written == [(name, stated(word)) for name, word in kind.members()], f"{kind.enumeration} has its words")
        _expect(
            _literals(tree)[kind.names] == list(dict.fromkeys(w.name for w in kind.words)), f"{kind.names} has them"
        )


def inspect_custom_module(text: str, classes: CustomClasses) -> None:
    """See that the module of custom attributes holds exactly these.

    Raises:
        SchemaError: It does not.
    """
    tree = ast.parse(text)
    keys = {entry.key for made in classes for entry in made.entries} | {
        link.key for made in classes for link, _ in made.links
    }
    _inspect(tree, frozenset(keys))
    literals = _literals(tree)
    for choices, name in classes.choices.items():
        _expect(literals[name] == list(dict.fromkeys(choices)), f"{name} has its choices")
    found = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for made in classes:
        if made.entries:
            wanted = {entry.key for entry in made.entries}
            _expect(set(_keys(found[made.name], "__getitem__")) == wanted, f"{made.name} has its keys")
            _expect(set(_keys(found[made.paths], "__getitem__")) == wanted, f"{made.paths} has its keys")


def _inspect(tree: ast.Module, added: Set[str]) -> None:
    """See that nothing in a module does anything."""
    known = set(_PLAIN) | set(added) | {"__all__"}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom():
                _expect(node.module in _MODULES, f"it imports {node.module}")
                known |= {alias.asname or alias.name for alias in node.names}
            case ast.ClassDef():
                known.add(node.name)
                _expect(not node.decorator_list, f"{node.name} has no decorator")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                known.add(name)
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                _expect(
                    isinstance(node.func, ast.Name) and node.func.id == "TypedDict", f"line {node.lineno} calls nothing"
                )
            case ast.FunctionDef():
                _inspect_method(node)
            case ast.If():
                _expect(ast.unparse(node.test) == "TYPE_CHECKING" and not node.orelse, f"line {node.lineno} is plain")
            case ast.Name():
                hidden = isinstance(node.ctx, ast.Load) and hasattr(builtins, node.id) and node.id not in _PLAIN
                _expect(node.id in known and not hidden, f"it names {node.id}")
            case _:
                _expect(isinstance(node, _INERT), f"it holds no {type(node).__name__}")


def _inspect_method(node: ast.FunctionDef) -> None:
    body = [one.value for one in node.body if isinstance(one, ast.Expr)]
    empty = len(body) == len(node.body) == 1 and isinstance(body[0], ast.Constant) and body[0].value is ...
    decorators = {ast.unparse(one) for one in node.decorator_list}
    _expect(empty and decorators <= {"overload", "property"} and not node.args.defaults, f"{node.name} does nothing")


def _literals(tree: ast.Module) -> dict[str, list[object]]:
    """Return the values of each literal type, by its name."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Subscript):
            inside = node.value.slice
            values = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            found[ast.unparse(node.target)] = [ast.literal_eval(value) for value in values]
    return found


def _keys(node: ast.ClassDef, method: str) -> Iterator[object]:
    for one in ast.walk(node):
        if isinstance(one, ast.FunctionDef) and one.name == method:
            annotation = one.args.args[1].annotation
            if isinstance(annotation, ast.Subscript):
                yield ast.literal_eval(annotation.slice)


def _expect(holds: bool, claim: str) -> None:
    if not holds:
        raise SchemaError(
            f"the generated code is not what the vocabulary says: expected that {claim}; nothing was written"
        )
