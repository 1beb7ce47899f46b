"""The wall clock of one process, which may jump: `time.time` and `datetime.now` of ftrack-orm's modules.

The machine's own clock is left alone, since others use it; and so is the monotonic clock, which never jumps.
"""

from __future__ import annotations

import datetime as datetimes
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

__all__ = ["WallClock"]

_READS = "datetime.now("


class WallClock:
    """The clock of this process, once it is installed; `jump` sets how far it is off, in seconds."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._time = time.time
        self._seen: set[str] = set()

    def install(self) -> None:
        """Take the place of `time.time`; to be called before modules are imported that bind it."""
        time.time = self._now

    def jump(self, offset: float) -> None:
        """Be so many seconds off from now on."""
        self.offset = offset
        for name, module in list(sys.modules.items()):
            if name.startswith("ftrack_orm.") and name not in self._seen:
                self._seen.add(name)
                path = getattr(module, "__file__", None)
                if path and getattr(module, "datetime", None) is datetime and _READS in Path(path).read_text("utf-8"):
                    vars(module)["datetime"] = self._shifted()

    def _now(self) -> float:
        return self._time() + self.offset

    def _shifted(self) -> type[datetime]:
        clock = self

        class AnyMoment(type):
            def __instancecheck__(cls, instance: object) -> bool:
                return isinstance(instance, datetimes.datetime)

        class Shifted(datetime, metaclass=AnyMoment):
            @classmethod
            def now(cls, tz: datetimes.tzinfo | None = None) -> datetime:  # type: ignore[override]  # no moment of its own type
                return datetime.now(tz) + timedelta(seconds=clock.offset)

        return Shifted
