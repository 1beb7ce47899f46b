"""Rewrite a module: its session, its queries, its entities."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, cast

import libcst as cst
from libcst.metadata import BaseMetadataProvider, PositionProvider

from ftrack_orm.cli.migration.inference import Inference, subscript_name
from ftrack_orm.cli.migration.kind import Kind
from ftrack_orm.cli.migration.literal import filled_text, text_of
from ftrack_orm.cli.migration.query_code import QueryCode, UntranslatableError
from ftrack_orm.cli.migration.remark import Remark
from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query import parse
from ftrack_orm.schema import Schema

__all__ = ["Rewriting"]

_SESSION_ARGUMENTS = {
    "server_url": "server_url", "api_key": "api_key", "api_user": "api_user", "timeout": "timeout",
    "headers": "headers", "cookies": "cookies", "strict_api": "strict",
}  # fmt: skip
_POSITIONAL = ("server_url", "api_key", "api_user")
_DROPPED = frozenset({
    "auto_connect_event_hub", "plugin_paths", "plugin_arguments", "schema_cache_path", "cache", "cache_key_maker",
    "auto_populate",
})  # fmt: skip
_ON_ENTITIES = frozenset({"create_note", "create_reply", "start_timer", "stop_timer"})
_ELSEWHERE = {
    "event_hub": "session.events has subscribe, publish(topic, data), and run() for wait()",
    "recorded_operations": "session.plan() is what a commit would send",
    "types": "the classes are those of the generated package, or session.model(name)",
    "schemas": "the classes' schema is in the generated package, as schema.json",
}
"""What the official session has and ours has not, and where it is."""
_ELSEWHERE_ON_ENTITIES = {
    "entity_type": "type(entity) is the class, and type(entity).__name__ its name",
    "session": "hand the session on beside the entity",
}
_ERRORS = {
    "NoResultFoundError": "NoResultError",
    "MultipleResultsFoundError": "MultipleResultsError",
    "ServerError": "CommitError",
}


class Rewriting(cst.CSTTransformer):
    """One pass over a module; afterwards `classes`, `names` and `errors` say what it must import."""

    METADATA_DEPENDENCIES: ClassVar[Collection[type[BaseMetadataProvider[object]]]] = (PositionProvider,)

    def __init__(self, inference: Inference, schema: Schema) -> None:
        super().__init__()
        self._inference = inference
        self._schema = schema
        self._scopes: list[cst.FunctionDef | cst.Module | None] = [None]
        self.classes: set[str] = set()
        self.names: set[str] = set()
        self.errors: set[str] = set()
        self.remarks: list[Remark] = []
        self._uses: dict[cst.Name, int] = {}
        self.changed: bool = False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Enter the scope of a function."""
        self._scopes.append(node)

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef) -> cst.FunctionDef:
        """Leave it."""
        self._scopes.pop()
        return updated_node

    def left_alone(self) -> list[Remark]:
        """Return a remark for each line that still uses the official client."""
        return [Remark(line, "ftrack_api is still used here") for line in sorted(set(self._uses.values()))]

    def visit_Import(self, node: cst.Import) -> bool:
        """Pass by: what is imported is settled afterwards."""
        return False

    def visit_Name(self, node: cst.Name) -> None:
        """Note where the official client is named."""
        if node.value == "ftrack_api":
            self._uses[node] = self._line(node)

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        """`task["name"]` is `task.name`."""
        owner = self._kind(original_node.value)
        name = subscript_name(original_node)
        if owner is None or not owner.is_entity:
            return updated_node
        if name is None:
            self._remark(
                original_node, "which attribute this is, is known only when it runs: use getattr(entity, name)"
            )
            return updated_node
        if not name.isidentifier() or name.startswith("_") or not self._has(owner, name):
            self._remark(original_node, f"{owner.entity_type or 'an entity'} has no attribute {name!r} to write")
            return updated_node
        self.changed = True
        return cst.Attribute(updated_node.value, cst.Name(name), lpar=updated_node.lpar, rpar=updated_node.rpar)

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        """`ftrack_api.exception.NoResultFoundError` is `NoResultError`; what ours has not is remarked on."""
        match original_node:
            case cst.Attribute(
                value=cst.Attribute(value=cst.Name() as module, attr=cst.Name(value="exception")),
                attr=cst.Name(value=name),
            ) if self._role(module) == "client" and name in _ERRORS:
                self.changed = True
                self._uses.pop(module, None)
                self.errors.add(_ERRORS[name])
                return cst.Name(_ERRORS[name])
        owner, name = self._kind(original_node.value), original_node.attr.value
        if (owner.role if owner else None) == "session" and name in _ELSEWHERE:
            self._remark(original_node, f"Session has no {name}: {_ELSEWHERE[name]}")
        elif owner is not None and owner.is_entity and name in ("entity_type", "session"):
            self._remark(original_node, f"entities have no {name}: {_ELSEWHERE_ON_ENTITIES[name]}")
        return updated_node

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """Rewrite what is called on the module, a session, an entity or a project schema."""
        if not isinstance(original_node.func, cst.Attribute):
            return updated_node
        owner, name = self._kind(original_node.func.value), original_node.func.attr.value
        match owner.role if owner else None, name:
            case "client", "Session":
                return self._opened(original_node, updated_node)
            case "session", "query":
                return self._queried(original_node, updated_node)
            case "session", "create" | "get" | "delete":
                return self._typed(original_node, updated_node)
            case "session", "ensure":
                return self._ensured(original_node, updated_node)
            case "entity", _ if name in _ON_ENTITIES:
                func = cst.ensure_type(updated_node.func, cst.Attribute)
                return self._on_session(name, [cst.Arg(func.value), *updated_node.args])
            case "entity", "keys" | "values" | "items" | "get":
                self._remark(
                    original_node, f"entities have no {name}(): session.inspect(entity).loaded names what is loaded"
                )
            case "project schema", "get_statuses" | "get_types":
                return self._workflow(original_node, updated_node, name.removeprefix("get_"))
        return updated_node

    def _opened(self, node: cst.Call, updated: cst.Call) -> cst.Call:
        arguments = []
        for position, argument in enumerate(updated.args):
            name = argument.keyword.value if argument.keyword else None
            if name is None and not argument.star and position < len(_POSITIONAL):
                name = _POSITIONAL[position]
            if name in _DROPPED:
                continue
            if name not in _SESSION_ARGUMENTS:
                self._remark(node, f"Session has no argument {name or 'like this'}")
                continue
            arguments.append(_keyword(_SESSION_ARGUMENTS[name], argument.value))
        self.changed = True
        match node.func:
            case cst.Attribute(value=cst.Name() as module):
                self._uses.pop(module, None)
        self.names.add("Session")
        return updated.with_changes(func=cst.Name("Session"), args=_without_trailing_comma(arguments))

    def _queried(self, node: cst.Call, updated: cst.Call) -> cst.Call:
        filled = filled_text(node.args[0].value) if node.args else None
        if filled is None:
            if node.args and text_of(node.args[0].value) is None:
                self._remark(node, "the text of this query is known only when it runs; it is parsed and checked then")
            return updated
        writer = QueryCode(self._schema, filled.values)
        try:
            code = writer.query(parse(filled.text).query)
        except (UntranslatableError, QuerySyntaxError) as error:
            reason = error.message if isinstance(error, QuerySyntaxError) else str(error)
            self._remark(node, f"values are put into the text of this query, and it could not be rewritten: {reason}")
            return updated
        self.changed = True
        self.names.add("select")
        self.classes |= writer.classes
        return updated.with_changes(args=[cst.Arg(self._attributes_in(cst.parse_expression(code)))])

    def _attributes_in(self, expression: cst.BaseExpression) -> cst.BaseExpression:
        """Rewrite the values in the code of a query, which were taken from the script as they were."""
        inner = _Subscripts(self._inference, self._scopes[-1])
        return cast(cst.BaseExpression, expression.visit(inner))

    def _typed(self, node: cst.Call, updated: cst.Call) -> cst.Call:
        entity_type = text_of(node.args[0].value) if node.args else None
        if entity_type is None or not self._class(entity_type):
            return updated
        arguments = [updated.args[0].with_changes(value=cst.Name(entity_type)), *updated.args[1:]]
        given = updated.args[1].value if len(updated.args) > 1 else None
        if cst.ensure_type(node.func, cst.Attribute).attr.value == "create" and isinstance(given, cst.Dict):
            keywords = _keywords(given)
            if keywords is not None:
                arguments = [arguments[0], *keywords]
        self.changed = True
        return updated.with_changes(args=_without_trailing_comma(arguments))

    def _ensured(self, node: cst.Call, updated: cst.Call) -> cst.Call:
        entity_type = text_of(node.args[0].value) if node.args else None
        given = updated.args[1].value if len(updated.args) > 1 else None
        keywords = _keywords(given) if isinstance(given, cst.Dict) else None
        if entity_type is None or keywords is None or not self._class(entity_type):
            self._remark(node, "write it as session.ensure(Task(...), by=(Task.name, ...))")
            return updated
        names = _identifying(node.args[2:]) or [cast(cst.Name, one.keyword).value for one in keywords]
        paths = ", ".join(f"{entity_type}.{name}" for name in names)
        by = cst.parse_expression(f"({paths})" if len(names) > 1 else paths)
        entity = cst.Call(cst.Name(entity_type), _without_trailing_comma(keywords))
        self.changed = True
        return updated.with_changes(args=_without_trailing_comma([cst.Arg(entity), _keyword("by", by)]))

    def _workflow(self, node: cst.Call, updated: cst.Call, name: str) -> cst.BaseExpression:
        match updated.func:
            case cst.Attribute(value=cst.Attribute(value=project, attr=cst.Name(value="project_schema"))):
                schema = self._on_session("project_schema", [cst.Arg(project)])
                arguments = list(updated.args)
                entity_type = text_of(node.args[0].value) if node.args else None
                if entity_type is not None and self._class(entity_type):
                    arguments[0] = arguments[0].with_changes(value=cst.Name(entity_type))
                return cst.Call(cst.Attribute(schema, cst.Name(name)), _without_trailing_comma(arguments))
        self._remark(node, f"write it as session.project_schema(project).{name}(Task)")
        return updated

    def _on_session(self, name: str, arguments: Sequence[cst.Arg]) -> cst.Call:
        self.changed = True
        session = self._inference.session_in(self._scopes[-1])
        return cst.Call(cst.Attribute(session, cst.Name(name)), _without_trailing_comma(arguments))

    def _class(self, entity_type: str) -> bool:
        if entity_type not in self._schema or not entity_type.isidentifier():
            return False
        self.classes.add(entity_type)
        return True

    def _has(self, owner: Kind, name: str) -> bool:
        if owner.entity_type is not None and owner.entity_type in self._schema:
            types = (owner.entity_type, *self._schema.subtypes(owner.entity_type))
            return any(name in self._schema[one] for one in types)
        return any(name in one for one in self._schema)

    def _kind(self, node: cst.BaseExpression) -> Kind | None:
        return self._inference.kind(node, self._scopes[-1])

    def _role(self, node: cst.BaseExpression) -> str | None:
        kind = self._kind(node)
        return kind.role if kind is not None else None

    def _remark(self, node: cst.CSTNode, message: str) -> None:
        self.remarks.append(Remark(self._line(node), message))

    def _line(self, node: cst.CSTNode) -> int:
        place = self.get_metadata(PositionProvider, node, None)
        return place.start.line if place is not None else 0


