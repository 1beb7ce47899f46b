"""Check the way to the workspace: settings, server, clock, credentials, schema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType
from typing import Any

from ftrack_orm.cli.doctor.check import Check
from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import AuthenticationError, ConfigurationError, FtrackError
from ftrack_orm.models import load_models
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, QueryServerInformation, RetryPolicy

__all__ = ["check_clock", "check_workspace"]

_SETTINGS = "export FTRACK_SERVER, FTRACK_API_USER and FTRACK_API_KEY, or give --url and --api-user"
_MODELS = "`ftrack-orm generate` writes one; models in [tool.ftrack-orm] of pyproject.toml, or --models, names it"
_SECONDS = 10.0
_MOST_SKEW = 30.0
"""Seconds; links to files are signed for a time, and events tell moments."""


def check_workspace(
    url: str | None, api_user: str | None, api_key: str | None, models: str | None = None
) -> Iterator[Check]:
    """Check one thing after the other, as far as one can get; the key is never told."""
    try:
        package: ModuleType | None = load_models(models)
    except ConfigurationError as error:
        package = None
        yield Check("models", "error", str(error), _MODELS)
    try:
        settings = chosen_settings(url, api_user, api_key)
    except ConfigurationError as error:
        yield Check("settings", "error", str(error), _SETTINGS)
        return
    yield Check("settings", "ok", f"{settings.server_url} as {settings.api_user}, with an API key")
    yield check_clock(settings.server_url)
    transport = HttpTransport(settings, timeout=_SECONDS, retry=RetryPolicy(attempts=1))
    try:
        (information,) = transport.send([QueryServerInformation()])
        yield _server(information)
        yield _user(transport, settings)
        if package is not None:
            yield _schema(package, information)
    except AuthenticationError as error:
        yield Check("credentials", "error", str(error), "make a key under System settings > API keys of the workspace")
    except FtrackError as error:
        yield Check("server", "error", str(error), "check FTRACK_SERVER, the network, proxies and certificates")
    finally:
        transport.close()


def check_clock(server_url: str) -> Check:
    """Compare the clock of the server with that of this machine; no credentials are sent, those of `.netrc` neither."""
    import requests

    begun = datetime.now(UTC)
    try:
        answer = requests.head(server_url, timeout=_SECONDS, allow_redirects=False, auth=lambda request: request)
    except requests.RequestException as error:
        found = f"the server does not answer ({type(error).__name__})"
        return Check("clock", "skipped", found)
    here = begun + (datetime.now(UTC) - begun) / 2
    try:
        there = parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError):
        return Check("clock", "skipped", "the server does not tell its time")
    skew = ((there if there.tzinfo else there.replace(tzinfo=UTC)) - here).total_seconds()
    found = f"{abs(skew):.0f} s {'behind' if skew > 0 else 'ahead of'} the server's"
    if abs(skew) > _MOST_SKEW:
        return Check("clock", "warning", f"this machine's is {found}", "let the operating system set the time (NTP)")
    return Check("clock", "ok", "agrees with the server's")


def _server(information: Any) -> Check:
    version = information.get("version") if isinstance(information, dict) else None
    return Check("server", "ok", f"ftrack {version}" if version else "it answers")


def _user(transport: HttpTransport, settings: Settings) -> Check:
    name = settings.api_user.replace("\\", "\\\\").replace('"', '\\"')
    (answer,) = transport.send([QueryExpression(f'select username from User where username is "{name}"')])
    if answer.get("data"):
        return Check("credentials", "ok", f"accepted for the user {settings.api_user}")
    remedy = "a key of a user needs that user's name in FTRACK_API_USER"
    return Check("credentials", "warning", f"accepted, but there is no user {settings.api_user!r}", remedy)


def _schema(package: ModuleType, information: Any) -> Check:
    ours, theirs = package.SCHEMA_HASH, information.get("schema_hash")
    if theirs is None:
        return Check("schema", "skipped", "the server does not tell the hash of its schema")
    if ours == theirs:
        return Check("schema", "ok", f"{package.__name__} is that of the workspace ({ours})")
    remedy = f"`ftrack-orm generate` again; `ftrack-orm schema diff {package.__name__}` tells what changed"
    if package.__name__ == "ftrack_stock":
        remedy = "`ftrack-orm generate --output FOLDER` writes a package of the workspace's own types"
    return Check("schema", "warning", f"{package.__name__} was generated from another schema", remedy)
