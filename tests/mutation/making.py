"""Make the mutants of a file, with mutmut's operators."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from tests.mutation.mutant import Mutant

__all__ = ["mutants_of"]

_TYPING = frozenset({"cast", "TypeVar", "NewType"})
"""Calls that mean something to type checkers alone."""


def mutants_of(path: Path, root: Path) -> list[Mutant]:
    """Return the mutants of a file, in the order of its text."""
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    visitor = _Maker(str(path.relative_to(root)), source, wrapper.module)
    wrapper.visit(visitor)
    return visitor.mutants


class _Maker(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, file: str, source: str, module: cst.Module) -> None:
        super().__init__()
        self.mutants: list[Mutant] = []
        self._file = file
        self._source = source
        self._module = module
        self._offsets = [0]
        for line in source.splitlines(keepends=True):
            self._offsets.append(self._offsets[-1] + len(line))
        self._scopes: list[cst.ClassDef | cst.FunctionDef] = []
        self._statement: cst.SimpleStatementLine | None = None
        self._for_types: set[cst.CSTNode] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Make the mutants of a node; those of what stands in it follow."""
        if node in self._for_types or _means_nothing(node):
            return False
        if isinstance(node, cst.If) and isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING":
            self._for_types.add(node.body)
        if isinstance(node, (cst.ClassDef, cst.FunctionDef)):
            self._scopes.append(node)
        elif isinstance(node, cst.SimpleStatementLine):
            self._statement = node
        if not _is_kept(node):
            for kind, operator in mutation_operators:
                if isinstance(node, kind):
                    for mutated in operator(node):
                        self._add(node, mutated)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Leave a scope."""
        if isinstance(original_node, (cst.ClassDef, cst.FunctionDef)):
            if self._scopes and self._scopes[-1] is original_node:
                self._scopes.pop()
        elif isinstance(original_node, cst.SimpleStatementLine):
            self._statement = None

    def _add(self, node: cst.CSTNode, mutated: cst.CSTNode) -> None:
        start, end, first, last = self._place(node)
        statement = self._statement
        if statement is not None:
            _, _, first, last = self._place(statement)
        text, replacement = self._text(node), self._text(mutated, like=node)
        if isinstance(node, cst.Match) and isinstance(mutated, cst.Match):
            before = f"match {self._module.code_for_node(node.subject)}"
            after = f"{before} without {self._missing(node, mutated)}"
        else:
            begin, finish = self._lines_around(start, end)
            before = self._source[begin:finish]
            after = self._source[begin:start] + replacement + self._source[end:finish]
        if isinstance(node, cst.Match) or self._source[start:end] != text:
            whole = self._module.deep_replace(node, mutated)
            assert isinstance(whole, cst.Module)
            start, end, replacement = 0, len(self._source), whole.code
        place = (self._file, self._function(), (first, last))
        self.mutants.append(Mutant(*place, start, end, replacement, _line(before), _line(after)))

    def _lines_around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the line begins that holds an offset, and where that ends which holds another."""
        finish = self._source.find("\n", end)
        return self._source.rfind("\n", 0, start) + 1, len(self._source) if finish < 0 else finish

    def _function(self) -> str:
        """Name the outermost function around what is visited now."""
        names: list[str] = []
        for scope in self._scopes:
            names.append(scope.name.value)
            if isinstance(scope, cst.FunctionDef):
                return ".".join(names)
        return ""

    def _missing(self, node: cst.Match, mutated: cst.Match) -> str:
        missing = next(case for case in node.cases if case not in mutated.cases)
        guard = f" if {self._module.code_for_node(missing.guard)}" if missing.guard is not None else ""
        return f"case {self._module.code_for_node(missing.pattern)}{guard}"

    def _place(self, node: cst.CSTNode) -> tuple[int, int, int, int]:
        found = self.get_metadata(PositionProvider, node)
        assert isinstance(found, CodeRange)
        start = self._offsets[found.start.line - 1] + found.start.column
        end = self._offsets[found.end.line - 1] + found.end.column
        return start, end, found.start.line, found.end.line

    def _text(self, node: cst.CSTNode, like: cst.CSTNode | None = None) -> str:
        """Write a node without the parentheses around it, where those stay when it is replaced."""
        around = getattr(like or node, "lpar", ())
        if around and getattr(node, "lpar", ()) and (like is None or node.lpar == like.lpar):  # type: ignore[attr-defined]  # both have it
            node = node.with_changes(lpar=(), rpar=())
        return self._module.code_for_node(node).strip()


def _means_nothing(node: cst.CSTNode) -> bool:
    """Tell whether a node and what stands in it is never run, or by a type checker alone."""
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom() | cst.Param():
            return True
        case cst.FunctionDef(decorators=decorators):
            return any(isinstance(one.decorator, cst.Name) and one.decorator.value == "overload" for one in decorators)
        case cst.Call(func=cst.Name(value=name)):
            return name in _TYPING
        case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Name(value="TypeAlias"))):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value):
            return name in ("__all__", "__slots__") or _means_nothing(value)
        case _:
            return False


def _is_kept(node: cst.CSTNode) -> bool:
    """Tell whether a node itself stays: mutmut leaves these alone as well."""
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in ("len", "isinstance")


def _line(text: str) -> str:
    return " ".join(text.split())
