"""Events with entities in them: updates, actions, components in locations."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.session.events.action import Action, Message
    from ftrack_orm.session.events.component_change import ComponentChange
    from ftrack_orm.session.events.entity_change import EntityChange
    from ftrack_orm.session.events.selection import Selection
    from ftrack_orm.session.events.session_events import SessionEvents
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "action": ["Action", "Message"],
            "component_change": ["ComponentChange"],
            "entity_change": ["EntityChange"],
            "selection": ["Selection"],
            "session_events": ["SessionEvents"],
        },
    )

__all__ = ["Action", "ComponentChange", "EntityChange", "Message", "Selection", "SessionEvents"]
