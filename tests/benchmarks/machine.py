"""What the numbers were measured on: machine, versions, date."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

__all__ = ["conditions"]

_PACKAGES = ("ftrack-orm", "pydantic", "requests", "lark", "orjson", "ftrack-python-api", "ftrack-query", "SQLAlchemy")


def conditions(load: float | None) -> list[tuple[str, str]]:
    """Return what to state above the table; `load` is the machine's load average before the run."""
    stated = [
        ("date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("machine", f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("versions", ", ".join(f"{name} {version(name)}" for name in _PACKAGES)),
    ]
    if load is not None:
        stated.append(("load before the run", f"{load:.2f}; other work on the machine makes all numbers noisier"))
    return stated


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GiB"
