"""Durations as people write them."""

from __future__ import annotations

import re

from ftrack_orm.errors import ConfigurationError

__all__ = ["seconds"]

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|)", re.ASCII)


def seconds(text: str) -> float:
    """Return the seconds of `30ms`, `0.5s` or `0.5`.

    >>> seconds("30ms")
    0.03

    Raises:
        ConfigurationError: It is no duration.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ConfigurationError(f"{text!r} is no duration: write 30ms or 0.5s")
    return float(match[1]) / (1000 if match[2] == "ms" else 1)
