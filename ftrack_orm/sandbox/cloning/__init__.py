"""Copy a live workspace into a sandbox, without changing anything there."""

__all__: list[str] = []
