"""HTTP to wherever files are: the server itself, or a store that it signed a URL for.

The settings of the connection for proxies and certificates hold for both. Its headers and cookies, which may be secrets
of the server, go to the server's own address alone, and user and key never go along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ftrack_orm.media.upload.parts.part_body import PartBody
from ftrack_orm.media.upload.storage.quiet_log import queries_unlogged
from ftrack_orm.transport import Connection
from ftrack_orm.transport.http_sessions import HttpSessions
from ftrack_orm.transport.inner_frames import without_inner_frames

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

__all__ = ["Reply", "StorageHttp"]

_MOST_TOLD = 2**14
_MOST_REDIRECTS = 5
_QUERY = re.compile(r"\?[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a store answered; `status` is 0 where no answer came, and `told` says why. Neither holds an address."""

    status: int
    e_tag: str | None = None
    told: str = ""
    retry_after: float | None = None

    @property
    def worked(self) -> bool:
        """Whether the file was taken."""
        return 200 <= self.status < 300


class StorageHttp:
    """Sends and fetches files; each request that is out has a connection of its own, which the next one uses again.

    `timeout` is in seconds, for connecting and for each wait for bytes.
    """

    def __init__(self, server_url: str | None, connection: Connection | None = None, *, timeout: float = 60.0) -> None:
        self._origin = None if server_url is None else _origin(server_url)
        self._connection = connection or Connection()
        self.timeout = timeout
        self._own = HttpSessions(partial(self._open, own=True))
        self._foreign = HttpSessions(partial(self._open, own=False))

    def put(self, url: str, body: PartBody, headers: Mapping[str, str]) -> Reply:
        """Put a part at a signed URL; what went wrong is told, never raised, since errors of HTTP hold the URL."""
        import requests
        from urllib3.exceptions import HTTPError

        try:
            with (
                queries_unlogged(),
                self._sessions(url).taken() as http,
                http.put(
                    url,
                    data=body if len(body) else b"",
                    headers=dict(headers),
                    timeout=self.timeout,
                    allow_redirects=False,
                    stream=True,
                    verify=http.verify,  # else REQUESTS_CA_BUNDLE would take the place of what was given
                ) as response,
            ):
                return _reply(response)
        except (requests.RequestException, HTTPError) as error:
            told = f"no answer ({type(error).__name__})"
        except BaseException as error:  # as Ctrl+C; the frames of the library hold the address
            without_inner_frames(error)
            raise
        return Reply(0, told=told)

    @contextmanager
    def fetched(
        self, url: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Iterator[Response | Reply]:
        """Ask for a file, wherever the server leads to; gives the open response, or what went wrong."""
        import requests
        from urllib3.exceptions import HTTPError

        told = "it leads on and on"
        for _ in range(_MOST_REDIRECTS):
            leads_to = None
            with queries_unlogged(), self._sessions(url).taken() as http:
                try:
                    response = http.request(
                        method,
                        url,
                        headers=dict(headers or {}),
                        timeout=self.timeout,
                        allow_redirects=False,
                        stream=True,
                        verify=http.verify,
                    )
                except (requests.RequestException, HTTPError) as error:
                    told = f"no answer ({type(error).__name__})"
                    break
                except BaseException as error:
                    without_inner_frames(error)
                    raise
                with response:
                    if not response.is_redirect:
                        yield response if response.ok else _reply(response)
                        return
                    leads_to = urljoin(url, response.headers["Location"])
            url = leads_to
        yield Reply(0, told=told)

    def close(self) -> None:
        """Close all connections."""
        self._own.close()
        self._foreign.close()

    def _sessions(self, url: str) -> HttpSessions:
        return self._own if _origin(url) == self._origin else self._foreign

    def _open(self, *, own: bool) -> Session:
        import requests

        http = requests.Session()
        http.auth = _no_credentials
        http.proxies.update(self._connection.proxies)
        verify = self._connection.verify
        http.verify = verify if isinstance(verify, bool) else str(verify)
        if own:
            http.headers.update(self._connection.headers)
            http.cookies.update(self._connection.cookies)
        return http


def _no_credentials(request: PreparedRequest) -> PreparedRequest:
    """Stand where `requests` would put a password of `.netrc`, which a store would take for the signature."""
    return request


def _reply(response: Response) -> Reply:
    content = response.raw.read(_MOST_TOLD, decode_content=True) or b""
    told = _told(content.decode("utf-8", "replace"))
    wait = response.headers.get("Retry-After", "").strip()
    e_tag = response.headers.get("ETag")
    return Reply(
        response.status_code,
        None if e_tag is None else e_tag.strip().removeprefix("W/").strip('"'),
        told,
        float(wait) if wait.isdigit() else None,
    )


def _told(content: str) -> str:
    """Return what an error says, without what stores repeat of the request: signatures and addresses."""
    named = [match[1] for name in ("Code", "Message") if (match := re.search(f"<{name}>([^<]*)</{name}>", content))]
    said = ": ".join(named) if named else _QUERY.sub("?...", content)
    return " ".join(said.split())[:300]


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, (parts.hostname or "").lower(), port
