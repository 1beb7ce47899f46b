"""Ask the event server for a connection: `GET /socket.io/1/`."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.errors import AuthenticationError, EventHubUnreachableError
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection
from ftrack_orm.transport.inner_frames import without_inner_frames

__all__ = ["Handshake", "shake_hands"]

_LONGEST_ID = 256


@dataclass(frozen=True, slots=True)
class Handshake:
    """The id of the connection to come, and after how many seconds of silence it is dead; None for never."""

    sid: str
    heartbeat: float | None


def shake_hands(settings: Settings, connection: Connection, timeout: float) -> Handshake:
    """Return what the server answers; the credentials go in headers and nowhere else.

    Raises:
        AuthenticationError: The server does not accept the user or the key.
        EventHubUnreachableError: There is no answer within `timeout` seconds, or none that an event server gives.
    """
    import requests

    verify = connection.verify
    headers = connection.all_headers() | {"ftrack-user": settings.api_user, "ftrack-api-key": settings.api_key}
    where = f"the event server at {settings.server_url}"
    try:
        response = requests.get(
            f"{settings.server_url}/socket.io/1/",
            headers=headers,
            cookies=dict(connection.cookies),
            proxies=dict(connection.proxies),
            verify=verify if isinstance(verify, bool) else str(verify),
            auth=lambda request: request,  # else `.netrc` would put a password on it
            timeout=timeout,
            allow_redirects=False,  # it would carry the key to another place
        )
    except requests.RequestException as error:
        error.request = None  # it holds the key
        without_inner_frames(error)
        raise EventHubUnreachableError(f"{where} does not answer ({type(error).__name__})") from None
    if response.status_code in (401, 403):
        raise AuthenticationError(f"{where} does not accept the API user {settings.api_user!r} with this API key")
    if response.status_code != 200:
        raise EventHubUnreachableError(f"{where} answers HTTP {response.status_code}")
    return _read(response.text, where)


def _read(text: str, where: str) -> Handshake:
    parts = text.strip().split(":")
    if len(parts) != 4 or not _is_id(parts[0]):
        raise EventHubUnreachableError(f"{where} gives an answer that is none of Socket.IO 0.9: {text[:80]!r}")
    if "websocket" not in parts[3].split(","):
        raise EventHubUnreachableError(f"{where} offers no WebSocket, but {parts[3][:80]!r}")
    return Handshake(parts[0], float(parts[1]) if parts[1].isascii() and parts[1].isdecimal() else None)


def _is_id(text: str) -> bool:
    return text.isascii() and 0 < len(text) <= _LONGEST_ID and all(sign.isalnum() or sign in "-_" for sign in text)
