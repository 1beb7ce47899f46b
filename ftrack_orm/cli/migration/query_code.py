"""Write a query as the code that builds it: `select(Task).where(Task.name == name)`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Boolean,
    Comparison,
    Criterion,
    Function,
    In,
    Not,
    Null,
    Number,
    Or,
    Query,
    RelationTest,
    String,
    Value,
)
from ftrack_orm.schema import Attribute, Schema

__all__ = ["QueryCode", "UntranslatableError"]

_OPERATORS = {"is": "==", "is_not": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}


class UntranslatableError(Exception):
    """A query, or a part of one, for which there is no code that surely means the same."""


class QueryCode:
    """Writes queries on a schema; `values` are pieces of code by the mark that stands for them in the text.

    `classes` collects the entity types that the code names.
    """

    def __init__(self, schema: Schema, values: Mapping[str, str]) -> None:
        self._schema = schema
        self._values = values
        self._marks = re.compile("|".join(map(re.escape, values))) if values else None
        self.classes: set[str] = set()

    def query(self, query: Query) -> str:
        """Return the code of a query.

        Raises:
            UntranslatableError: There is none that surely means the same.
        """
        code = f"select({self._class(query.entity_type)})"
        if query.where is not None:
            parts = query.where.parts if isinstance(query.where, And) else (query.where,)
            code += f".where({', '.join(self._criterion(part, query.entity_type) for part in parts)})"
        if query.projections:
            code += f".load({', '.join(self._projection(one, query.entity_type) for one in query.projections)})"
        if query.group_by:
            raise UntranslatableError("it groups")
        if query.order_by:
            keys = (
                f"{self._path(o.path, query.entity_type)[0]}{'.desc()' if o.descending else ''}" for o in query.order_by
            )
            code += f".order_by({', '.join(keys)})"
        code += f".limit({query.limit})" if query.limit is not None else ""
        return code + (f".offset({query.offset})" if query.offset else "")

    def _projection(self, one: AttributePath | Function, entity_type: str) -> str:
        if isinstance(one, Function):
            raise UntranslatableError("it aggregates")
        return self._path(one, entity_type)[0]

    def _class(self, entity_type: str) -> str:
        if entity_type not in self._schema or not entity_type.isidentifier():
            raise UntranslatableError(f"{entity_type!r} has no class")
        self.classes.add(entity_type)
        return entity_type

    def _path(self, path: AttributePath, entity_type: str) -> tuple[str, Attribute]:
        code, found = self._class(entity_type), None
        for step in path:
            found = self._schema[entity_type].attributes.get(step.name) if entity_type in self._schema else None
            if found is None or not step.name.isidentifier() or step.name.startswith("_"):
                raise UntranslatableError(f"{entity_type} has no attribute {step.name!r} to write")
            code += f".{step.name}"
            entity_type = step.cast or found.target or ""
            code += f".as_({self._class(step.cast)})" if step.cast else ""
        assert found is not None
        return code, found

    def _criterion(self, criterion: Criterion, entity_type: str) -> str:
        match criterion:
            case And(parts=parts):
                return " & ".join(f"({self._criterion(part, entity_type)})" for part in parts)
            case Or(parts=parts):
                return " | ".join(f"({self._criterion(part, entity_type)})" for part in parts)
            case Not(criterion=inner):
                return f"~({self._criterion(inner, entity_type)})"
            case Comparison():
                return self._comparison(criterion, entity_type)
            case In(path=path, choices=choices, negated=negated):
                if isinstance(choices, tuple) and any(self._is_filled(one) for one in choices) and len(choices) == 1:
                    raise UntranslatableError("what is put between its parentheses may be several values")
                code, attribute = self._path(path, entity_type)
                given = (
                    self.query(choices)
                    if isinstance(choices, Query)
                    else f"[{', '.join(self._value(one, attribute) for one in choices)}]"
                )
                return f"{'~' if negated else ''}{code}.in_({given})"
            case RelationTest(path=path, quantifier=quantifier, criterion=inner):
                code, attribute = self._path(path, entity_type)
                target = path.segments[-1].cast or attribute.target
                if inner is None or target is None:
                    raise UntranslatableError("it tests a relation without a criterion")
                return f"{code}.{quantifier}({self._criterion(inner, target)})"
        raise UntranslatableError(f"it has a {type(criterion).__name__}")

    def _comparison(self, comparison: Comparison, entity_type: str) -> str:
        code, attribute = self._path(comparison.path, entity_type)
        value = self._value(comparison.value, attribute)
        if comparison.operator in ("like", "not_like"):
            return f"{'~' if comparison.operator == 'not_like' else ''}{code}.like({value})"
        return f"{code} {_OPERATORS[comparison.operator]} {value}"

    def _is_filled(self, value: Value) -> bool:
        return isinstance(value, String) and value.value in self._values

    def _value(self, value: Value, attribute: Attribute) -> str:
        match value:
            case Null():
                return "None"
            case Boolean(value=flag):
                return str(flag)
            case Number(text=text):
                return text if attribute.value_kind in ("number", "integer") else repr(text)
            case String(value=text):
                return self._text(text, attribute)
        raise UntranslatableError("it compares with something unknown")

    def _text(self, text: str, attribute: Attribute) -> str:
        if text in self._values:
            if attribute.value_kind == "datetime":
                raise UntranslatableError(f"{attribute.name} is compared with a date that is made when it runs")
            return self._values[text]
        if attribute.value_kind not in ("text", "id", "variable"):
            raise UntranslatableError(f"{attribute.name} is compared with the text {text!r}")
        if self._marks is None or not self._marks.search(text):
            return repr(text)
        pieces = []
        end = 0
        for match in self._marks.finditer(text):
            if any(character in self._values[match[0]] for character in '"\\\n'):
                raise UntranslatableError("a value inside of a text is more than a name")
            pieces += [_plain(text[end : match.start()]), f"{{{self._values[match[0]]}}}"]
            end = match.end()
        inside = "".join([*pieces, _plain(text[end:])])
        return f'f"{inside}"'


def _plain(text: str) -> str:
    return repr(text)[1:-1].replace("{", "{{").replace("}", "}}").replace('"', '\\"')
