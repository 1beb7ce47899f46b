"""Mutants that change nothing that anybody could notice: each is recorded with the reason."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.judging import Judged
from tests.mutation.mutant import Mutant

__all__ = ["RECORD", "Equivalents"]

RECORD = Path(__file__).with_name("equivalent.toml")

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Equivalents:
    """The mutants of the record, by file, function, and the line before and after."""

    reasons: dict[_Key, str]

    @classmethod
    def load(cls, path: Path = RECORD) -> Equivalents:
        """Read a record.

        Raises:
            KeyError: An entry lacks something.
        """
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
        return cls(
            {
                (entry["file"], entry["function"], entry["before"], after): entry["reason"]
                for entry in entries
                for after in entry["after"]
            }
        )

    def __contains__(self, mutant: object) -> bool:
        return isinstance(mutant, Mutant) and _key(mutant) in self.reasons

    def mistakes(self, judged: Sequence[Judged]) -> list[str]:
        """Return what is wrong with the entries about these files: a mutant that is noticed, or is no more."""
        wrong = [
            f"recorded as equivalent, but {one.by or 'a timeout'} notices it: {one.mutant}"
            for one in judged
            if one.mutant in self and one.outcome in ("killed", "timeout")
        ]
        known = {_key(one.mutant) for one in judged}
        files = {one.mutant.file for one in judged}
        stale = [key for key in self.reasons if key[0] in files and key not in known]
        return wrong + [f"recorded as equivalent, but there is no such mutant: {key}" for key in stale]


def _key(mutant: Mutant) -> _Key:
    return mutant.file, mutant.function, mutant.before, mutant.after
