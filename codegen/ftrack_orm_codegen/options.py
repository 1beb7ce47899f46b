"""How a package is to be generated."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen; the defaults suit most."""

    only: tuple[str, ...] = ()
    """The entity types that are wanted, with what they lead to; none means all."""
    single_file: bool = False
    """All classes in one `models.py`, which is imported as a whole when one of them is used."""
    strict_literals: bool = False
    """Names that a workspace chose are typed as these names alone, not as any text; so are custom attributes' keys."""
