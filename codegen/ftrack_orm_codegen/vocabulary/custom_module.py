"""The module `custom_attributes`: what type checkers see of the custom attributes of each class.

Nothing of it is needed at run time but the names, for annotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from ftrack_orm_codegen.module_text import GENERATED
from ftrack_orm_codegen.vocabulary.custom_class import IMPORTED, SERIES, CustomClass, CustomClasses, CustomEntry
from ftrack_orm_codegen.vocabulary.keys import is_attribute
from ftrack_orm_codegen.vocabulary.literal_text import docstring, literal, literal_type, names_list

__all__ = ["custom_module"]

_DOCSTRING = f'"""The custom attributes of one workspace, {GENERATED}"""'
_SEAM = (
    "ComputedValue",
    "CustomAttributeLinkViews",
    "CustomAttributePaths",
    "CustomAttributeValues",
    "CustomContent",
    "KeyedPath",
    "LinkedEntities",
    "Value",
)


def custom_module(classes: CustomClasses, *, strict: bool) -> str:
    """Return the text of the module; `strict` lets checkers take no key but those that are known."""
    made = list(classes)
    targets = sorted({target for one in made for _, target in one.links})
    choices = {name: values for values, name in classes.choices.items()}
    exported = [name for one in made for name in _names(one)]
    lines = [
        _DOCSTRING,
        "",
        "from __future__ import annotations",
        "",
        f"from collections.abc import Sequence as {SERIES}",
        "from datetime import datetime",
        "from typing import TYPE_CHECKING, Any, Literal, Never, TypeAlias, TypedDict, overload",
        "",
        "from ftrack_orm.mapping.declarative import (",
        *(f"    {name}," for name in _SEAM),
        ")",
    ]
    if targets:
        lines += ["", "if TYPE_CHECKING:", "    from .models import (", *map(_target, targets), "    )"]
    lines += ["", *names_list([*exported, *choices])]
    for name in sorted(choices):
        lines += ["", *literal_type(name, choices[name], "What an enumerator offers.")]
    hidden = classes.hidden
    for one in made:
        lines += [line for part in _parts(one, hidden, strict) for line in ("", "", *part)]
    return "\n".join([*lines, ""])


def _names(made: CustomClass) -> list[str]:
    return [
        *([made.name, made.paths, made.content] if made.entries else []),
        *([made.link_views] if made.links else []),
    ]


def _target(name: str) -> str:
    """Import an entity class, by another name where the module has it for something else."""
    original = name.removesuffix("_")
    return f"        {original} as {name}," if name != original and original in IMPORTED else f"        {name},"


def _parts(made: CustomClass, hidden: Set[str], strict: bool) -> Iterator[list[str]]:
    if made.entries:
        yield _values(made, hidden, strict)
        yield _paths(made, hidden, strict)
        yield _content(made, strict)
    if made.links:
        yield _links(made, hidden)


def _values(made: CustomClass, hidden: Set[str], strict: bool) -> list[str]:
    said = docstring(f"What `custom_attributes` of {made.class_name} entities hold.")
    lines = [f"class {made.name}(CustomAttributeValues):", f"    {said}", "", "    if TYPE_CHECKING:"]
    for entry in made.entries:
        if is_attribute(entry.key) and entry.key not in hidden:
            kind = "ComputedValue" if entry.computed else "Value"
            lines += [f"        {entry.key}: {kind}[{entry.value}]", f"        {_said(entry)}"]
    reads = [(_key(entry.key), "", entry.value) for entry in made.entries]
    settable = (entry for entry in made.entries if not entry.computed)
    writes = [(_key(one.key), one.assigned if strict else one.loosely_assigned, "None") for one in settable]
    lines += _overloads("__getitem__", [*reads, *([] if strict else [("str", "", "Any")])])
    return lines + _overloads("__setitem__", writes)


def _paths(made: CustomClass, hidden: Set[str], strict: bool) -> list[str]:
    said = docstring(f"What `{made.class_name}.custom_attributes` has in queries.")
    lines = [f"class {made.paths}(CustomAttributePaths):", f"    {said}", "", "    if TYPE_CHECKING:"]
    for entry in made.entries:
        if is_attribute(entry.key) and entry.key not in hidden:
            lines += [f"        {entry.key}: KeyedPath[{entry.path}]", f"        {_said(entry)}"]
    reads = [(_key(entry.key), "", f"KeyedPath[{entry.path}]") for entry in made.entries]
    return lines + _overloads("__getitem__", [*reads, *([] if strict else [("str", "", "KeyedPath[Any]")])])


def _content(made: CustomClass, strict: bool) -> list[str]:
    said = docstring(f"What new {made.class_name} entities may be given.")
    if not strict:
        return [f"{made.content}: TypeAlias = CustomContent", said]
    settable = [entry for entry in made.entries if entry.key and not entry.computed]  # pyright knows no empty key
    items = (f"    {literal(entry.key)}: {literal(entry.assigned)}," for entry in settable)
    return [f"{made.content} = TypedDict({literal(made.content)}, {{", *items, "}, total=False)", said]


def _links(made: CustomClass, hidden: Set[str]) -> list[str]:
    said = docstring(f"What {made.class_name} entities lead to by custom attributes.")
    lines = [f"class {made.link_views}(CustomAttributeLinkViews):", f"    {said}", "", "    if TYPE_CHECKING:"]
    for link, target in made.links:
        if is_attribute(link.key) and link.key not in hidden:
            lines += [
                "        @property",
                f"        def {link.key}(self) -> LinkedEntities[{target}]: ...",
            ]
    return lines + _overloads("__getitem__", [(_key(link.key), "", f"LinkedEntities[{t}]") for link, t in made.links])


def _overloads(method: str, cases: list[tuple[str, str, str]]) -> list[str]:
    """Write a method by its cases: the type of the key, of the value where there is one, and of what it gives."""
    if not cases:
        cases = [("Never", "Never", "None")]
    several = len(cases) > 1
    lines = [""]
    for key, value, given in cases:
        taken = f"self, key: {key}" + (f", value: {value}" if value else "")
        lines += [*(["        @overload"] if several else []), f"        def {method}({taken}) -> {given}: ..."]
    if several:
        lines.append(f"        def {method}(self, key: Any{', value: Any' if cases[0][1] else ''}) -> Any: ...")
    return lines


def _key(key: str) -> str:
    return f"Literal[{literal(key)}]"


def _said(entry: CustomEntry) -> str:
    sentences = []
    for one in entry.attributes:
        kind = f"{one.kind}, " if one.kind else ""
        where = (
            "hierarchical" if one.hierarchical else "of this type alone" if one.object_type_id else "of all its kind"
        )
        sentences.append(f"{one.label}: {kind}{where}.")
        if one.kind != "expression" and one.default not in (None, "", (), []):
            sentences.append(f"Default {one.default!r}.")
        if one.kind == "expression":
            sentences.append("Computed by the server.")
        if one.project_id:
            sentences.append(f"Only in the project {one.project_id}; elsewhere there is no such key.")
    return docstring(" ".join(sentences))
