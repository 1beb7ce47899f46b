"""HTTP: the application, its answers, credentials, and the server that runs it."""

__all__: list[str] = []
