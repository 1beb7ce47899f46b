"""Run a query and encode what it gives."""

__all__: list[str] = []
