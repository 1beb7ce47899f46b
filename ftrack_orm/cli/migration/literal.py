"""The text that an expression of a script makes, with what is filled in when it runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

__all__ = ["FilledText", "filled_text", "text_of"]

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}!:]*)\}")
_PERCENT = re.compile(r"%(%|s|d|r|\((\w+)\)[sd])")
_EMPTY = cst.Module([])


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text with marks in it, and the code of the value that stands for each mark."""

    text: str
    values: dict[str, str]


def text_of(node: cst.BaseExpression) -> str | None:
    """Return the text of a literal, or of the literal that is formatted, with its fields as they are written."""
    match node:
        case cst.SimpleString() | cst.ConcatenatedString():
            value = node.evaluated_value
            return value if isinstance(value, str) else None
        case cst.FormattedString(parts=parts):
            return "".join(part.value if isinstance(part, cst.FormattedStringText) else "{}" for part in parts)
        case cst.Call(func=cst.Attribute(value=inner, attr=cst.Name(value="format"))):
            return text_of(inner)
        case cst.BinaryOperation(left=left, operator=cst.Modulo()):
            return text_of(left)
    return None


def filled_text(node: cst.BaseExpression) -> FilledText | None:
    """Return the text of an f-string, a `format` or a `%` with marks for its values, None for anything else."""
    match node:
        case cst.FormattedString(parts=parts):
            return _interpolated(parts)
        case cst.Call(func=cst.Attribute(value=inner, attr=cst.Name(value="format")), args=arguments):
            text = text_of(inner)
            return None if text is None else _formatted(text, arguments)
        case cst.BinaryOperation(left=left, operator=cst.Modulo(), right=right):
            text = text_of(left)
            return None if text is None else _percent(text, right)
    return None


def _mark(number: int) -> str:
    return f"filled_in_{number}_here"


def _interpolated(parts: Sequence[cst.BaseFormattedStringContent]) -> FilledText | None:
    text = ""
    values: dict[str, str] = {}
    for part in parts:
        if isinstance(part, cst.FormattedStringText):
            text += part.value.replace("{{", "{").replace("}}", "}").replace('\\"', '"')
        elif isinstance(part, cst.FormattedStringExpression) and not part.format_spec and not part.conversion:
            mark = _mark(len(values))
            values[mark] = _EMPTY.code_for_node(part.expression)
            text += mark
        else:
            return None
    return FilledText(text, values)


def _formatted(text: str, arguments: Sequence[cst.Arg]) -> FilledText | None:
    if any(argument.star for argument in arguments):
        return None
    given: dict[str, str] = {}
    for position, argument in enumerate(arguments):
        name = argument.keyword.value if argument.keyword else str(position)
        given[name] = _EMPTY.code_for_node(argument.value)
    values: dict[str, str] = {}
    counted = 0
    missing = False

    def fill(match: re.Match[str]) -> str:
        nonlocal counted, missing
        if match[0] in ("{{", "}}"):
            return match[0][0]
        name = match[1] or str(counted)
        counted += not match[1]
        code = given.get(name)
        if code is None:
            missing = True
            return match[0]
        mark = _mark(len(values))
        values[mark] = code
        return mark

    filled = _FIELD.sub(fill, text)
    return None if missing else FilledText(filled, values)


def _percent(text: str, right: cst.BaseExpression) -> FilledText | None:
    given = [one.value for one in right.elements] if isinstance(right, cst.Tuple) else [right]
    codes = iter([_EMPTY.code_for_node(one) for one in given])
    values: dict[str, str] = {}
    if isinstance(right, cst.Dict) or len(re.findall(r"%[sdr]", text.replace("%%", ""))) != len(given):
        return None

    def fill(match: re.Match[str]) -> str:
        if match[1] == "%":
            return "%"
        mark = _mark(len(values))
        values[mark] = next(codes)
        return mark

    return FilledText(_PERCENT.sub(fill, text), values)
