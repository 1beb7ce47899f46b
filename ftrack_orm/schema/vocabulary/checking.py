"""See that what is said of words is of the right kind, whoever wrote it: it goes into code and into queries."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_args

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema.vocabulary.custom_attribute import CustomAttributeKind

__all__ = ["checked"]

T = TypeVar("T")

_KINDS = frozenset((*get_args(CustomAttributeKind), None))


def checked(value: T) -> T:
    """Return a word, a project schema, a custom attribute or a link as it is.

    Raises:
        SchemaError: One of its fields is of the wrong kind; the message names it.
    """
    for field in fields(value):  # type: ignore[arg-type]  # a dataclass each
        found = getattr(value, field.name)
        if not _TESTS.get(field.name, _is_optional_text)(found):
            raise SchemaError(f"vocabulary: {field.name!r} of a {type(value).__name__} cannot be {found!r:.80}")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_optional_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_place(value: Any) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value is None or (number and math.isfinite(value))


def _are_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


def _are_lists(value: Any) -> bool:
    return isinstance(value, Mapping) and all(_is_text(key) and _are_texts(ids) for key, ids in value.items())


_TESTS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("id", "key", "label", "name"), _is_text),
    **dict.fromkeys(("active", "hierarchical", "multiple", "single", "whole"), _is_flag),
    **dict.fromkeys(("overrides", "statuses", "types"), _are_lists),
    "choices": _are_texts,
    "default": lambda value: True,
    "kind": lambda value: isinstance(value, (str, type(None))) and value in _KINDS,
    "sort": _is_place,
}
"""By the names of fields, which mean the same wherever they stand; all others are text, or nothing."""
