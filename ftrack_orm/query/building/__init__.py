"""The builder: attributes of classes become paths, comparisons criteria, and `select` a query."""

__all__: list[str] = []
