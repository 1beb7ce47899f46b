"""What a name stands for, where it is assigned exactly once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

__all__ = ["Scope"]

_Opening: TypeAlias = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
_OPENINGS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class Scope:
    """The names of a module, class or function, and of what it stands in."""

    def __init__(self, opening: _Opening, outer: Scope | None = None) -> None:
        self.opening = opening
        self._outer = outer
        self._values: dict[str, ast.expr | None] = {}
        for name, value in _bindings(opening):
            self._values[name] = None if name in self._values else value

    def value(self, name: str) -> ast.expr | None:
        """Return the expression that a name was assigned; None if it is assigned again, filled otherwise or unknown."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope._values and (scope is self or not isinstance(scope.opening, ast.ClassDef)):
                return scope._values[name]
            scope = scope._outer
        return None

    def nodes(self) -> Iterator[ast.AST]:
        """Give every node of the scope itself, those that open an inner scope included."""
        return _own_nodes(self.opening)

    def inner(self) -> Iterator[Scope]:
        """Give the scopes that open in this one."""
        for node in self.nodes():
            if isinstance(node, _OPENINGS):
                yield Scope(node, self)


def _own_nodes(opening: _Opening) -> Iterator[ast.AST]:
    pending: list[ast.AST] = list(ast.iter_child_nodes(opening))[::-1]
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _OPENINGS):
            pending += list(ast.iter_child_nodes(node))[::-1]


def _bindings(opening: _Opening) -> Iterator[tuple[str, ast.expr | None]]:
    """Give each binding of a name, with its value where it is a plain assignment."""
    plain: dict[int, ast.expr] = {}
    for node in _own_nodes(opening):
        match node:
            case ast.Assign(targets=[ast.Name() as target], value=value):
                plain[id(target)] = value
            case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
                plain[id(target)] = value
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                yield name, plain.get(id(node))
            case ast.arg(arg=name):
                yield name, None
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                yield from ((name, None) for name in names)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, None
            case ast.alias(name=name, asname=asname):
                yield asname or name.partition(".")[0], None
            case _:
                pass
