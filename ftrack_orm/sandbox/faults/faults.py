"""Choose what goes wrong: by a script, by chance, or not at all."""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.faults.fault import BAD_GATEWAY, Answer, Cut, Delay, Fault, Stage, When

__all__ = ["Decision", "Faults"]

_GATEWAY = (500, 502, 503, 504)
_MOST_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a request: seconds of waiting before it is looked at, and a fault."""

    latency: float = 0.0
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Scripted:
    fault: Fault
    path: str | None
    action: str | None

    def fits(self, path: str, actions: Iterable[str]) -> bool:
        return (self.path is None or path.startswith(self.path)) and (self.action is None or self.action in actions)


class Faults:
    """The faults of a sandbox; what is scripted comes first, in its order, then what chance brings.

    `latency` and `jitter` are seconds: each request waits `latency`, give or take up to `jitter`. `fail` and `cut` are
    the shares, from 0 to 1, of requests that a gateway answers with an error and whose connection is cut. With a `seed`
    the same requests in the same order meet the same faults.

    Raises:
        ConfigurationError: A number is out of range.
    """

    def __init__(
        self,
        *,
        latency: float = 0.0,
        jitter: float = 0.0,
        fail: float = 0.0,
        cut: float = 0.0,
        seed: int | None = None,
    ) -> None:
        for name, seconds in (("latency", latency), ("jitter", jitter)):
            if not 0 <= seconds <= 3600:
                raise ConfigurationError(f"{name} must be from 0 to 3600 seconds, not {seconds}")
        if not (fail >= 0 and cut >= 0 and fail + cut <= 1):
            raise ConfigurationError(f"fail and cut must be shares that make 1 at most, not {fail} and {cut}")
        self._latency, self._jitter, self._fail, self._cut = latency, jitter, fail, cut
        self._chance = random.Random(seed)
        self._scripted: list[_Scripted] = []
        self._met: deque[Fault] = deque(maxlen=_MOST_REMEMBERED)
        self._lock = threading.Lock()

    def next(
        self,
        *,
        status: int = 502,
        when: When = "before",
        body: bytes | str | None = None,
        times: int = 1,
        path: str | None = None,
        action: str | None = None,
    ) -> None:
        """Answer the next request with this status, `before` the server saw it or `after` it did what was asked.

        `path` begins the paths that it is for (`/api`, `/upload`, `/component`), `action` is one that the batch of the
        request must hold (`create`, `query`); the next request that fits is the one.
        """
        if not 200 <= status <= 599:
            raise ConfigurationError(f"a status is from 200 to 599, not {status}")
        _check("when", when, get_args(When))
        content = body.encode() if isinstance(body, str) else BAD_GATEWAY if body is None else body
        self._script(Answer(status, when, content), times, path, action)

    def cut(
        self, stage: Stage = "after", *, times: int = 1, path: str | None = None, action: str | None = None
    ) -> None:
        """Cut the connection of the next request: `before` the server saw it, `inside` its answer, or `after` it."""
        _check("stage", stage, get_args(Stage))
        self._script(Cut(stage), times, path, action)

    def delay(self, seconds: float, *, times: int = 1, path: str | None = None, action: str | None = None) -> None:
        """Answer the next request late; the server did what was asked by then."""
        if not 0 <= seconds <= 3600:
            raise ConfigurationError(f"a delay is from 0 to 3600 seconds, not {seconds}")
        self._script(Delay(seconds), times, path, action)

    def clear(self) -> None:
        """Forget what is scripted."""
        with self._lock:
            self._scripted.clear()

    @property
    def pending(self) -> int:
        """How many scripted faults no request has met yet."""
        return len(self._scripted)

    @property
    def met(self) -> tuple[Fault, ...]:
        """The faults that requests met, the last thousand of them in their order."""
        with self._lock:
            return tuple(self._met)

    @property
    def is_idle(self) -> bool:
        """Whether requests need not ask: nothing is scripted, and nothing left to chance."""
        return not (self._scripted or self._latency or self._jitter or self._fail or self._cut)

    @property
    def reads_actions(self) -> bool:
        """Whether the actions of a request must be known to choose its fault."""
        with self._lock:
            return any(scripted.action is not None for scripted in self._scripted)

    def choose(self, path: str, actions: Iterable[str] = ()) -> Decision:
        """Return what happens to a request of this path, whose batch holds these actions."""
        known = frozenset(actions)
        with self._lock:
            latency = max(0.0, self._latency + self._chance.uniform(-self._jitter, self._jitter))
            by_chance = self._by_chance()
            position = next((i for i, scripted in enumerate(self._scripted) if scripted.fits(path, known)), None)
            fault = by_chance if position is None else self._scripted.pop(position).fault
            if fault is not None:
                self._met.append(fault)
            return Decision(latency, fault)

    def _by_chance(self) -> Fault | None:
        """Draw as often for each request, so that a script does not change what chance brings later."""
        drawn, which = self._chance.random(), self._chance.random()
        if drawn < self._fail:
            return Answer(_GATEWAY[int(which * len(_GATEWAY))], "before" if drawn < self._fail / 2 else "after")
        if drawn < self._fail + self._cut:
            stages: tuple[Stage, ...] = get_args(Stage)
            return Cut(stages[int(which * len(stages))])
        return None

    def _script(self, fault: Fault, times: int, path: str | None, action: str | None) -> None:
        if times < 1:
            raise ConfigurationError(f"times must be 1 or more, not {times}")
        with self._lock:
            self._scripted += [_Scripted(fault, path, action)] * times


def _check(name: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ConfigurationError(f"{name} must be one of {', '.join(known)}, not {given!r}")
