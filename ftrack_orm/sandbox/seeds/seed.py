"""Which data a new sandbox starts with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.seeds.demo_film.people import CONFORMANCE_USER, DEFAULT_USER

__all__ = ["Seed", "SeedName"]

SeedName: TypeAlias = Literal["empty", "demo", "conformance", "bench"]

_MOST_TASKS = 10_000_000


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed by its name, with the number of tasks for `bench`.

    >>> Seed.parse("bench:1000")
    Seed(name='bench', tasks=1000)
    """

    name: SeedName
    tasks: int = 0

    @property
    def default_user(self) -> str:
        """The API user where none is named."""
        return CONFORMANCE_USER if self.name == "conformance" else DEFAULT_USER

    @classmethod
    def parse(cls, text: str) -> Seed:
        """Read `empty`, `demo`, `conformance` or `bench:N`.

        Raises:
            ConfigurationError: It is none of them, or N is out of range.
        """
        if text == "empty":
            return cls("empty")
        if text == "demo":
            return cls("demo")
        if text == "conformance":
            return cls("conformance")
        match = re.fullmatch(r"bench:([0-9]{1,9})", text)
        if match is None or not 1 <= int(match[1]) <= _MOST_TASKS:
            raise ConfigurationError(
                f"unknown seed {text!r}: expected empty, demo, conformance, or bench:N with N from 1 to {_MOST_TASKS}"
            )
        return cls("bench", int(match[1]))
