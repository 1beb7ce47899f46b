"""Strategies for queries that make sense on the oracle's workspace."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

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
    Operator,
    Or,
    Ordering,
    Query,
    RelationTest,
    Segment,
    String,
    Value,
)
from ftrack_orm.schema import Attribute
from tests.query.oracle.studio import studio
from tests.query.oracle.world import COLLECTIONS, LINKS, SCHEMA

__all__ = ["grouped_queries", "queries"]

Draw = st.DrawFn

_TYPES = (
    "Task", "Task", "Task", "Context", "TypedContext", "Shot", "AssetBuild", "Project", "Sequence", "Resource", "User",
    "BaseUser", "Group", "Status", "Type", "Priority", "State", "Timelog", "Appointment", "Asset", "AssetVersion",
    "List", "TypedContextList", "AssetVersionList", "Note", "Metadata", "ContextCustomAttributeValue", "ListObject",
)  # fmt: skip
_GROUPED = ("Task", "TypedContext", "Context", "AssetVersion", "Asset", "Note", "List")
_RELATIONS = {name for _, name in (*LINKS, *COLLECTIONS)} | {"ancestors", "descendants", "items", "lists"}
_COMPUTED = {"time_logged", "bid_time_logged_difference"}
_UNORDERED = {"status"}
"""Names that are a text on one type and a link on another: nobody says by which to sort."""

_COMPARING: tuple[Operator, ...] = ("is", "is_not", "<", ">", "<=", ">=")
_OPERATORS: dict[str, tuple[Operator, ...]] = {
    "text": (*_COMPARING, "like", "not_like", "like"),
    "variable": (*_COMPARING, "like", "not_like"),
    "id": ("is", "is_not", "like"),
    "boolean": ("is", "is_not"),
}
_MOMENTS = (
    "2024-05-01", "2024-05-02", "2024-05-01T12:30:15", "2024-05-01 09:00:00", "2024-05-01T14:30:15+02:00", "20240501",
    "2024-05-01T23:59:59Z", "2023-12-31", "2024-02-29T12:00", "9999-12-31", "0001-01-01", "2024-W18-3",
)  # fmt: skip
_NUMBERS = (
    "0",
    "1",
    "2",
    "10",
    "10.5",
    "24",
    "60.5",
    "3600",
    "7200",
    "-1",
    "-3.0",
    "1e6",
    ".5",
    "1800",
    "2400",
    "1e999",
)
_EXTRA = (
    "ada",
    "24",
    "24.0",
    "true",
    "none",
    "%",
    "_",
    "\\",
    "é",
    "ÉDIT",
    "ß",
    "K",
    "a%",
    "%o%",
    "zzz",
    "\n",
    "2024-05-01",
)


@cache
def _names(entity_type: str) -> dict[str, Attribute]:
    """Return what may be named on a type: what it or a narrower one has, and the workspace knows of."""
    known = {name for entity in studio().entities for name in entity.values if not name.startswith("_")}
    found: dict[str, Attribute] = {}
    for one in (entity_type, *SCHEMA.subtypes(entity_type)):
        for name, attribute in SCHEMA[one].attributes.items():
            if name in (_RELATIONS if attribute.is_relation else known | _COMPUTED) and not _is_foreign(one, attribute):
                found.setdefault(name, attribute)
    return dict(sorted(found.items()))


def _is_foreign(owner: str, attribute: Attribute) -> bool:
    """Tell whether a relation is one that the workspace does not hold."""
    if not attribute.is_relation or attribute.name in ("ancestors", "descendants", "items", "lists"):
        return attribute.name == "ancestors" and owner == "Asset"
    held = LINKS if attribute.kind == "link" else COLLECTIONS
    return not any((declared, attribute.name) in held for declared in SCHEMA.lineage(owner))


@cache
def _texts() -> tuple[str, ...]:
    texts = {value for one in studio().entities for value in one.values.values() if isinstance(value, str)}
    return (*sorted(texts), *_EXTRA)


@st.composite
def _segment(draw: Draw, entity_type: str, attribute: Attribute) -> tuple[Segment, str]:
    """Return a step, and the type that it leads to; sometimes it is cast."""
    target = str(attribute.target)
    narrower = [one for one in SCHEMA.subtypes(target) if one in _TYPES]
    cast = draw(st.sampled_from([None, None, None, *narrower])) if narrower else None
    return Segment(attribute.name, cast), cast or target


@st.composite
def _path(
    draw: Draw, entity_type: str, *, collections: bool = True, steps: int = 2
) -> tuple[AttributePath, str, Attribute]:
    """Return a path to a plain value, the type that it stands on, and the attribute."""
    segments: list[Segment] = []
    for _ in range(draw(st.integers(0, steps))):
        kinds = ("link", "collection", "mapping") if collections else ("link",)
        ways = [one for one in _names(entity_type).values() if one.kind in kinds]
        if not ways:
            break
        segment, entity_type = draw(_segment(entity_type, draw(st.sampled_from(ways))))
        segments.append(segment)
    ends = [one for one in _names(entity_type).values() if not one.is_relation]
    attribute = draw(st.sampled_from(ends))
    return AttributePath((*segments, Segment(attribute.name))), entity_type, attribute


@st.composite
def _relation_path(draw: Draw, entity_type: str) -> tuple[AttributePath, str] | None:
    segments: list[Segment] = []
    for _ in range(draw(st.integers(1, 2))):
        ways = [one for one in _names(entity_type).values() if one.is_relation]
        if not ways:
            break
        segment, entity_type = draw(_segment(entity_type, draw(st.sampled_from(ways))))
        segments.append(segment)
    return (AttributePath(tuple(segments)), entity_type) if segments else None


def _kind(attribute: Attribute) -> str:
    if attribute.value_kind == "text" and (attribute.name.endswith("_id") or attribute.name == "id"):
        return "id"
    return attribute.value_kind


def _literal(text: str, quoted: bool) -> Value:
    return String(text) if quoted else Number(text)


@st.composite
def _text(draw: Draw) -> str:
    text = draw(st.sampled_from(_texts()))
    match draw(st.integers(0, 3)):
        case 0:
            return text.swapcase()
        case 1:
            return text.upper()
        case _:
            return text


@st.composite
def _pattern(draw: Draw) -> str:
    r"""Return a pattern made of pieces of texts, wildcards, and escaped wildcards."""
    text = draw(_text())
    start = draw(st.integers(0, len(text)))
    piece = text[start : draw(st.integers(start, len(text)))]
    if draw(st.booleans()):
        piece = piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    before, after = draw(st.sampled_from(("", "%", "_", "%_"))), draw(st.sampled_from(("", "%", "_", "%")))
    return before + piece + after


def _value(kind: str) -> st.SearchStrategy[Value]:
    match kind:
        case "number" | "integer":
            return st.builds(_literal, st.sampled_from(_NUMBERS), st.booleans())
        case "boolean":
            texts = st.sampled_from(("true", "False", "1", "0")).map(String)
            return st.booleans().map(Boolean) | texts | st.sampled_from(("0", "1")).map(Number)
        case "datetime":
            return st.sampled_from(_MOMENTS).map(String)
        case "variable":
            numbers = st.builds(_literal, st.sampled_from(_NUMBERS), st.booleans())
            return numbers | _text().map(String) | st.booleans().map(Boolean) | st.sampled_from(_MOMENTS).map(String)
        case _:
            return _text().map(String) | st.builds(Number, st.sampled_from(("24", "010", "1")))


@st.composite
def _comparison(draw: Draw, entity_type: str) -> Criterion:
    path, _, attribute = draw(_path(entity_type))
    kind = _kind(attribute)
    operator = draw(st.sampled_from(_OPERATORS.get(kind, _COMPARING)))
    if operator in ("like", "not_like"):
        return Comparison(path, operator, String(draw(_pattern())))
    if draw(st.integers(0, 5)) == 0:
        return Comparison(path, draw(st.sampled_from((*_COMPARING[:2], operator))), Null())
    return Comparison(path, operator, draw(_value(kind)))


@st.composite
def _membership(draw: Draw, entity_type: str) -> Criterion:
    path, _, attribute = draw(_path(entity_type))
    values = st.lists(_value(_kind(attribute)) | st.just(Null()), max_size=3)
    return In(path, tuple(draw(values)), draw(st.booleans()))


@st.composite
def _subquery(draw: Draw, entity_type: str) -> Criterion:
    path, _, attribute = draw(_path(entity_type))
    kind = _kind(attribute)
    inner = draw(st.sampled_from(_TYPES))
    paged = draw(st.booleans())
    selected, _, other = draw(_path(inner, collections=not paged))
    query = Query(inner, (selected,), draw(st.none() | _leaf(inner)))
    if paged:
        query = replace(query, limit=draw(st.integers(0, 4)), offset=draw(st.none() | st.integers(0, 2)))
    if kind != _kind(other) or kind == "variable":
        return draw(_comparison(entity_type))
    return In(path, query, draw(st.booleans()))


@st.composite
def _null_test(draw: Draw, entity_type: str) -> Criterion:
    """Test a relation for none."""
    found = draw(_relation_path(entity_type))
    if found is None:
        return draw(_comparison(entity_type))
    return Comparison(found[0], draw(st.sampled_from(_COMPARING[:2])), Null())


def _leaf(entity_type: str) -> st.SearchStrategy[Criterion]:
    comparison = _comparison(entity_type)
    return st.one_of(comparison, comparison, _membership(entity_type), _null_test(entity_type))


@st.composite
def _relation_test(draw: Draw, entity_type: str, depth: int) -> Criterion:
    found = draw(_relation_path(entity_type))
    if found is None:
        return draw(_comparison(entity_type))
    path, target = found
    inner = draw(st.none() | _criterion(target, depth - 1))
    return RelationTest(path, draw(st.sampled_from(("any", "has"))), inner)


@st.composite
def _criterion(draw: Draw, entity_type: str, depth: int) -> Criterion:
    choice = draw(st.integers(0, 9)) if depth > 0 else draw(st.integers(0, 4))
    match choice:
        case 0 | 1 | 2 | 3:
            return draw(_leaf(entity_type))
        case 4:
            return draw(_subquery(entity_type))
        case 5:
            return Not(draw(_criterion(entity_type, depth - 1)))
        case 6 | 7:
            parts = draw(st.lists(_criterion(entity_type, depth - 1), min_size=2, max_size=3))
            return (And if choice == 6 else Or).of(parts)
        case _:
            return draw(_relation_test(entity_type, depth))


@st.composite
def queries(draw: Draw) -> Query:
    """Return a query for entities."""
    entity_type = draw(st.sampled_from(_TYPES))
    where = draw(st.none() | st.just(2).flatmap(lambda depth: _criterion(entity_type, depth)))
    order = tuple(draw(_ordering(entity_type)) for _ in range(draw(st.integers(0, 2))))
    limit, offset = draw(st.none() | st.integers(0, 6)), draw(st.none() | st.integers(0, 4))
    return Query(entity_type, (), where, (), order, offset, limit)


@st.composite
def _ordering(draw: Draw, entity_type: str) -> Ordering:
    path, _, attribute = draw(_path(entity_type, collections=False))
    if attribute.value_kind == "variable" or any(one.name in _UNORDERED for one in path.segments[-1:]):
        path = AttributePath.of(SCHEMA[entity_type].primary_key[0])
    return Ordering(path, draw(st.booleans()))


@st.composite
def grouped_queries(draw: Draw) -> Query:
    """Return a query with `group by`."""
    entity_type = draw(st.sampled_from(_GROUPED))
    paths = [draw(_path(entity_type, collections=False)) for _ in range(draw(st.integers(1, 2)))]
    groups = tuple(dict.fromkeys(path for path, _, _ in paths))
    functions: dict[str, Function] = {}
    for _ in range(draw(st.integers(1, 3))):
        path, _, attribute = draw(_path(entity_type, collections=False))
        names = (
            ("count", "sum", "avg", "min", "max")
            if _kind(attribute) in ("number", "integer")
            else ("count", "min", "max")
        )
        function = Function(draw(st.sampled_from(names)), path)
        functions[f"{function.name} {path}"] = function
    where = draw(st.none() | _criterion(entity_type, 1))
    return Query(entity_type, tuple(functions.values()), where, groups)
