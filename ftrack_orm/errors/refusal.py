"""Errors that the server itself tells."""

from __future__ import annotations

from ftrack_orm.errors.transport import TransportError

__all__ = ["ServerError", "ServerPermissionError"]


class ServerError(TransportError):
    """The server answered with its error object: `exception`, `content`, `error_code`, `position`.

    `position` is the index of the refused operation in the batch (from 0) where the server tells it, else None.
    """

    def __init__(
        self, exception: str, content: str, *, error_code: str | None = None, position: int | None = None
    ) -> None:
        self.exception = exception
        self.content = content
        self.error_code = error_code
        self.position = position
        super().__init__(f"the server refused the request: {exception}: {content}")


class ServerPermissionError(ServerError, PermissionError):
    """The API user may not do this."""
