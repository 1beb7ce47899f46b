"""Plug-ins of events: files and packages with a `register(session)`, found, loaded and served."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.plugins.discovery import PluginSource, discover_plugins
    from ftrack_orm.plugins.plugin import Plugin
    from ftrack_orm.plugins.service import EventService
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "discovery": ["PluginSource", "discover_plugins"],
            "plugin": ["Plugin"],
            "service": ["EventService"],
        },
    )

__all__ = ["EventService", "Plugin", "PluginSource", "discover_plugins"]
