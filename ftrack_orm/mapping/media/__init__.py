"""What entities can do with files, by their session: the methods, and what sessions promise of components and jobs."""

__all__: list[str] = []
