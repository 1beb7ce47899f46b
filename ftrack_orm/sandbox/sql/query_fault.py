"""A query that cannot be run, with the place in its text."""

from __future__ import annotations

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query.ast import AttributePath, Segment
from ftrack_orm.sandbox.refusal import Refusal

__all__ = ["QueryFault"]


class QueryFault(Exception):
    """What is wrong with a query, and the offset in its text where it is known."""

    def __init__(self, message: str, place: Segment | AttributePath | int | None = None) -> None:
        self.message = message
        self.start: int | None = place if isinstance(place, int) or place is None else place.start
        super().__init__(message)

    def refusal(self, text: str | None) -> Refusal:
        """Return the refusal that shows the text with a caret."""
        if text is None or self.start is None:
            return Refusal("ValueError", self.message)
        return Refusal("ValueError", str(QuerySyntaxError(self.message, text, self.start)), offset=self.start)
