"""Events: dispatching one to a hundred subscriptions, and from publishing to the handler, beside the official hub."""

from __future__ import annotations

import json
import logging
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from tests.benchmarks.families.access import per_call
from tests.benchmarks.families.sandbox import running_sandbox
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Row, faster
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS"]

_SUBSCRIPTIONS = 100
_EVENTS = 300
_SECONDS = 60.0


def _expressions() -> list[str]:
    """Return what a studio's listeners want: a fifth status changes of a project, the others each its own action."""
    update = "topic=ftrack.update and data.project=p{} and not source.user.username=robot"
    launch = "topic=ftrack.action.launch and data.actionIdentifier=action-{} and source.user.username=ada"
    return [(update if n % 5 == 0 else launch).format(n) for n in range(_SUBSCRIPTIONS)]


def _event() -> dict[str, Any]:
    entities = [{"entityId": str(n), "changes": {"statusid": {"old": "a", "new": "b"}}} for n in range(20)]
    return {"data": {"project": "p40", "entities": entities}, "source": {"id": "me", "user": {"username": "ada"}}}


def _ours_dispatch(probe: Probe) -> None:
    from ftrack_orm.events import Event, EventHub
    from ftrack_orm.settings import Settings

    called: list[Any] = []
    hub = EventHub(Settings("http://127.0.0.1:9", "bench", "key"), background=False)
    for text in _expressions():
        hub.subscribe(text, called.append)
    _dispatch(probe, lambda: Event("ftrack.update", **_event()), hub, called)
    hub.close()


def _official_dispatch(probe: Probe) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
        from ftrack_api.event.base import Event  # type: ignore[import-untyped]  # no types
        from ftrack_api.event.hub import EventHub  # type: ignore[import-untyped]  # no types

    called: list[Any] = []
    hub = EventHub("http://127.0.0.1:9", "bench", "key")
    for text in _expressions():
        hub._add_subscriber(text, called.append)  # without a server it cannot tell one
    _dispatch(probe, lambda: Event("ftrack.update", **_event()), hub, called)


def _dispatch(probe: Probe, make: Callable[[], Any], hub: Any, called: list[Any]) -> None:
    event = make()
    hub.publish(event, synchronous=True)
    if len(called) != 1:
        raise RuntimeError(f"{len(called)} handlers were called instead of one")
    median, least = per_call("hub.publish(event, synchronous=True)", {"hub": hub, "event": event})
    probe.record("event dispatch", median, least)


def _floor_latency(probe: Probe) -> None:
    """Write packets by hand on one socket and read them on another: what the way through the sandbox takes alone."""
    import requests
    from websockets.sync.client import connect

    def open_socket(url: str) -> Any:
        headers = {"ftrack-user": "bench", "ftrack-api-key": "key"}
        sid = requests.get(f"{url}/socket.io/1/", headers=headers, timeout=_SECONDS).text.split(":")[0]
        address = f"{url.replace('http', 'ws', 1)}/socket.io/1/websocket/{sid}"
        return stack.enter_context(connect(address, compression=None, proxy=None))

    def packet(topic: str, data: Any) -> str:
        event = {"topic": topic, "data": data, "source": {"id": "floor"}}
        return "5:1+::" + json.dumps({"name": "ftrack.event", "args": [event]})

    taken: list[float] = []
    with running_sandbox(1) as url, ExitStack() as stack:
        publisher, subscriber = open_socket(url), open_socket(url)
        subscribing = {"subscriber": {"id": "floor"}, "subscription": "topic=bench.latency and data.kind=x"}
        subscriber.send(packet("ftrack.meta.subscribe", subscribing))
        while not subscriber.recv().startswith("6:::"):
            pass
        for _ in range(_EVENTS):
            started = time.perf_counter()
            publisher.send(packet("bench.latency", {"kind": "x"}))
            while not subscriber.recv().startswith("5:::"):
                pass
            taken.append(time.perf_counter() - started)
    _record(probe, taken)


def _ours_latency(probe: Probe) -> None:
    from ftrack_orm.events import Event, EventHub
    from ftrack_orm.settings import Settings

    with running_sandbox(1) as url:
        settings = Settings(url, "bench", "key")
        with EventHub(settings) as publisher, EventHub(settings) as subscriber:
            publisher.connect()
            _latency(probe, publisher, subscriber, Event, subscriber.flush)


def _official_latency(probe: Probe) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
        from ftrack_api.event.base import Event
        from ftrack_api.event.hub import EventHub

    logging.disable(logging.CRITICAL)
    with running_sandbox(1) as url:
        publisher, subscriber = EventHub(url, "bench", "key"), EventHub(url, "bench", "key")
        publisher.connect()
        subscriber.connect()
        threading.Thread(target=subscriber.wait, daemon=True).start()

        def settle() -> None:
            while subscriber._packet_callbacks:
                time.sleep(0.01)

        _latency(probe, publisher, subscriber, Event, settle)
        publisher.disconnect(unsubscribe=False)
        subscriber.disconnect(unsubscribe=False)


def _latency(probe: Probe, publisher: Any, subscriber: Any, event: Any, settle: Callable[[], None]) -> None:
    """Publish one event after the other, and see how long each takes to the handler: of 100 subscriptions, one's."""
    taken: list[float] = []
    came = threading.Event()

    def handle(received: Any) -> None:
        taken.append(time.perf_counter() - received["data"]["started"])
        came.set()

    for text in _expressions()[1:]:
        subscriber.subscribe(text, handle)
    subscriber.subscribe("topic=bench.latency and data.kind=x", handle)
    settle()
    for _ in range(_EVENTS):
        came.clear()
        publisher.publish(event("bench.latency", data={"kind": "x", "started": time.perf_counter()}))
        if not came.wait(_SECONDS):
            raise RuntimeError("an event did not come")
    _record(probe, taken)


def _record(probe: Probe, taken: list[float]) -> None:
    ranked = sorted(taken)
    probe.record("event latency", ranked[len(ranked) // 2], ranked[0])
    probe.record("event latency 99", ranked[len(ranked) * 99 // 100], ranked[0])


SCENARIOS = (
    Scenario(
        name="dispatch",
        rows=(
            Row(
                "event dispatch",
                "hand one event to 100 subscriptions, of which one wants it",
                "us",
                goals=(faster("event dispatch", 20),),
            ),
        ),
        sides={"ours": _ours_dispatch, "official": _official_dispatch},
        most_rounds={"ours": 3, "official": 3},
    ),
    Scenario(
        name="latency",
        rows=(
            Row(
                "event latency",
                "from publishing to the handler in another hub, through the sandbox: median",
                "ms",
                goals=(faster("event latency", 10),),
                note="All talk through the same sandbox, which keeps an event before it passes it on. The floor is two "
                "bare sockets, so what is above it is the hubs'.",
            ),
            Row(
                "event latency 99",
                "the same, 99th percentile",
                "ms",
                goals=(faster("event latency 99", 10),),
            ),
        ),
        sides={"floor": _floor_latency, "ours": _ours_latency, "official": _official_latency},
        most_rounds={"floor": 3, "ours": 3, "official": 3},
    ),
)
