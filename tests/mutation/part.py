"""The parts of the library whose tests are tested."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["PARTS", "ROOT", "Part"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are mutated, and where the tests are that may notice; each is given from the root of the tree."""

    name: str
    title: str
    files: tuple[str, ...]
    tests: tuple[str, ...]

    def paths(self) -> list[Path]:
        """Return the files, globs written out."""
        found = [path for pattern in self.files for path in sorted(ROOT.glob(pattern)) if path.name != "__init__.py"]
        assert found, f"no file of {self.name}"
        return found


PARTS = (
    Part(
        "compiler",
        "The query compiler: builder, syntax tree, text, parser, resolution and checks",
        ("ftrack_orm/query/**/*.py",),
        ("tests/query", "tests/hardening/test_texts.py"),
    ),
    Part(
        "planner",
        "The planner of the unit of work: what is pending, in which order it is sent, how it refers to others",
        (
            "ftrack_orm/session/pending/*.py",
            "ftrack_orm/session/writing/plan.py",
            "ftrack_orm/session/writing/planning.py",
            "ftrack_orm/session/writing/ordering.py",
        ),
        (
            "tests/session/collections",
            "tests/session/test_hooks.py",
            "tests/session/test_inspection.py",
            "tests/session/test_shortcuts.py",
            "tests/session/test_threads.py",
            "tests/session/writing/test_batch_writing.py",
            "tests/session/writing/test_commit.py",
            "tests/session/writing/test_ensure.py",
            "tests/session/writing/test_interrupted.py",
            "tests/session/writing/test_pending.py",
            "tests/session/writing/test_planning.py",
            "tests/session/writing/test_transaction.py",
            "tests/session/writing/test_undo.py",
            "tests/session/writing/test_withdrawal.py",
        ),
    ),
    Part(
        "codec",
        "The codec: values, operations and answers between Python and the wire",
        (
            "ftrack_orm/transport/answer.py",
            "ftrack_orm/transport/change.py",
            "ftrack_orm/transport/codec.py",
            "ftrack_orm/transport/decoding.py",
            "ftrack_orm/transport/encoding.py",
            "ftrack_orm/transport/operation.py",
            "ftrack_orm/transport/question.py",
            "ftrack_orm/session/reading/values.py",
            "ftrack_orm/session/writing/answer_shape.py",
            "ftrack_orm/schema/wire.py",
        ),
        (
            "tests/transport",
            "tests/schema/test_wire.py",
            "tests/session/reading/test_answer_shape.py",
            "tests/session/writing/test_commit.py",
            "tests/session/writing/test_echo.py",
            "tests/session/reading/test_hydration.py",
        ),
    ),
)
"""What can be mutated on its own: `make mutation ONLY=planner`."""
