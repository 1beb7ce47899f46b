"""Which component is in which location: to find out, to put it there, to take it away."""

__all__: list[str] = []
