"""Answers in Redis, for all machines of a farm; needs the extra `redis`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from ftrack_orm.session.cache.store import Reading

__all__ = ["RedisStore"]

_PREFIX = b"{ftrack-orm}:"
"""In braces, so that all keys lie in one slot of a cluster."""
_WAIT = 0.5
"""Seconds to wait for Redis; a request is faster than waiting longer."""
_EDITION_SECONDS = 30 * 24 * 3600

_WRITE = """
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('DECRBY', KEYS[4], redis.call('HGET', KEYS[3], KEYS[1]) or 0)
redis.call('HSET', KEYS[3], KEYS[1], #ARGV[1])
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[5]), KEYS[1])
local total = redis.call('INCRBY', KEYS[4], #ARGV[1])
while total > tonumber(ARGV[3]) do
    local oldest = redis.call('ZPOPMIN', KEYS[2])[1]
    if not oldest then
        redis.call('DEL', KEYS[3], KEYS[4])
        break
    end
    redis.call('DEL', oldest)
    total = redis.call('DECRBY', KEYS[4], redis.call('HGET', KEYS[3], oldest) or 0)
    redis.call('HDEL', KEYS[3], oldest)
end
"""
"""Keep an answer and drop the oldest of too many, at once for everybody; `KEYS[2]` holds them in their order."""


class RedisStore:
    """Keeps at most `size` bytes of answers on a Redis server; of more the oldest go."""

    def __init__(self, url: str, size: int) -> None:
        from redis import Redis

        self._redis: Any = Redis.from_url(url, socket_timeout=_WAIT, socket_connect_timeout=_WAIT)
        self._size = size
        self._write = self._redis.register_script(_WRITE)

    def read(self, key: bytes, editions: Sequence[bytes]) -> Reading:
        """Return an answer and editions; see `CacheStore.read`."""
        names = [_PREFIX + b"edition:" + name for name in editions]
        value, *tokens = self._redis.mget([_answer(key), *names])
        if None in tokens:
            with self._redis.pipeline(transaction=False) as pipe:
                for name in names:
                    pipe.set(name, secrets.token_bytes(8), nx=True, ex=_EDITION_SECONDS)
                pipe.mget(names)
                tokens = pipe.execute()[-1]
        return Reading(value, tuple(tokens))

    def write(self, key: bytes, value: bytes, seconds: float) -> None:
        """Keep an answer; see `CacheStore.write`. One that is larger than everything may be is not kept."""
        if len(value) <= self._size:
            names = [_PREFIX + name for name in (b"order", b"sizes", b"total", b"number")]
            self._write(keys=[_answer(key), *names], args=[value, max(1, int(seconds * 1000)), self._size])

    def renew(self, editions: Sequence[bytes]) -> None:
        """Give editions other tokens; see `CacheStore.renew`."""
        with self._redis.pipeline(transaction=True) as pipe:
            for name in editions:
                pipe.set(_PREFIX + b"edition:" + name, secrets.token_bytes(8), ex=_EDITION_SECONDS)
            pipe.execute()

    def clear(self) -> None:
        """Drop everything that is ours; see `CacheStore.clear`."""
        found = list(self._redis.scan_iter(match=_PREFIX + b"*", count=1000))
        for start in range(0, len(found), 1000):
            self._redis.unlink(*found[start : start + 1000])

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()


def _answer(key: bytes) -> bytes:
    return _PREFIX + b"answer:" + key
