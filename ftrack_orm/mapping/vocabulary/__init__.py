"""What a workspace's vocabulary is in Python: words as enumerations, custom attributes as typed attributes."""

__all__: list[str] = []
