"""A page that is asked for before it is needed, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from ftrack_orm.transport import JSON

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Page", "PageRequest"]

Page: TypeAlias = tuple[list[JSON], int | None]
"""Rows and the offset of the next page, None at the end."""


class PageRequest:
    """One request that is on its way. Its thread ends with it, whether anybody waits or not, and holds nothing else.

    `edition` is the gateway's from before it was sent.
    """

    __slots__ = ("_page", "edition")

    def __init__(self, fetch: Callable[[], Page], edition: int) -> None:
        from concurrent.futures import Future  # a result of one page needs none

        self.edition: int = edition
        self._page: Future[Page] = Future()
        # A daemon, so that a program that has all it wants does not wait for a server at its end.
        Thread(target=copy_context().run, args=(_run, fetch, self._page), name="ftrack-orm page", daemon=True).start()

    @property
    def is_last(self) -> bool:
        """Whether it is known already that no page follows."""
        return self._page.done() and self._page.exception() is None and self._page.result()[1] is None

    def page(self) -> Page:
        """Return what came, once it did; whatever went wrong is raised here."""
        return self._page.result()


def _run(fetch: Callable[[], Page], page: Future[Page]) -> None:
    try:
        page.set_result(fetch())
    except BaseException as error:
        page.set_exception(error)
