"""Text that shows nothing when somebody looks at it: how an API key is held."""

from __future__ import annotations

from typing import Any, NoReturn, Self

__all__ = ["Secret"]


class Secret(str):
    """Text that works wherever text is wanted, and is hidden when it is looked at.

    `repr`, and with it debuggers, the printing of containers, and tracebacks that show variables, tell nothing; `str`
    and formatting give the text, since that is what it is for: put it into no log. It does not travel in a pickle.

    >>> {"key": Secret("abc")}
    {'key': <Secret>}
    >>> Secret("abc") == "abc"
    True
    """

    __slots__ = ()

    @classmethod
    def of(cls, text: str | None) -> Self | None:
        """Return a text as a secret; None stays None."""
        return None if text is None else cls(text)

    def __repr__(self) -> str:
        return "<Secret>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret does not travel in a pickle: let the other process take FTRACK_API_KEY for itself")

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self.__reduce__()
