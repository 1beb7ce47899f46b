"""Tables and rows: what the workspace is kept in."""

__all__: list[str] = []
