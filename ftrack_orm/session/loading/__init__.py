"""What is loaded later, again, or let go."""

__all__: list[str] = []
