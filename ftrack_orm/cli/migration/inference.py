"""Find out which names of a script stand for sessions and entities: by assignments, loops, calls and returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ftrack_orm.cli.migration.kind import CLIENT, SESSION, Kind, entity, joined, many
from ftrack_orm.cli.migration.literal import text_of
from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query import parse
from ftrack_orm.schema import Schema

__all__ = ["Inference", "subscript_name"]

_ROUNDS = 6
"""How often kinds are passed on from calls to parameters and from returns to calls; scripts need two or three."""

_Scope = cst.FunctionDef | cst.Module


class Inference:
    """Knows the kind of every expression of a module; `scope` is the function that it stands in, or the module."""

    def __init__(self, module: cst.Module, schema: Schema) -> None:
        self._schema = schema
        self._module = module
        self._names: dict[tuple[_Scope | None, str], Kind] = {}
        self._attributes: dict[str, Kind] = {}
        """What stands in attributes of objects: `self.session`."""
        self._functions = {one.name.value: one for one in _functions(module)}
        self._returns: dict[str, Kind] = {}
        for _ in range(_ROUNDS):
            known = len(self._names), len(self._attributes), len(self._returns)
            module.visit(_Collector(self))
            if known == (len(self._names), len(self._attributes), len(self._returns)):
                break

    def kind(self, node: cst.BaseExpression, scope: _Scope | None) -> Kind | None:
        """Return what an expression is, None where it is nothing of ftrack's or not known."""
        match node:
            case cst.Name(value=name):
                return self._names.get((scope, name)) or self._names.get((None, name))
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                return self._attributes.get(name)
            case cst.Subscript():
                return self._subscript(node, scope)
            case cst.Call():
                return self._call(node, scope)
            case cst.Await(expression=inner):
                return self.kind(inner, scope)
            case cst.IfExp(body=body, orelse=other):
                return joined(self.kind(body, scope), self.kind(other, scope))
            case cst.BooleanOperation(left=left, right=right):
                return joined(self.kind(left, scope), self.kind(right, scope))
        return None

    def session_in(self, scope: _Scope | None) -> cst.BaseExpression:
        """Return how a session is reached from a scope: by a name of it, of the module, or an attribute of `self`."""
        for place in (scope, None):
            for (owner, name), kind in self._names.items():
                if owner is place and kind == SESSION:
                    return cst.Name(name)
        for name, kind in self._attributes.items():
            if kind == SESSION:
                return cst.Attribute(cst.Name("self"), cst.Name(name))
        return cst.Name("session")

    def bind(self, target: cst.BaseExpression, kind: Kind | None, scope: _Scope | None) -> None:
        """Take note that something is assigned to a name or an attribute of `self`."""
        if kind is None:
            return
        match target:
            case cst.Name(value=name):
                self._names[scope, name] = joined(self._names.get((scope, name)), kind) or kind
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                self._attributes[name] = kind

    def returned(self, function: cst.FunctionDef, kind: Kind | None) -> None:
        """Take note of what a function returns."""
        if kind is not None:
            self._returns[function.name.value] = kind

    def called(self, node: cst.Call, scope: _Scope | None) -> None:
        """Pass the kinds of arguments on to the parameters of a function of this module."""
        name = node.func.value if isinstance(node.func, cst.Name) else _method_name(node.func)
        function = self._functions.get(name or "")
        if function is None:
            return
        parameters = [one.name for one in function.params.params]
        if parameters and parameters[0].value == "self":
            parameters = parameters[1:]
        by_name = {one.value: one for one in (*parameters, *(one.name for one in function.params.kwonly_params))}
        for position, argument in enumerate(node.args):
            parameter = by_name.get(argument.keyword.value) if argument.keyword else None
            if argument.keyword is None and not argument.star and position < len(parameters):
                parameter = parameters[position]
            if parameter is not None:
                self.bind(parameter, self.kind(argument.value, scope), function)

    def _subscript(self, node: cst.Subscript, scope: _Scope | None) -> Kind | None:
        owner = self.kind(node.value, scope)
        if owner is None or len(node.slice) != 1:
            return None
        if owner.role in ("entities", "result"):
            index = node.slice[0].slice
            return owner.element if isinstance(index, cst.Index) else many(owner.entity_type)
        name = subscript_name(node)
        return self._attribute(owner, name) if owner.is_entity and name is not None else None

    def _attribute(self, owner: Kind, name: str) -> Kind | None:
        if name == "project_schema":
            return Kind("project schema", "ProjectSchema")
        known = owner.entity_type if owner.entity_type is not None and owner.entity_type in self._schema else None
        types = (known, *self._schema.subtypes(known)) if known is not None else tuple(self._schema.entity_types)
        for one in types:
            attribute = self._schema[one].attributes.get(name)
            if attribute is None or attribute.target is None:
                continue
            target = attribute.target if known is not None else None
            if attribute.kind == "mapping":
                return Kind("mapping")
            return entity(target) if attribute.kind == "link" else many(target)
        return None

    def _call(self, node: cst.Call, scope: _Scope | None) -> Kind | None:
        match node.func:
            case cst.Name(value="list" | "sorted" | "reversed" | "set" | "tuple") if node.args:
                given = self.kind(node.args[0].value, scope)
                return many(given.entity_type) if given is not None and given.element else None
            case cst.Name(value=name):
                return self._returns.get(name)
            case cst.Attribute(value=owner, attr=cst.Name(value=name)):
                return self._method(self.kind(owner, scope), name, node.args) or (
                    self._returns.get(name) if isinstance(owner, cst.Name) and owner.value == "self" else None
                )
        return None

    def _method(self, owner: Kind | None, name: str, arguments: Sequence[cst.Arg]) -> Kind | None:
        first = text_of(arguments[0].value) if arguments else None
        match owner.role if owner else None, name:
            case "client", "Session":
                return SESSION
            case "session", "query":
                return Kind("result", _entity_of(first))
            case "session", "create" | "ensure" | "get":
                return entity(first)
            case "result", "first" | "one":
                return entity(owner.entity_type if owner else None)
            case "result", "all":
                return many(owner.entity_type if owner else None)
            case "entity", "create_note" | "create_reply":
                return entity("Note")
            case "entity", "start_timer":
                return entity("Timer")
            case "entity", "stop_timer":
                return entity("Timelog")
            case "project schema", "get_statuses":
                return many("Status")
            case "project schema", "get_types":
                return many("Type")
        return None


