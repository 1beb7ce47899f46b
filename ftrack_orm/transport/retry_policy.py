"""How often and after how long a request is sent again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["RetryPolicy"]


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Waits grow from `first` seconds by `factor` up to `most`; each is shortened at random by up to half.

    `attempts` counts the first sending too; 1 never repeats. A server's `Retry-After` takes the place of a wait, as
    long as it is at most `most`.
    """

    attempts: int = 5
    first: float = 0.5
    factor: float = 2.0
    most: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def waits(self) -> Iterator[float]:
        """Give the seconds to wait before each repetition."""
        wait = self.first
        for _ in range(self.attempts - 1):
            yield min(wait, self.most) * random.uniform(0.5, 1.0)
            wait *= self.factor

    def pause(self, wait: float, retry_after: float | None = None) -> None:
        """Wait before a repetition, as long as the server asks for where it does."""
        self.sleep(wait if retry_after is None else min(retry_after, self.most))
