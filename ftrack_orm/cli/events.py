"""`ftrack-orm events`: serve plug-ins, watch events, publish one."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url
from ftrack_orm.configuration import chosen_settings

if TYPE_CHECKING:
    from ftrack_orm.events import Event, EventHub

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(help="Serve event plug-ins, watch events, publish one.", no_args_is_help=True)
    group.command("serve")(_serve)
    group.command("tail")(_tail)
    group.command("publish")(_publish)
    app.add_typer(group, name="events")


def _serve(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Python files, or folders of them.")
    ] = None,
    health: Annotated[
        str | None, typer.Option(metavar="[HOST:]PORT", help="Answer GET /healthz here; port 0 takes a free one.")
    ] = None,
    drain: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Seconds for which handlers may finish at the end.")
    ] = 30.0,
    log_format: Annotated[str, typer.Option(metavar="json|text", help="How logs are written.")] = "json",
    as_json: Annotated[bool, typer.Option("--json", help="Tell what is served as a JSON object in a line.")] = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Run event plug-ins until SIGTERM or Ctrl+C; then handlers finish what came.

    A plug-in is a Python file with a function register(session). They are taken from the paths, from the folders of
    FTRACK_EVENT_PLUGIN_PATH, and from installed packages (entry points "ftrack_orm.event_plugins"). Each has a session
    of its own; one that fails is logged and hinders no other. Ends with 1 when none can be served.

    Example: ftrack-orm events serve plugins/ --health 8080
    """
    if log_format not in ("json", "text"):
        raise typer.BadParameter("there are json and text", param_hint="--log-format")
    from ftrack_orm.models import load_models
    from ftrack_orm.plugins import EventService, discover_plugins
    from ftrack_orm.plugins.health import served_health
    from ftrack_orm.session import Session

    _log_to_stderr("json" if log_format == "json" else "text")
    settings, package = chosen_settings(url, api_user, api_key), load_models(models)
    open_session = partial(Session, settings.server_url, settings.api_user, settings.api_key, models=package)
    service = EventService(discover_plugins(paths or ()), open_session)
    _on_end(service.stop)
    with ExitStack() as stack:
        probe = None
        if health is not None:
            port = stack.enter_context(served_health(*_address(health), service.report))
            probe = f"http://{_address(health)[0]}:{port}/healthz"
        count = service.start()
        if not count:
            sys.stderr.write("ftrack-orm: there is no plug-in to serve\n")
            raise typer.Exit(1)
        sys.stdout.write(_serving(count, len(service.plugins), probe, as_json=as_json))
        sys.stdout.flush()
        service.wait()
        if not service.drain(drain):
            raise typer.Exit(1)


def _serving(count: int, known: int, probe: str | None, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"serving": count, "plugins": known, "health": probe}) + "\n"
    health = f"health {probe}\n" if probe else ""
    return f"{health}serving {count} of {known} plug-ins\n"


def _tail(
    expression: Annotated[
        str, typer.Argument(metavar="EXPRESSION", help="As topic=ftrack.update and source.user.username=ada.")
    ] = "topic=*",
    as_json: Annotated[bool, typer.Option("--json", help="Print each event as a JSON object in a line.")] = False,
    count: Annotated[int | None, typer.Option(min=1, metavar="N", help="End after so many events.")] = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Print events as they come, until Ctrl+C: time, topic, user and data.

    Example: ftrack-orm events tail 'topic=ftrack.update' --json | jq .data
    """
    ended = threading.Event()
    left = [count]

    def show(event: Event) -> None:
        if ended.is_set():
            return
        sys.stdout.write((json.dumps(event.to_wire(), ensure_ascii=False) if as_json else _line(event)) + "\n")
        sys.stdout.flush()
        if left[0] is not None:
            left[0] -= 1
            if left[0] == 0:
                ended.set()

    _on_end(ended.set)
    with _hub(url, api_user, api_key) as hub:
        hub.subscribe(expression, show)
        _connect(hub)
        hub.flush()
        sys.stderr.write(f"watching {expression} at {hub.server_url}\n")
        sys.stderr.flush()
        ended.wait()


def _publish(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="As studio.render-done.")],
    data: Annotated[str, typer.Argument(metavar="JSON", help="What it tells; - reads standard input.")] = "{}",
    target: Annotated[str, typer.Option(metavar="EXPRESSION", help="Which subscribers it is for, as id=...")] = "",
    wait_for_reply: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=0, help="Wait for a reply and print its data.")
    ] = None,
    as_json: AsJson = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Publish an event.

    Example: ftrack-orm events publish studio.render-done '{"shot": "sh010"}' --wait-for-reply 10
    """
    try:
        told = json.loads(sys.stdin.read() if data == "-" else data)
    except ValueError as error:
        raise typer.BadParameter(f"no JSON: {error}", param_hint="JSON") from None
    from ftrack_orm.events import Event

    event = Event(topic, told, target=target)
    with _hub(url, api_user, api_key) as hub:
        _connect(hub)
        reply = None
        if wait_for_reply is None:
            hub.publish(event)
            hub.flush()
        else:
            reply = hub.publish(event, wait_for_reply=wait_for_reply)
    if as_json:
        answer = None if reply is None else reply.to_wire()
        sys.stdout.write(json.dumps({"event": event.to_wire(), "reply": answer}, indent=2, ensure_ascii=False) + "\n")
    elif reply is not None:
        sys.stdout.write(json.dumps(reply.data, indent=2, ensure_ascii=False) + "\n")


def _hub(url: str | None, api_user: str | None, api_key: str | None) -> EventHub:
    from ftrack_orm.events import EventHub

    return EventHub(chosen_settings(url, api_user, api_key))


def _connect(hub: EventHub) -> None:
    """Connect; what hinders it is told once, as the error, and not by the log too."""
    log = logging.getLogger("ftrack_orm.events")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        hub.connect()
    finally:
        log.setLevel(level)


def _line(event: Event) -> str:
    """Return an event in a line; what could move a terminal's cursor is written as JSON does."""
    source: Any = event.source.get("user")
    user = source.get("username") if isinstance(source, dict) else None
    words = (str(event.sent or "-"), event.topic, str(user or "-"), json.dumps(event.data))
    return "  ".join(word if word.isprintable() else json.dumps(word) for word in words)


def _on_end(stop: Callable[[], object]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop() and None)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise typer.BadParameter("expected a port, or HOST:PORT", param_hint="--health")
    return host or "127.0.0.1", int(port)


def _log_to_stderr(kind: Literal["json", "text"]) -> None:
    from ftrack_orm.plugins.json_log import JsonFormatter

    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if kind == "json" else plain)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
