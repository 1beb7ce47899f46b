"""The event server: Socket.IO 0.9, subscriptions, and what batches tell."""

__all__: list[str] = []
