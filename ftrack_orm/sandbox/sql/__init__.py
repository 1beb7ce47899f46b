"""From the syntax tree of a query to SQL."""

__all__: list[str] = []
