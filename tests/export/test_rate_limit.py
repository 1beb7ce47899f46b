"""Requests go at even distances, over all threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.export import export
from ftrack_orm.export.rate_limit import LimitedTransport, RateLimit, shared_limit
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, Operation


class _Clock:
    """Time that goes on by sleeping alone."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def test_who_comes_too_early_waits_for_the_next_turn() -> None:
    clock = _Clock()
    limit = RateLimit(10, clock=lambda: clock.now, sleep=clock.sleep)
    for _ in range(3):
        limit.wait()
    assert clock.slept == pytest.approx([0.1, 0.2])
    clock.now += 5  # nothing is saved up
    for _ in range(2):
        limit.wait()
    assert clock.slept == pytest.approx([0.1, 0.2, 0.1])


def test_threads_share_the_turns() -> None:
    clock = _Clock()
    limit = RateLimit(4, clock=lambda: clock.now, sleep=clock.sleep)
    threads = [threading.Thread(target=limit.wait) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(clock.slept) == pytest.approx([0.25 * turn for turn in range(1, 9)])


def test_a_process_has_one_limit_for_a_server() -> None:
    assert shared_limit("http://a", 3) is shared_limit("http://a", 3)
    assert shared_limit("http://a", 3) is not shared_limit("http://b", 3)


def test_each_request_of_an_export_waits(workspace: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    waited: list[int] = []

    class Counting(HttpTransport):
        def send(self, operations: Sequence[Operation]) -> list[JSON]:
            sent.append(len(operations))
            return super().send(operations)

    monkeypatch.setattr(RateLimit, "wait", lambda self: waited.append(1))
    settings = Settings(workspace.url, workspace.api_user, workspace.api_key)
    export("select name from Task", tmp_path, connect=lambda: Counting(settings), requests_per_second=5)
    assert len(sent) == len(waited) > 1


def test_a_limited_transport_is_shown_as_the_other(workspace: Sandbox) -> None:
    inner = HttpTransport(Settings(workspace.url, workspace.api_user, workspace.api_key))
    limited = LimitedTransport(inner, RateLimit(5))
    assert repr(limited) == repr(inner)
    limited.close()


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf"), True, "5"])
def test_a_rate_is_a_number_above_zero(rate: float) -> None:
    with pytest.raises(ConfigurationError, match="above 0"):
        RateLimit(rate)
