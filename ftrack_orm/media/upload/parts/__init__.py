"""The parts of a file: into which it is cut, and how they are sent."""

__all__: list[str] = []
