"""Data of a workspace as Python text: it is written as literals, and as nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ftrack_orm.schema.description import one_line

__all__ = ["docstring", "literal", "literal_type", "names_list"]


def literal(value: str | float | bool | None) -> str:
    """Write a plain value; quotes are double where nothing inside asks for others."""
    text = repr(value)
    return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in text and "\\'" not in text else text


def docstring(text: str) -> str:
    """Write one line of documentation."""
    plain = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{plain}"""'


def literal_type(name: str, values: Iterable[str], said: str) -> list[str]:
    """Return the lines of a type that is one of these texts."""
    choices = (f"    {literal(value)}," for value in dict.fromkeys(values))
    return [f"{name}: TypeAlias = Literal[", *choices, "]", docstring(said)]


def names_list(names: Sequence[str]) -> list[str]:
    """Return the lines that say what a module exports."""
    return ["__all__ = [", *(f'    "{name}",' for name in sorted(names)), "]"]
