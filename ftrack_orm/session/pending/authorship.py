"""Whose changes are pending, where several threads use one session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from threading import get_ident

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity

__all__ = ["Authorship"]


class Authorship:
    """Remembers which thread made an entity pending: what one thread has half done, no other sends or takes back.

    What a thread left behind when it ended is everybody's. `pending` tells what is pending now.
    """

    def __init__(self, pending: Callable[[], Collection[Entity]]) -> None:
        self._pending = pending
        self._authors: dict[int, int] = {}
        """By the identity of an entity the thread; one that is pending no longer may linger until it is asked."""

    def by_me(self, entity: Entity) -> None:
        """Take note that this thread makes an entity pending."""
        self._authors[id(entity)] = get_ident()

    def refuse_others(self) -> None:
        """Make sure that no other thread is at work on what is pending.

        Raises:
            SessionError: One is; the message names it and an entity.
        """
        mine = get_ident()
        if {*self._authors.values()} <= {mine}:
            # a program of one thread: nothing need be compared entity by entity, only dropped now and then
            if len(self._authors) > 2 * len(pending := self._pending()):
                self._authors = dict.fromkeys(self._authors.keys() & set(map(id, pending)), mine)
            return
        by_id = {id(entity): entity for entity in self._pending()}
        self._authors = {key: author for key, author in self._authors.items() if key in by_id}
        if all(author == mine for author in self._authors.values()):
            return
        alive = {thread.ident: thread.name for thread in threading.enumerate()}
        for key, author in self._authors.items():
            if author != mine and author in alive:
                raise SessionError(
                    f"thread {alive[author]!r} has changes in this session that are not sent yet, as of "
                    f"{by_id[key]!r}: commit there, wait for it to end, or give each thread a session of its own"
                )
