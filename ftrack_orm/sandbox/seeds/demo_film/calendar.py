"""The demo's calendar: days of work from the start of production, and the day that counts as today."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["PRODUCTION_START", "TODAY", "WORKDAY_SECONDS", "workday"]

PRODUCTION_START = datetime(2026, 1, 5)
"""A Monday. Dates on the wire are naive and in UTC."""

WORKDAY_SECONDS = 8 * 3600

TODAY = 58
"""The day of work on which the demo was frozen: what ends before it is done, what starts after it is not begun."""


def workday(number: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a time on the day of work of this number, weekends left out.

    >>> workday(5).strftime("%A %d %B")
    'Monday 12 January'
    """
    weeks, day = divmod(number, 5)
    return PRODUCTION_START + timedelta(weeks=weeks, days=day, hours=hour, minutes=minute)
