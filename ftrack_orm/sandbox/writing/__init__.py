"""Create, update and delete, judged at the end of the batch."""

__all__: list[str] = []
