"""A query against a schema: what is wrong with it, where, and what was meant."""

__all__: list[str] = []
