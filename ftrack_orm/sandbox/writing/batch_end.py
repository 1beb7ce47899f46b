"""Complete and judge what a batch has written."""

from __future__ import annotations

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.writing.collection_content import settle_contents
from ftrack_orm.sandbox.writing.constraints import judge
from ftrack_orm.sandbox.writing.note_thread import add_authors
from ftrack_orm.sandbox.writing.server_values_version import mark_latest_versions

__all__ = ["end_batch", "settle"]


def settle(message: Message) -> None:
    """Bring everything written so far into its final state, so that it can be read.

    Raises:
        Refusal: A collection lists what does not exist.
    """
    while message.state.contents:
        settle_contents(message)
    add_authors(message)
    assets, message.state.assets = message.state.assets, set()
    if assets:
        mark_latest_versions(message, assets)
        message.lookup.forget(message.store.tables.family("AssetVersion"))


def end_batch(message: Message) -> None:
    """Settle the batch and judge it.

    Raises:
        Refusal: Something does not hold; nothing of the batch may be saved.
    """
    settle(message)
    judge(message)
