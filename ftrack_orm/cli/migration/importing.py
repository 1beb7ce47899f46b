"""Import what a rewritten script uses, in the place where it imported the official client."""

from __future__ import annotations

from collections.abc import Collection

import libcst as cst

__all__ = ["with_imports"]


def with_imports(
    module: cst.Module, names: Collection[str], classes: Collection[str], errors: Collection[str], models: str
) -> cst.Module:
    """Return the module with the imports that it needs now; `ftrack_api` stays where the script still uses it."""
    uses = _Uses()
    module.visit(uses)
    wanted = [
        f"from ftrack_orm import {', '.join(sorted(names))}" if names else "",
        f"from ftrack_orm.errors import {', '.join(sorted(errors))}" if errors else "",
        f"from {models} import {', '.join(sorted(classes))}" if classes else f"import {models}  # its classes",
    ]
    placing = _Placing([line for line in wanted if line], keep=uses.count > 0)
    return module.visit(placing)


class _Uses(cst.CSTVisitor):
    """Counts what is still read of the module `ftrack_api`."""

    def __init__(self) -> None:
        self.count = 0

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def visit_Name(self, node: cst.Name) -> None:
        self.count += node.value == "ftrack_api"


class _Placing(cst.CSTTransformer):
    """Puts lines where `ftrack_api` is imported first; takes that import away unless it is to be kept."""

    def __init__(self, lines: list[str], *, keep: bool) -> None:
        super().__init__()
        self._lines = lines
        self._keep = keep

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement | cst.FlattenSentinel[cst.BaseStatement] | cst.RemovalSentinel:
        if not any(_imports_client(statement) for statement in updated_node.body):
            return updated_node
        added = [cst.parse_statement(line) for line in self._lines]
        self._lines = []
        kept = [] if not self._keep and len(updated_node.body) == 1 else [updated_node]
        statements: list[cst.BaseStatement] = [*kept, *added]
        if not statements:
            return cst.RemoveFromParent()
        if not kept:
            statements[0] = statements[0].with_changes(leading_lines=updated_node.leading_lines)
        return cst.FlattenSentinel(statements)


def _imports_client(statement: cst.BaseSmallStatement) -> bool:
    return isinstance(statement, cst.Import) and any(
        name.evaluated_name.split(".")[0] == "ftrack_api" for name in statement.names
    )
