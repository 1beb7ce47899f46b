"""What a structure is: it says where in a location the file of a component is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["SEPARATOR", "Structure", "StructureContext", "VersionFacts", "frame_expression"]

SEPARATOR = "/"
"""Between the parts of a resource identifier, on every system."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What a version is and where: number, names, and what is between project and asset, from the top.

    `hierarchy` holds entity types and names: `(("Sequence", "sq010"), ("Shot", "sh010"))`.
    """

    number: int
    project: str
    asset: str
    hierarchy: tuple[tuple[str, str], ...] = ()
    asset_type: str = ""
    task: str | None = None


@dataclass(frozen=True, slots=True)
class StructureContext:
    """What a structure is told beside the component.

    `source_identifier` is what the component is called where it comes from; `version` the facts of its version, or of
    its container's, where it has one and the structure needs it.
    """

    source_identifier: str | None = None
    version: VersionFacts | None = None


class Structure(Protocol):
    """Makes resource identifiers of components; pure, so that nothing is sent while it does."""

    @property
    def needs_version(self) -> bool:
        """Whether it uses the facts of versions, which are loaded for all components before."""
        ...

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return where a component's file is to be.

        Raises:
            StructureError: The component lacks what it takes.
        """
        ...


def frame_expression(sequence: Any) -> str:
    """Return the place of the frame number of a sequence component: `%04d`, or `%d` without padding."""
    return f"%0{sequence.padding}d" if sequence.padding else "%d"