class _Subscripts(cst.CSTTransformer):
    """Writes `entity["name"]` as `entity.name`, in code that was copied from a script."""

    def __init__(self, inference: Inference, scope: cst.FunctionDef | cst.Module | None) -> None:
        super().__init__()
        self._inference = inference
        self._scope = scope

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        owner, name = self._inference.kind(original_node.value, self._scope), subscript_name(original_node)
        if owner is None or not owner.is_entity or name is None or not name.isidentifier():
            return updated_node
        return cst.Attribute(updated_node.value, cst.Name(name))


_COMMA = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
_TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def _keyword(name: str, value: cst.BaseExpression) -> cst.Arg:
    return cst.Arg(value, keyword=cst.Name(name), equal=_TIGHT, comma=_COMMA)


def _keywords(given: cst.Dict) -> list[cst.Arg] | None:
    """Return the entries of a literal as keyword arguments; None where one has no name."""
    found = []
    for element in given.elements:
        name = text_of(element.key) if isinstance(element, cst.DictElement) else None
        if name is None or not name.isidentifier():
            return None
        found.append(_keyword(name, element.value))
    return found


def _identifying(arguments: Sequence[cst.Arg]) -> list[str]:
    for argument in arguments:
        if isinstance(argument.value, cst.List | cst.Tuple):
            names = [text_of(element.value) for element in argument.value.elements]
            return [name for name in names if name is not None]
    return []


def _without_trailing_comma(arguments: Sequence[cst.Arg]) -> list[cst.Arg]:
    spaced = [one.with_changes(comma=_COMMA) if one.comma is cst.MaybeSentinel.DEFAULT else one for one in arguments]
    return [*spaced[:-1], spaced[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)] if spaced else []
