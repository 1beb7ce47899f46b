"""Functions that a session calls as it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, ParamSpec

from ftrack_orm.mapping import Entity

if TYPE_CHECKING:
    from ftrack_orm.session.writing.commit_report import CommitReport
    from ftrack_orm.session.writing.plan import Plan

__all__ = ["Hook", "Hooks"]

P = ParamSpec("P")


class Hook(Generic[P]):
    """Functions for one occasion, called in the order in which they came.

    >>> from ftrack_orm.session.writing.hooks import Hook
    >>> said: Hook[str] = Hook()
    >>> @said
    ... def shout(word: str) -> None:
    ...     print(word.upper())
    >>> said.run("done")
    DONE
    """

    def __init__(self) -> None:
        self._functions: tuple[Callable[P, object], ...] = ()
        self.is_running: bool = False
        """Whether its functions are being called right now."""

    def __call__(self, function: Callable[P, object]) -> Callable[P, object]:
        """Add a function and return it, so that this is a decorator too."""
        self._functions = (*self._functions, function)
        return function

    def __len__(self) -> int:
        return len(self._functions)

    def remove(self, function: Callable[P, object]) -> None:
        """Call a function no longer.

        Raises:
            ValueError: It was not added.
        """
        functions = list(self._functions)
        functions.remove(function)
        self._functions = tuple(functions)

    def run(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call them all; the first exception ends it."""
        before, self.is_running = self.is_running, True
        try:
            for function in self._functions:
                function(*args, **kwargs)
        finally:
            self.is_running = before


class Hooks:
    """The occasions of a session; `@session.hooks.before_commit` adds a function."""

    def __init__(self) -> None:
        self.before_commit: Hook[[Plan]] = Hook()
        """Gets the plan before it is sent. An exception stops the commit and leaves everything pending; what the
        function changes is sent too. Nothing is called where nothing is pending."""
        self.after_commit: Hook[[CommitReport]] = Hook()
        """Gets the report of a commit that sent something. An exception reaches the caller; the commit stands."""
        self.loaded: Hook[[Sequence[Entity]]] = Hook()
        """Gets the entities of each page that a query or a lazy load brought."""
        self.rolled_back: Hook[[]] = Hook()
        """Called after a rollback."""
