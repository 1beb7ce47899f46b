"""Use everything once, so that what is imported and opened for good is there before anything is counted."""

from __future__ import annotations

__all__ = ["warmed"]


def warmed(url: str, user: str, key: str) -> None:
    """Open a session, read, listen to events, and close it; a server that starts again is waited for."""
    import ftrack_stock
    from ftrack_orm import Session, select
    from tests.soak.settling import persistent

    with Session(url, user, key, models=ftrack_stock) as session:
        persistent(lambda: list(session.query(select(ftrack_stock.Status)).stream()))
        persistent(session.events.flush, (TimeoutError,))
