"""The last form of a generated module: its own imports, its classes in order, and nothing else.

datamodel-code-generator loads this module by name and calls `CodeFormatter` with what it rendered.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from datamodel_code_generator.format import CustomCodeFormatter

from ftrack_orm_codegen.module_text import header, names_in, vocabulary_imports

__all__ = ["CodeFormatter", "final_form"]

_LINE = 120


class CodeFormatter(CustomCodeFormatter):
    """What datamodel-code-generator calls."""

    def apply(self, code: str) -> str:
        """Return the module in its last form."""
        return final_form(code)


def final_form(code: str) -> str:
    """Keep the classes of a module, each after its base, and write its imports anew.

    Left out are the `model_rebuild()` calls, which would cost each import 0.4 s. In a class that has an attribute
    called `list`, annotations say `_list` for the builtin. Long lines are folded.
    """
    lines = code.split("\n")
    classes = {node.name: node for node in ast.parse(code).body if isinstance(node, ast.ClassDef)}
    bodies = [_body(classes[name], lines) for name in sorted(classes, key=lambda name: _lineage(name, classes))]
    mentioned = vocabulary_imports(ast.parse("\n".join(bodies)), ".")
    top = header("\n".join(bodies), *(["TYPE_CHECKING"] if mentioned else []))
    if mentioned:
        top = "\n".join([top.rstrip(), "", "if TYPE_CHECKING:", *mentioned])
    return "\n\n\n".join([top, *bodies]) + "\n"


def _lineage(name: str, classes: Mapping[str, ast.ClassDef]) -> list[str]:
    """Return the names from the widest base down: sorted by it, a class stands after its base."""
    base = classes[name].bases[0]
    above = _lineage(base.id, classes) if isinstance(base, ast.Name) and base.id in classes else []
    return [*above, name]


def _body(node: ast.ClassDef, lines: Sequence[str]) -> str:
    """Return the text of a class; the template writes each class head and each attribute as one line."""
    text = {number: lines[number - 1] for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    attributes = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    text[node.lineno] = _folded_head(text[node.lineno], node)
    hides_list = any(isinstance(item.target, ast.Name) and item.target.id == "list" for item in attributes)
    for item in attributes:
        line = _folded_attribute(text[item.lineno], item)
        text[item.lineno] = _with_alias(line, item) if hides_list else line
    return "\n".join(text.values())


def _folded_head(line: str, node: ast.ClassDef) -> str:
    if len(line) <= _LINE:
        return line
    raw = line.encode()  # offsets of the syntax tree count bytes
    parts: list[ast.expr | ast.keyword] = [*node.bases, *node.keywords]
    arguments = [raw[part.col_offset : part.end_col_offset].decode() for part in parts]
    return f"class {node.name}(\n" + "".join(f"    {argument},\n" for argument in arguments) + "):"


def _folded_attribute(line: str, item: ast.AnnAssign) -> str:
    call = item.value
    if len(line) <= _LINE or not isinstance(call, ast.Call):
        return line
    raw = line.encode()
    begin, end = (call.func.end_col_offset or 0) + 1, call.end_col_offset or 0
    head, arguments, comment = raw[:begin].decode(), raw[begin : end - 1].decode(), raw[end:].decode()
    return f"{head}{comment}\n        {arguments}\n    )"


def _with_alias(line: str, item: ast.AnnAssign) -> str:
    raw = line.encode()
    for name in sorted(names_in(item.annotation), key=lambda name: name.col_offset, reverse=True):
        if name.id == "list":
            raw = raw[: name.col_offset] + b"_" + raw[name.col_offset :]
    return raw.decode()
