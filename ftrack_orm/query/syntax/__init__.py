"""Text to syntax tree: the grammar, the parser, and what is said of wrong text."""

__all__: list[str] = []
