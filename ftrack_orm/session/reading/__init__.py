"""Queries to results: pages, rows, entities."""

__all__: list[str] = []
