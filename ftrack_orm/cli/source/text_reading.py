"""Read the text that an expression makes: literals, f-strings, `%`, `format`, `+`, and names that stand for one."""

from __future__ import annotations

import ast

from ftrack_orm.cli.source.literal_reading import read_literals
from ftrack_orm.cli.source.module_source import ModuleSource
from ftrack_orm.cli.source.scope import Scope
from ftrack_orm.cli.source.written_text import WrittenText, formatted, interpolated

__all__ = ["read_text"]

_DEEPEST = 50
_TRIMS = frozenset(("strip", "lstrip", "rstrip"))


def read_text(module: ModuleSource, scope: Scope, expression: ast.expr) -> WrittenText | None:
    """Return the text of an expression, None where there is no literal in it."""
    return _Reader(module, scope).read(expression, _DEEPEST)


class _Reader:
    def __init__(self, module: ModuleSource, scope: Scope) -> None:
        self._module = module
        self._scope = scope

    def read(self, node: ast.expr, depth: int) -> WrittenText | None:
        if depth == 0:
            return None
        match node:
            case ast.Constant(value=str() as value):
                return self._literal(node, value)
            case ast.JoinedStr():
                return self._literal(node, None)
            case ast.Name(id=name) if (value_node := self._scope.value(name)) is not None:
                return self.read(value_node, depth - 1)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._sum(left, right, depth)
            case ast.BinOp(left=left, op=ast.Mod()):
                text = self.read(left, depth - 1)
                return None if text is None else interpolated(text)
            case ast.Call(func=ast.Name(id="dedent") | ast.Attribute(attr="dedent"), args=[argument, *_]):
                return self.read(argument, depth - 1)
            case ast.Call(func=ast.Attribute(value=value_node, attr=method)):
                return self._method(method, value_node, depth)
            case _:
                return None

    def _literal(self, node: ast.expr, value: str | None) -> WrittenText:
        start, end = self._module.span(node)
        try:
            text = read_literals(self._module.text, start, end)
        except (ValueError, SyntaxError):
            text = None
        if text is not None and value in (None, text.plain):
            return text
        if value is None:
            return WrittenText.placeholder("{...}", start)
        return WrittenText(tuple((character, start) for character in value))

    def _sum(self, left: ast.expr, right: ast.expr, depth: int) -> WrittenText | None:
        first, second = self.read(left, depth - 1), self.read(right, depth - 1)
        if first is None and second is None:
            return None
        return WrittenText.joined((first or self._unknown(left), second or self._unknown(right)))

    def _unknown(self, node: ast.expr) -> WrittenText:
        return WrittenText.placeholder(f"{{{ast.unparse(node)}}}", self._module.span(node)[0])

    def _method(self, method: str, value: ast.expr, depth: int) -> WrittenText | None:
        text = self.read(value, depth - 1) if method == "format" or method in _TRIMS else None
        return formatted(text) if text is not None and method == "format" else text
