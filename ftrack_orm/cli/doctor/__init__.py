"""`ftrack-orm doctor`: find out what is wrong, and say what to do."""

__all__: list[str] = []