def subscript_name(node: cst.Subscript) -> str | None:
    """Return the text in `entity["name"]`."""
    if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Index):
        return None
    return text_of(node.slice[0].slice.value)


def _entity_of(text: str | None) -> str | None:
    """Return the entity type of a query; fields of a format may stand in it."""
    if text is None:
        return None
    words = text.replace(",", " ").split()
    lowered = [word.lower() for word in words]
    if lowered[:1] == ["select"] and "from" in lowered:
        place = lowered.index("from") + 1
        return words[place] if place < len(words) else None
    try:
        return parse(text).query.entity_type
    except QuerySyntaxError:
        return words[0] if words else None


def _functions(module: cst.Module) -> Iterator[cst.FunctionDef]:
    found: list[cst.FunctionDef] = []

    class Finder(cst.CSTVisitor):
        def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
            found.append(node)

    module.visit(Finder())
    yield from found


def _method_name(node: cst.BaseExpression) -> str | None:
    match node:
        case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
            return name
    return None


class _Collector(cst.CSTVisitor):
    """Walks a module once and tells what is assigned, passed and returned."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._scopes: list[_Scope | None] = [None]

    @property
    def _scope(self) -> _Scope | None:
        return self._scopes[-1]

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._scopes.append(node)
        for parameter in node.params.params:
            if parameter.name.value == "session":
                self._inference.bind(parameter.name, SESSION, node)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._scopes.pop()

    def visit_Import(self, node: cst.Import) -> None:
        for alias in node.names:
            if alias.evaluated_name == "ftrack_api":
                self._inference.bind(cst.Name(alias.evaluated_alias or "ftrack_api"), CLIENT, None)

    def leave_Assign(self, original_node: cst.Assign) -> None:
        kind = self._inference.kind(original_node.value, self._scope)
        for target in original_node.targets:
            self._inference.bind(target.target, kind, self._scope)

    def leave_AnnAssign(self, original_node: cst.AnnAssign) -> None:
        if original_node.value is not None:
            self._inference.bind(
                original_node.target, self._inference.kind(original_node.value, self._scope), self._scope
            )

    def leave_NamedExpr(self, original_node: cst.NamedExpr) -> None:
        self._inference.bind(original_node.target, self._inference.kind(original_node.value, self._scope), self._scope)

    def visit_For(self, node: cst.For) -> None:
        self._loop(node.target, node.iter)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        self._loop(node.target, node.iter)

    def _loop(self, target: cst.BaseExpression, over: cst.BaseExpression) -> None:
        match target, over:
            case cst.Tuple(elements=[_, second]), cst.Call(func=cst.Name(value="enumerate"), args=[first, *_]):
                target, over = second.value, first.value
        kind = self._inference.kind(over, self._scope)
        if kind is not None:
            self._inference.bind(target, kind.element, self._scope)

    def visit_WithItem(self, node: cst.WithItem) -> None:
        if node.asname is not None:
            self._inference.bind(node.asname.name, self._inference.kind(node.item, self._scope), self._scope)

    def leave_Return(self, original_node: cst.Return) -> None:
        if original_node.value is not None and isinstance(self._scope, cst.FunctionDef):
            self._inference.returned(self._scope, self._inference.kind(original_node.value, self._scope))

    def leave_Call(self, original_node: cst.Call) -> None:
        self._inference.called(original_node, self._scope)
