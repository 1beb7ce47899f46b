"""The tree of errors: every public name, what it says, and that it travels between processes."""

from __future__ import annotations

import pickle
import re

import pytest

from ftrack_orm import errors
from ftrack_orm.errors import (
    CommitError,
    ComponentInLocationError,
    ComponentNotInLocationError,
    Conflict,
    ConflictError,
    DriftError,
    EncodingFailedError,
    EncodingTimeoutError,
    FormValueError,
    FtrackError,
    GatewayError,
    NotLoadedError,
    ProtocolError,
    QueryCheckError,
    QuerySyntaxError,
    ReadOnlyError,
    SequenceSyntaxError,
    ServerError,
    ServerPermissionError,
    SourceChangedError,
    SubscriptionSyntaxError,
    TransferCancelledError,
    TransferError,
    UnknownAttributeError,
    UnknownEntityTypeError,
    UnknownKeyError,
    UnknownLocationError,
    UnknownSubscriberError,
    UnsafePathError,
)

KINDS: list[type[FtrackError]] = [
    kind for name in errors.__all__ if isinstance(kind := getattr(errors, name), type) and issubclass(kind, FtrackError)
]
OF_MORE_THAN_A_MESSAGE: list[FtrackError] = [
    CommitError("update Task", 2, 3, "no"),
    ComponentInLocationError(["main"], "studio"),
    ComponentNotInLocationError(["main"], "studio"),
    ConflictError([Conflict("Task a", "name", "x", "y", "z")]),
    DriftError("ftrack_stock"),
    EncodingFailedError("j1", None),
    EncodingTimeoutError("j1", "running"),
    FormValueError("name", "too long"),
    GatewayError(502, "bad gateway", retry_after=3.0),
    NotLoadedError("Task", "name", "the session is closed"),
    QueryCheckError(()),
    QuerySyntaxError("unexpected text", "Task where\nname is", 12),
    ReadOnlyError("Task", "id", "it is computed"),
    SequenceSyntaxError("a", "no frames"),
    ServerError("KeyError", "no such thing", error_code="e", position=1),
    ServerPermissionError("PermissionError", "no"),
    SourceChangedError("it changed", ["a"], ["b"]),
    SubscriptionSyntaxError("unexpected text", "topic=", 6),
    TransferCancelledError("cancelled", ["a"], ["b"]),
    TransferError("failed", ["a"], ["b"]),
    UnknownAttributeError("Task", "nme", ["name"]),
    UnknownEntityTypeError("Tsk", ["Task"]),
    UnknownKeyError("Task", "custom_attributes", "fstrat", ["fstart"]),
    UnknownLocationError("here", ["there"], "name one"),
    UnknownSubscriberError("s1"),
    UnsafePathError("../x", "it leads out"),
]
ONE_OF_EACH = {type(error): error for error in OF_MORE_THAN_A_MESSAGE}


def drawn() -> dict[str, list[str]]:
    """The names in the tree of the module's docstring, each with the builtins beside it."""
    found: dict[str, list[str]] = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"^ {4}(?:[│├└─ ]*)([A-Z]\w+)(?: \(([\w, ]+)\))?(?:  |$)", line):
            found[match[1]] = (match[2] or "").split(", ") if match[2] else []
    return found


def test_the_drawn_tree_has_every_error_with_its_builtins() -> None:
    expected = {
        kind.__name__: {base.__name__ for base in kind.__bases__ if base.__module__ == "builtins"} - {"Exception"}
        for kind in KINDS
    }
    assert {name: set(builtins) for name, builtins in drawn().items()} == expected


@pytest.mark.parametrize("name", errors.__all__)
def test_every_public_name_says_that_it_lives_in_the_package(name: str) -> None:
    assert getattr(errors, name).__module__ == "ftrack_orm.errors"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_travels_in_a_pickle_with_all_that_it_tells(kind: type[FtrackError]) -> None:
    error = ONE_OF_EACH.get(kind) or kind("what happened")
    error.add_note("a note")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert str(back) == str(error)
    assert vars(back) == vars(error)
    assert back.args == error.args


def test_an_error_that_learned_where_it_happened_travels_with_it() -> None:
    error = ProtocolError("no such status")
    error.within("status")
    error.asked("query Task")
    back = pickle.loads(pickle.dumps(error))
    assert str(back) == "no such status, at status (in the answer to: query Task)"
