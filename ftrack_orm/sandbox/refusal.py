"""The sandbox's refusal of a batch, as the server's error object tells it."""

from __future__ import annotations

from ftrack_orm.errors import FtrackError

__all__ = ["Refusal"]


class Refusal(FtrackError):
    """A batch was refused and rolled back: what the error object of the answer holds.

    `exception` is one of the server's names (`ValidationError`, `IntegrityError`, `ValueError`, `ParseError` ...);
    `position` is the index of the refused operation in its batch, from 0, or None where it is no one operation's fault;
    `offset` is where in the text of a query it is wrong, in characters from 0.
    """

    def __init__(
        self,
        exception: str,
        content: str,
        error_code: str | None = None,
        position: int | None = None,
        offset: int | None = None,
    ) -> None:
        self.exception = exception
        self.content = content
        self.error_code = error_code
        self.position = position
        self.offset = offset
        super().__init__(f"{exception}: {content}")

    def at(self, position: int) -> Refusal:
        """Return this refusal with the position of its operation, unless it has one already."""
        if self.position is not None:
            return self
        return Refusal(self.exception, self.content, self.error_code, position, self.offset)
