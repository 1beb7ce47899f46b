"""How a class statement becomes a mapped class."""

__all__: list[str] = []
