"""Operations over HTTP, on `requests`, which is imported with the first transport: it takes longer than the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ftrack_orm.errors import (
    AnswerLostError,
    ConfigurationError,
    GatewayError,
    ProtocolError,
    RequestTimeoutError,
    ServerUnreachableError,
    TransportError,
)
from ftrack_orm.settings import Settings
from ftrack_orm.transport.answer import read_answer
from ftrack_orm.transport.connection import STRICT, Connection
from ftrack_orm.transport.encoding import encode
from ftrack_orm.transport.http_sessions import HttpSessions
from ftrack_orm.transport.inner_frames import without_inner_frames
from ftrack_orm.transport.operation import JSON, Operation, QueryExpression
from ftrack_orm.transport.retry_policy import RetryPolicy

if TYPE_CHECKING:
    from requests import PreparedRequest, RequestException, Response, Session
    from urllib3.exceptions import HTTPError

__all__ = ["HttpTransport"]

_PIECE = 1 << 18
"""Bytes of a compressed answer that are read at once."""

_PASSING = (ServerUnreachableError, AnswerLostError, RequestTimeoutError, GatewayError)
"""Failures that may be over a moment later."""


class _Credentials:
    """Puts user and key on a request as it leaves, so that no session or header dictionary keeps them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["ftrack-user"] = self._settings.api_user
        request.headers["ftrack-api-key"] = self._settings.api_key
        return request


class HttpTransport:
    """Sends batches to `{server}/api`; each request that is out has a connection of its own.

    `most_bytes` is the most that an answer may have once decompressed; a larger one is refused before it is read whole.
    `timeout` is in seconds, for connecting and for each wait for bytes. A redirect is refused, since it would carry the
    key to another place.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        timeout: float = 60.0,
        headers: Mapping[str, str] | None = None,
        retry: RetryPolicy | None = None,
        connection: Connection | None = None,
        most_bytes: int = 1 << 30,
    ) -> None:
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout > 0:
            raise ConfigurationError(f"timeout is a number of seconds above 0, got {timeout!r}")
        self.settings = settings
        self.timeout = timeout
        self.most_bytes = most_bytes
        self.retry: RetryPolicy = retry or RetryPolicy()
        self.connection: Connection = connection or Connection()
        self._headers = dict(headers or {}) | self.connection.all_headers()
        self._sessions = HttpSessions(self._open)

    def __repr__(self) -> str:
        return f"<HttpTransport {self.settings.server_url} as {self.settings.api_user}>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request; see `Transport.send`. What surely changed nothing is sent again, by the retry policy."""
        body = encode(operations)
        reads_only = all(operation.reads_only for operation in operations)
        strict = any(isinstance(operation, QueryExpression) and operation.strict for operation in operations)
        for wait in self.retry.waits():
            try:
                return self._attempt(body, len(operations), strict)
            except _PASSING as error:
                if error.may_have_worked and not reads_only:
                    raise
                self.retry.pause(wait, error.retry_after)
        return self._attempt(body, len(operations), strict)

    def _attempt(self, body: bytes, expected: int, strict: bool) -> list[JSON]:
        response, content = self._post(body, strict)
        if response.is_redirect:
            raise ProtocolError(
                f"{self.settings.server_url} redirects elsewhere (HTTP {response.status_code}); "
                "set the server address to where it leads"
            )
        return read_answer(content, response.status_code, expected, _retry_after(response))

    def close(self) -> None:
        """Close the pooled connections of all threads."""
        self._sessions.close()

    def _post(self, body: bytes, strict: bool) -> tuple[Response, bytes]:
        """Return the response and its whole content: `requests` would cut it in pieces of 10 KB."""
        import requests
        from urllib3.exceptions import HTTPError

        url = f"{self.settings.server_url}/api"
        headers = STRICT if strict else None
        try:
            with (
                self._sessions.taken() as http,
                http.post(
                    url,
                    data=body,
                    headers=headers,
                    timeout=self.timeout,
                    allow_redirects=False,
                    stream=True,
                    verify=http.verify,  # else REQUESTS_CA_BUNDLE would take the place of what was given
                ) as response,
            ):
                return response, self._content(response)
        except requests.RequestException as error:
            error.request = None  # it holds the key
            without_inner_frames(error)
            raise self._failure(error) from error
        except HTTPError as error:  # while the content was read
            without_inner_frames(error)
            raise self._failure(error) from error
        except BaseException as error:  # as Ctrl+C while it connects
            without_inner_frames(error)
            raise

    def _content(self, response: Response) -> bytes:
        """Return the whole content, decompressed piece by piece so that little data cannot become all memory."""
        read, most = response.raw.read, self.most_bytes
        if "Content-Encoding" not in response.headers and len(content := read(most + 1)) <= most:
            if response.raw.length_remaining:
                read(1)  # a part of what was announced is no answer: this raises
            return bytes(content)
        pieces: list[bytes] = []
        left = most
        while left >= 0 and "Content-Encoding" in response.headers:
            piece = read(_PIECE, decode_content=True)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            left -= len(piece)
        raise ProtocolError(
            f"the answer of {self.settings.server_url} is larger than {most} bytes, which is the most that is taken; "
            "ask for fewer attributes or entities at once"
        )

    def _open(self) -> Session:
        import requests

        http = requests.Session()
        http.auth = _Credentials(self.settings)
        http.headers.update(self._headers)
        http.headers.update({"Content-Type": "application/json", "Accept": "application/json"})
        http.cookies.update(self.connection.cookies)
        http.proxies.update(self.connection.proxies)
        verify = self.connection.verify
        http.verify = verify if isinstance(verify, bool) else str(verify)
        return http

    def _failure(self, error: RequestException | HTTPError) -> TransportError:
        """Tell apart what was not sent from what was sent and not answered."""
        import requests
        from urllib3.exceptions import DecodeError, ReadTimeoutError

        server = self.settings.server_url
        if isinstance(error, DecodeError):
            return ProtocolError(f"the answer of {server} is compressed in a way that cannot be read")
        if isinstance(error, requests.ReadTimeout | ReadTimeoutError):
            return RequestTimeoutError(f"{server} did not answer within {self.timeout:g} s")
        if isinstance(error, requests.ConnectionError) and _never_connected(error):
            return ServerUnreachableError(f"cannot reach {server}; check FTRACK_SERVER and the network")
        return AnswerLostError(f"the connection to {server} was cut ({type(error).__name__})")


def _never_connected(error: RequestException) -> bool:
    """Tell whether a connection failed before anything could be sent."""
    from requests import ConnectTimeout
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(error, ConnectTimeout) or isinstance(reason, NewConnectionError)


def _retry_after(response: Response) -> float | None:
    """Read the seconds of a `Retry-After` header; the form with a date is left out."""
    text = response.headers.get("Retry-After", "").strip()
    return float(text) if text.isascii() and text.isdigit() else None
