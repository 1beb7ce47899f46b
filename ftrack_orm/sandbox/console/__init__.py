"""The console: a page to look into a sandbox with, served at its root."""

from ftrack_orm.sandbox.console.routes import console_routes

__all__ = ["console_routes"]
