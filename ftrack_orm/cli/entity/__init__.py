"""The commands about single entities: `get`, `set`, `delete`."""

__all__: list[str] = []
