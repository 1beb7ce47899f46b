"""What a studio works with: statuses, notes, timers, custom attributes, jobs."""

__all__: list[str] = []
