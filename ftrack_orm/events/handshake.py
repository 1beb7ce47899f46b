"""Ask the event server for a connection: `GET /socket.io/1/`."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.errors import AuthenticationError, EventHubUnreachableError
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection
from ftrack_orm.transport.inner_frames import without_inner_frames

__all__ = ["Handshake", "shake_hands"]

_LONGEST_ID = 256
_MOST_BYTES = 1 << 14
"""Of an answer, whose four fields take some fifty."""


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
    status, content = _ask(settings, connection, timeout)
    where = _place(settings)
    if status in (401, 403):
        raise AuthenticationError(f"{where} does not accept the API user {settings.api_user!r} with this API key")
    if status != 200:
        raise EventHubUnreachableError(f"{where} answers HTTP {status}")
    if len(content) > _MOST_BYTES:
        raise EventHubUnreachableError(
            f"{where} answers the handshake with more than {_MOST_BYTES} bytes, which no event server does; "
            "see that the address leads to ftrack and not to something between"
        )
    return _read(content.decode("utf-8", "replace"), where)


def _place(settings: Settings) -> str:
    return f"the event server at {settings.server_url}"


def _ask(settings: Settings, connection: Connection, timeout: float) -> tuple[int, bytes]:
    """Return status and content; of an endless content, little more than what an event server can have to say.

    The content is taken as it comes: unpacked, a little could become all memory, and a packed one was not asked for.
    """
    import requests
    from urllib3.exceptions import HTTPError

    headers = connection.all_headers() | {
        "ftrack-user": settings.api_user,
        "ftrack-api-key": settings.api_key,
        "Accept-Encoding": "identity",
    }
    verify = connection.verify
    try:
        with requests.get(
            f"{settings.server_url}/socket.io/1/",
            headers=headers,
            cookies=dict(connection.cookies),
            proxies=dict(connection.proxies),
            verify=verify if isinstance(verify, bool) else str(verify),
            auth=lambda request: request,  # else `.netrc` would put a password on it
            timeout=timeout,
            allow_redirects=False,  # it would carry the key to another place
            stream=True,
        ) as response:
            return response.status_code, response.raw.read(_MOST_BYTES + 1, decode_content=False)
    except (requests.RequestException, HTTPError) as error:
        if isinstance(error, requests.RequestException):
            error.request = None  # it holds the key
        without_inner_frames(error)
        raise EventHubUnreachableError(f"{_place(settings)} does not answer ({type(error).__name__})") from None


def _read(text: str, where: str) -> Handshake:
    parts = text.strip().split(":")
    if len(parts) != 4 or not _is_id(parts[0]):
        raise EventHubUnreachableError(f"{where} gives an answer that is none of Socket.IO 0.9: {text[:80]!r}")
    if "websocket" not in parts[3].split(","):
        raise EventHubUnreachableError(f"{where} offers no WebSocket, but {parts[3][:80]!r}")
    return Handshake(parts[0], float(parts[1]) if parts[1].isascii() and parts[1].isdecimal() else None)


def _is_id(text: str) -> bool:
    return text.isascii() and 0 < len(text) <= _LONGEST_ID and all(sign.isalnum() or sign in "-_" for sign in text)
