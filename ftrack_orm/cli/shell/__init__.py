"""`ftrack-orm shell`: a Python console with a session."""

__all__: list[str] = []
