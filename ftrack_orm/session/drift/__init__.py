"""When a workspace is not what its entity classes were generated from: noticing it, and going on."""

__all__: list[str] = []
