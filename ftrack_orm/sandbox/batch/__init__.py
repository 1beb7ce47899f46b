"""What the operations of one request share."""

__all__: list[str] = []
