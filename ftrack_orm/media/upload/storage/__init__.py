"""Files over HTTP: put at signed URLs, read from anywhere in them, and their addresses."""

__all__: list[str] = []
