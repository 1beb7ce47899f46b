"""A process with a durable subscription: `python -m tests.events.durable_subscriber TOPIC STORE OUTPUT CUT_SECONDS`.

It appends the number of each event to a file, cuts its own connection again and again, and ends with SIGTERM.
"""

from __future__ import annotations

import signal
import sys
import threading

from ftrack_orm.events import Event, EventHub
from ftrack_orm.settings import Settings
from ftrack_orm.transport import RetryPolicy


def main(topic: str, store: str, output: str, seconds: float) -> None:
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    cuts = 0
    with (
        open(output, "a", encoding="utf-8") as file,
        EventHub(Settings.resolve(), retry=RetryPolicy(attempts=1000, first=0.01, most=0.1)) as hub,
    ):

        def handle(event: Event) -> None:
            file.write(f"{event.data['n']}\n")
            file.flush()

        hub.subscribe(f"topic={topic}", handle, durable="counter", store=store)
        hub.flush()
        print("ready", flush=True)
        while not ended.wait(seconds):
            hub.reconnect()
            cuts += 1
    print(cuts, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
