"""What is pending: who made it so, what it brings along."""

__all__: list[str] = []
