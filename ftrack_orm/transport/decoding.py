"""Decode the body of an answer.

pydantic-core's decoder is here with Pydantic and takes two thirds of the time of `json`; where rows are kept, no other
is faster. What it refuses `json` may still take (a byte order mark, UTF-16, half a surrogate pair), so `json` has the
last word; NaN and doubled names mean what they mean there. What was measured stands in `docs/speed.md`.
"""

from __future__ import annotations

import json

from ftrack_orm.transport.collection_pause import collection_paused
from ftrack_orm.transport.operation import JSON

__all__ = ["decode"]


def decode(body: bytes) -> JSON:
    """Return what a JSON text holds.

    Raises:
        ValueError: It is no JSON, is no text, or nests deeper than Python's stack.
    """
    from pydantic_core import from_json  # not needed before the first answer

    with collection_paused():
        try:
            return from_json(body, cache_strings="keys")
        except ValueError:
            pass
        try:
            return json.loads(body)
        except RecursionError:
            raise ValueError("nested too deep") from None
