"""Commits: plan, batch, answer, settlement."""

__all__: list[str] = []
