"""Who asks, by which key, and what they may change."""

__all__: list[str] = []
