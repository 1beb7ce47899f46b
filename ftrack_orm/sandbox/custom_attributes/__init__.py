"""Custom attribute values: dense, inherited, written by upsert."""

__all__: list[str] = []
