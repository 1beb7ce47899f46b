"""An event service: each event becomes a line of a file. A durable one goes on, after a kill, where it was."""

from __future__ import annotations

import json
import os
from typing import Any

from tests.soak.children.child import Child


def main() -> None:
    """Listen until it is told to stop; the durable one handles what is there before it ends."""
    child = Child()
    from ftrack_orm.events import Event, EventHub
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import RetryPolicy
    from tests.soak.children.server import KEY, USER
    from tests.soak.children.warming import warmed

    url, durable = child.told["url"], child.told["durable"]
    retry = RetryPolicy(attempts=2**31, first=0.05, most=1.0)
    log = os.open(child.folder / f"{child.name}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    warmed(url, USER, KEY)
    before = child.count()
    sabotaged = [each for each in child.told["sabotages"] if each.endswith("-event")]

    def write(line: dict[str, Any]) -> None:
        os.write(log, json.dumps(line).encode() + b"\n")

    def handle(event: Event) -> None:
        line = {"id": event.id, "topic": event.topic}
        if durable and sabotaged and event.topic == "soak.told":
            from tests.soak.sabotage import confess

            sabotage = sabotaged.pop()
            confess(child.folder, sabotage, event.id)
            for _ in range(2 if sabotage == "double-event" else 0):
                write(line)
            return
        write(line)

    write({"started": os.getpid()})
    with EventHub(Settings(url, USER, KEY), retry=retry) as hub:
        wanted = "topic=ftrack.update or topic=soak.told"
        if durable:
            hub.subscribe(wanted, handle, durable="soak", store=child.folder / "durable.sqlite")
        else:
            hub.subscribe(wanted, handle)
        hub.flush(60)
        child.listen()
        child.stopping.wait()
        if durable:
            hub.durable_subscription("soak").wait(120)
            write({"dead": [letter.event.id for letter in hub.durable_subscription("soak").dead_letters()]})
    del hub
    child.report_left(before)


if __name__ == "__main__":
    main()
